public import Documents

extension Scenario {
    /// Reads the scenario in the file at `path`, of at most ``PlanLimits/scenarioByteCountMax``.
    ///
    /// - Throws: the first thing that is wrong with it; also when the file cannot be read.
    public init(path: String) throws(DocumentError) {
        try self.init(yaml: try DocumentBytes.read(path, byteCountMax: PlanLimits.scenarioByteCountMax), file: path)
    }

    /// Reads a scenario from the bytes of a file; `file` is how errors name it. No input traps.
    ///
    /// - Throws: the first thing that is wrong, from syntax to values that no plan takes.
    public init(yaml bytes: [UInt8], file: String) throws(DocumentError) {
        var reader = ScenarioReader(file: file)
        let parser = DocumentParser(file: file, byteCountMax: PlanLimits.scenarioByteCountMax)
        if let root = try parser.root(of: bytes) { try reader.read(root) }
        self = reader.scenario
    }
}
