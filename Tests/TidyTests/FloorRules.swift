/// Who may import whom: a target imports only from floors below its own.
enum FloorRules {
    /// The floor of each of our targets.
    static let floors: [String: Int] = [
        "CPlatform": 0, "CJemalloc": 0, "CNettle": 0, "CZlib": 0,
        "LockFree": 1, "SeededRandom": 1, "Documents": 1, "Exposition": 1, "Hashing": 1,
        "AdminHTTP": 2, "Registration": 2, "Measurement": 2,
        "Devices": 3, "Gate": 3, "History": 3, "Workload": 3, "Signalling": 3,
        "DeviceFleet": 4, "HotPaths": 4, "Provisioning": 4, "Simulation": 4, "Captures": 4, "ControllerServer": 4,
        "LiveStorm": 5, "LoadEngine": 5, "Reporting": 5,
        "loadgen": 6, "controller": 6, "sampler": 6,
    ]

    /// Imports that go sideways or up, and targets that have no floor.
    static func violations(in files: [SourceFile]) -> [Finding] {
        files.flatMap { file -> [Finding] in
            guard let target = file.target else { return [] }
            guard let floor = floors[target] else {
                return [Finding(file, "\(target) stands on no floor; give it one in the table of floors")]
            }
            return file.lines.enumerated().compactMap { number, line in
                guard let imported = importedModule(by: line), let other = floors[imported], other >= floor else {
                    return nil
                }
                return Finding(
                    file, line: number, "\(target), on floor \(floor), imports \(imported), on floor \(other)")
            }
        }
    }

    /// The module that a line imports; `nil` for a line that imports none.
    static func importedModule(by line: String) -> String? {
        var words = SourceText.code(of: line).split(whereSeparator: { $0 == " " || $0 == "\t" })
        let prefixes: Set<Substring> = ["public", "package", "internal", "fileprivate", "private"]
        while let first = words.first, first.hasPrefix("@") || prefixes.contains(first) { words.removeFirst() }
        guard words.first == "import", words.count > 1 else { return nil }
        let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
        let path = words[kinds.contains(words[1]) && words.count > 2 ? 2 : 1]
        return path.split(separator: ".").first.map(String.init)
    }
}
