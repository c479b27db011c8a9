internal import Documents

/// Interprets the keys of a scenario file, one function per key or group of keys.
struct ScenarioReader {
    /// The file as errors name it.
    let file: String
    /// What has been read.
    var scenario: Scenario

    /// The keys of a scenario, in the order in which messages name them.
    static let keys = [
        "seed", "devices", "target", "profile", "duration", "workers", "law", "discipline", "mix", "objectives",
        "parameters",
    ]

    /// A reader for a file of this name.
    init(file: String) {
        self.file = file
        scenario = Scenario(file: file)
    }

    /// Reads the whole document.
    mutating func read(_ root: DocumentNode) throws(DocumentError) {
        guard case .mapping(let entries) = root.content else {
            let keys = Self.keys.joined(separator: ", ")
            throw error(root.line, nil, "a scenario must be keys with values, not \(root.noun)", keys)
        }
        for entry in entries {
            try check(entry, within: nil, allowed: Self.keys)
            scenario.setLine(entry.line, of: entry.key)
        }
        for entry in entries { try read(entry) }
    }

    private mutating func read(_ entry: DocumentNode.Entry) throws(DocumentError) {
        let value = DocumentValue(file: file, key: entry.key, node: entry.value, keyLine: entry.line)
        switch entry.key {
        case "seed": scenario.seed = try value.wholeNumber()
        case "devices":
            let devices: Int = try value.wholeNumber()
            guard PlanLimits.devices.contains(devices) else { throw value.error(.devicesOutOfRange(devices)) }
            scenario.devices = devices
        case "workers":
            let workers: Int = try value.wholeNumber()
            guard PlanLimits.workers.contains(workers) else { throw value.error(.workersOutOfRange(workers)) }
            scenario.workers = workers
        case "duration": try readDuration(value)
        case "target": scenario.target = try value.text()
        case "law": scenario.law = try value.text()
        case "discipline": scenario.discipline = try value.text()
        case "profile": try readProfile(value)
        case "mix": try readMix(value)
        case "objectives": try readObjectives(value)
        case "parameters": try readParameters(value)
        default: break  // checked before
        }
    }

    /// Reads a duration, which stands at the top or in the profile, but not in both.
    mutating func readDuration(_ value: DocumentValue) throws(DocumentError) {
        guard scenario.durationSeconds == nil else {
            throw error(value.keyLine, value.key, "the duration is given twice", "duration or profile.duration")
        }
        let seconds = try value.number()
        guard seconds > 0, seconds <= PlanLimits.durationSecondsMax else {
            throw value.error(.durationOutOfRange(seconds))
        }
        scenario.durationSeconds = seconds
        scenario.setLine(value.keyLine, of: "duration")
    }

    private mutating func readMix(_ value: DocumentValue) throws(DocumentError) {
        let labels = RequestKind.allCases.map(\.label)
        var fractions: [RequestKind: Double] = [:]
        for entry in try value.entries() {
            try check(entry, within: "mix", allowed: labels)
            guard let kind = RequestKind(label: entry.key) else { continue }
            let fraction = DocumentValue(
                file: file, key: "mix.\(entry.key)", node: entry.value, keyLine: entry.line)
            let number = try fraction.number()
            guard number >= 0, number <= 1 else { throw fraction.error(.fractionOutOfRange(kind, number)) }
            fractions[kind] = number
            scenario.setLine(entry.line, of: fraction.key)
        }
        do {
            scenario.mix = try Mix(fractions)
        } catch {
            throw value.error(error)
        }
    }

    private mutating func readObjectives(_ value: DocumentValue) throws(DocumentError) {
        guard case .sequence(let elements) = value.node.content else { throw value.wrongType("a list of texts") }
        var objectives: [String] = []
        for (index, element) in elements.enumerated() {
            let key = "objectives.\(index)"
            let objective = DocumentValue(file: file, key: key, node: element, keyLine: element.line)
            objectives.append(try objective.text())
            scenario.setLine(element.line, of: key)
        }
        scenario.objectives = objectives
    }

    private mutating func readParameters(_ value: DocumentValue) throws(DocumentError) {
        for entry in try value.entries() {
            let key = "parameters.\(entry.key)"
            let parameter = DocumentValue(file: file, key: key, node: entry.value, keyLine: entry.line)
            scenario.parameters.append(Scenario.Parameter(name: entry.key, text: try parameter.text()))
            scenario.setLine(entry.line, of: key)
        }
    }

    /// Refuses a key that is not among `allowed`.
    func check(
        _ entry: DocumentNode.Entry, within parent: String?, allowed: [String]
    ) throws(DocumentError) {
        guard !allowed.contains(entry.key) else { return }
        throw .unknownKey(entry, within: parent, of: file, among: allowed)
    }

    /// An error of this file.
    func error(_ line: Int, _ key: String?, _ message: String, _ allowed: String?) -> DocumentError {
        DocumentError(file: file, line: line, key: key, message: message, allowed: allowed)
    }
}
