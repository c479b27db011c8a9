public import Documents

extension ServerConfiguration {
    /// Reads the configuration in the file at `path`, of at most 1 MiB.
    ///
    /// - Throws: the first thing that is wrong with it; also when the file cannot be read.
    public init(path: String) throws(DocumentError) {
        try self.init(yaml: try DocumentBytes.read(path), file: path)
    }

    /// Reads a configuration from the bytes of a file; `file` is how errors name it. No input traps.
    public init(yaml bytes: [UInt8], file: String) throws(DocumentError) {
        var reader = ServerConfigurationReader()
        if let root = try DocumentParser(file: file).root(of: bytes) {
            try reader.read(DocumentValue(root: root, of: file))
        }
        self = reader.configuration
    }
}
