/// Interprets the keys of a storm's file.
struct StormFileReader {
    /// What has been read.
    private(set) var storm: StormFile
    private let reader: ScenarioReader

    /// A reader for a file of this name.
    init(file: String) {
        storm = StormFile(file: file)
        reader = ScenarioReader(file: file)
    }

    /// The keys of a storm, in the order in which messages name them.
    private static let keys: [String] = {
        let known = StormFile.numberKeys + StormFile.flagKeys + StormFile.wordKeys
        var keys = ["summary", "seed"]
        for key in known {
            let top = key.split(separator: ".").first.map(String.init) ?? key
            if !keys.contains(top) { keys.append(top) }
        }
        return keys + ["faults", "objectives", "parameters"]
    }()

    /// Reads the whole document.
    mutating func read(_ root: ScenarioNode) throws(ScenarioError) {
        guard case .mapping(let entries) = root.content else {
            throw reader.error(
                root.line, nil, "a storm must be keys with values, not \(root.noun)",
                Self.keys.joined(separator: ", "))
        }
        for entry in entries {
            try reader.check(entry, within: nil, allowed: Self.keys)
            storm.setLine(entry.line, of: entry.key)
        }
        for entry in entries { try read(entry) }
    }

    private mutating func read(_ entry: ScenarioNode.Entry) throws(ScenarioError) {
        let value = value(of: entry, key: entry.key)
        switch entry.key {
        case "summary": storm.summary = try value.text()
        case "seed": storm.seed = try value.wholeNumber()
        case "faults": try readFaults(value)
        case "objectives":
            for (index, element) in try elements(of: value, "a list of texts").enumerated() {
                storm.objectives.append(try element.text())
                storm.setLine(element.node.line, of: "objectives.\(index)")
            }
        case "parameters":
            for entry in try value.entries() {
                let parameter = self.value(of: entry, key: "parameters.\(entry.key)")
                storm.parameters.append(Scenario.Parameter(name: entry.key, text: try parameter.text()))
                storm.setLine(entry.line, of: parameter.key)
            }
        default: try readKnown(value)
        }
    }

    /// Reads a number, flag or word, or a group of them.
    private mutating func readKnown(_ value: ScenarioValue) throws(ScenarioError) {
        if StormFile.numberKeys.contains(value.key) {
            storm.numbers[value.key] = try value.number()
        } else if StormFile.flagKeys.contains(value.key) {
            storm.flags[value.key] = try Self.flag(value)
        } else if StormFile.wordKeys.contains(value.key) {
            storm.words[value.key] = try value.text()
        } else {
            let allowed = (StormFile.numberKeys + StormFile.flagKeys).filter { $0.hasPrefix(value.key + ".") }
            for entry in try value.entries() {
                try reader.check(
                    entry, within: value.key, allowed: allowed.map { String($0.dropFirst(value.key.count + 1)) })
                let inner = self.value(of: entry, key: "\(value.key).\(entry.key)")
                storm.setLine(entry.line, of: inner.key)
                try readKnown(inner)
            }
        }
    }

    private mutating func readFaults(_ value: ScenarioValue) throws(ScenarioError) {
        for (index, element) in try elements(of: value, "a list of faults").enumerated() {
            let key = "faults.\(index)"
            storm.setLine(element.node.line, of: key)
            storm.faults.append(try fault(element, key: key))
        }
    }

    private func fault(_ element: ScenarioValue, key: String) throws(ScenarioError) -> FaultDescription {
        let entries = try element.entries()
        let names = FaultDescription.Kind.allCases.map(\.rawValue)
        guard let kindEntry = entries.first(where: { $0.key == "kind" }) else {
            throw reader.error(element.node.line, key, "a fault needs a kind", names.joined(separator: ", "))
        }
        let word = try value(of: kindEntry, key: "\(key).kind").text()
        guard let kind = FaultDescription.Kind(rawValue: word) else {
            var failure = reader.error(
                kindEntry.line, "\(key).kind", "no such fault: \"\(word.prefix(40))\"", names.joined(separator: ", "))
            failure.suggestion = Suggestion.nearest(to: word, among: names)
            throw failure
        }
        var allowed = ["kind", "at", "for", "controller"]
        if kind == .crash { allowed.append("keepsMemory") }
        if let valueKey = kind.valueKey { allowed.append(valueKey) }
        var fault = FaultDescription(kind: kind, start: 0)
        for entry in entries {
            try reader.check(entry, within: key, allowed: allowed)
            let value = value(of: entry, key: "\(key).\(entry.key)")
            switch entry.key {
            case "kind": break
            case "at": fault.start = try value.number()
            case "for": fault.length = try value.number()
            case "controller": fault.controller = try value.wholeNumber()
            case "keepsMemory": fault.keepsMemory = try Self.flag(value)
            default: fault.value = try value.number()
            }
        }
        for required in ["at"] + (kind.valueKey.map { [$0] } ?? [])
        where !entries.contains(where: { $0.key == required }) {
            throw reader.error(
                element.node.line, key, "\(kind.rawValue) needs \"\(required)\"", allowed.joined(separator: ", "))
        }
        return fault
    }

    private func value(of entry: ScenarioNode.Entry, key: String) -> ScenarioValue {
        ScenarioValue(file: storm.file, key: key, node: entry.value, keyLine: entry.line)
    }

    private func elements(of value: ScenarioValue, _ needed: String) throws(ScenarioError) -> [ScenarioValue] {
        guard case .sequence(let elements) = value.node.content else { throw value.wrongType(needed) }
        return elements.enumerated().map { index, node in
            ScenarioValue(file: storm.file, key: "\(value.key).\(index)", node: node, keyLine: node.line)
        }
    }

    private static func flag(_ value: ScenarioValue) throws(ScenarioError) -> Bool {
        guard let flag = Bool(try value.text()) else { throw value.wrongType("true or false") }
        return flag
    }
}
