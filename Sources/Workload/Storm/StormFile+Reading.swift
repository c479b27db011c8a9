public import Documents

extension StormFile {
    /// Reads the storm in the file at `path`, of at most 1 MiB.
    ///
    /// - Throws: the first thing that is wrong with it; also when the file cannot be read.
    public init(path: String) throws(DocumentError) {
        try self.init(yaml: try DocumentBytes.read(path), file: path)
    }

    /// Reads a storm from the bytes of a file; `file` is how errors name it. No input traps.
    public init(yaml bytes: [UInt8], file: String) throws(DocumentError) {
        var reader = StormFileReader(file: file)
        if let root = try DocumentParser(file: file).root(of: bytes) { try reader.read(root) }
        self = reader.storm
    }
}
