internal import Documents

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
    mutating func read(_ root: DocumentNode) throws(DocumentError) {
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

    private mutating func read(_ entry: DocumentNode.Entry) throws(DocumentError) {
        let value = value(of: entry, key: entry.key)
        switch entry.key {
        case "summary": storm.summary = try value.text()
        case "seed": storm.seed = try value.wholeNumber()
        case "faults": try readFaults(value)
        case "objectives":
            for (index, element) in try value.elements("a list of texts").enumerated() {
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
    private mutating func readKnown(_ value: DocumentValue) throws(DocumentError) {
        if StormFile.numberKeys.contains(value.key) {
            storm.numbers[value.key] = try value.number()
        } else if StormFile.flagKeys.contains(value.key) {
            storm.flags[value.key] = try value.flag()
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

    private mutating func readFaults(_ value: DocumentValue) throws(DocumentError) {
        for (index, element) in try value.elements("a list of faults").enumerated() {
            let key = "faults.\(index)"
            storm.setLine(element.node.line, of: key)
            storm.faults.append(try fault(element, key: key))
        }
    }

    private func fault(_ element: DocumentValue, key: String) throws(DocumentError) -> FaultDescription {
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
            case "keepsMemory": fault.keepsMemory = try value.flag()
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

    private func value(of entry: DocumentNode.Entry, key: String) -> DocumentValue {
        DocumentValue(file: storm.file, key: key, node: entry.value, keyLine: entry.line)
    }
}
