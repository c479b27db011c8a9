internal import Documents

extension ScenarioReader {
    /// Reads a profile: a name alone, or keys with values.
    ///
    /// The name is read first, wherever it stands, since it decides which keys belong. A profile without a name takes any
    /// key; whether it belongs is then known when a flag has named the profile.
    mutating func readProfile(_ value: DocumentValue) throws(DocumentError) {
        if case .scalar = value.node.content {
            scenario.profile = ProfileSettings(kind: try kind(value))
            return
        }
        let entries = try value.entries()
        var settings = ProfileSettings()
        for entry in entries where entry.key == "name" {
            settings.kind = try kind(setting(entry))
            scenario.setLine(entry.line, of: "profile.name")
        }
        for entry in entries where entry.key != "name" {
            try check(entry, of: settings.kind)
            let setting = setting(entry)
            scenario.setLine(entry.line, of: setting.key)
            if entry.key == "duration" {
                try readDuration(setting)
            } else if entry.key == "arrivals" {
                settings.arrivals = try arrivals(setting)
            } else if let key = ProfileKey(rawValue: entry.key) {
                settings[key] = try number(setting, key)
            }
        }
        scenario.profile = settings
    }

    private func setting(_ entry: DocumentNode.Entry) -> DocumentValue {
        DocumentValue(file: file, key: "profile.\(entry.key)", node: entry.value, keyLine: entry.line)
    }

    private func kind(_ value: DocumentValue) throws(DocumentError) -> Profile.Kind {
        let name = try value.text()
        guard let kind = Profile.Kind(rawValue: name) else {
            let names = Profile.Kind.allCases.map(\.rawValue)
            var failure = error(
                value.node.line, value.key, "unknown profile \"\(name.prefix(40))\"", names.joined(separator: ", "))
            failure.suggestion = Suggestion.nearest(to: name, among: names)
            throw failure
        }
        return kind
    }

    /// Refuses a key that no profile has, and one that the profile named does not have.
    private func check(_ entry: DocumentNode.Entry, of kind: Profile.Kind?) throws(DocumentError) {
        let isKnown = ["duration", "arrivals"].contains(entry.key) || ProfileKey(rawValue: entry.key) != nil
        guard let kind else {
            return try check(
                entry, within: "profile",
                allowed: ["name"] + ProfileKey.allCases.map(\.rawValue) + ["duration", "arrivals"])
        }
        let allowed = kind.allowedKeys
        guard isKnown, !allowed.contains(entry.key) else {
            return try check(entry, within: "profile", allowed: allowed)
        }
        throw error(
            entry.line, "profile.\(entry.key)",
            "the key \"\(entry.key)\" does not belong to the profile \(kind.rawValue)", allowed.joined(separator: ", "))
    }

    /// Reads a recording: a text of lines, each with its own place in errors.
    private func arrivals(_ setting: DocumentValue) throws(DocumentError) -> RecordedArrivals {
        guard setting.node.isLiteral else { throw setting.wrongType("lines of arrivals below \"arrivals: |\"") }
        let arrivals: RecordedArrivals
        do {
            arrivals = try RecordedArrivals(lines: try setting.text())
        } catch let failure as RecordedArrivals.LineError {
            throw error(
                setting.node.line + 1 + failure.index, setting.key, failure.problem.message, failure.problem.allowed)
        } catch let failure as DocumentError {
            throw failure
        } catch {
            throw setting.wrongType("lines of arrivals")
        }
        guard arrivals.count > 0 else { throw setting.error("there are none", allowed: "at least one line") }
        return arrivals
    }

    private func number(_ setting: DocumentValue, _ key: ProfileKey) throws(DocumentError) -> Double {
        switch key {
        case .steps:
            let steps: Int = try setting.wholeNumber()
            guard PlanLimits.steps.contains(steps) else { throw setting.error(.stepsOutOfRange(Double(steps))) }
            return Double(steps)
        case .at, .for:
            let seconds = try setting.number()
            // Whether a spike fits the run is known when the duration is.
            guard key == .at ? seconds >= 0 : seconds > 0 else { throw setting.error(.spikeOutsideRun(key, seconds)) }
            return seconds
        case .speed:
            let speed = try setting.number()
            do {
                try Profile.validate(speed: speed)
            } catch {
                throw setting.error(error)
            }
            return speed
        case .rate, .from, .to, .base, .peak:
            let rate = try setting.number()
            do {
                try Profile.validate(rate, key)
            } catch {
                throw setting.error(error)
            }
            return rate
        }
    }
}
