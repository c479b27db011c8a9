internal import Foundation

extension Scenario {
    /// Reads the scenario in the file at `path`, of at most 1 MiB.
    ///
    /// - Throws: the first thing that is wrong with it; also when the file cannot be read.
    public init(path: String) throws(ScenarioError) {
        let bytes: [UInt8]
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            // One byte more than allowed tells a file that is too large, without reading all of it.
            bytes = Array(try handle.read(upToCount: ScenarioBounds.byteCountMax + 1) ?? Data())
        } catch {
            throw ScenarioError(file: path, line: 0, message: "the file cannot be read")
        }
        try self.init(yaml: bytes, file: path)
    }

    /// Reads a scenario from the bytes of a file; `file` is how errors name it. No input traps.
    ///
    /// - Throws: the first thing that is wrong, from syntax to values that no plan takes.
    public init(yaml bytes: [UInt8], file: String) throws(ScenarioError) {
        var reader = ScenarioReader(file: file)
        if let root = try ScenarioParser(file: file).root(of: bytes) { try reader.read(root) }
        self = reader.scenario
    }
}
