internal import Registration

/// Sets one of a run's parameters by its name, as scenario files give them.
///
/// The names are those of ``Parameters`` with the unit at the end; spans are in seconds.
public enum ParameterSetting {
    /// Why a setting was not taken.
    public enum Problem: Error, Hashable, Sendable {
        /// No parameter has this name.
        case unknownName
        /// The value is not what the parameter takes; says what it takes.
        case badValue(allowed: String)
    }

    /// All names, in alphabetical order.
    public static var names: [String] { setters.map(\.name).sorted() }

    /// Sets the parameter called `name` to what `text` says.
    public static func apply(_ name: String, _ text: String, to settings: inout RunSettings) throws(Problem) {
        guard let setter = setters.first(where: { $0.name == name }) else { throw .unknownName }
        guard setter.set(&settings, text) else { throw .badValue(allowed: setter.allowed) }
    }

    private struct Setter: Sendable {
        let name: String
        let allowed: String
        let set: @Sendable (inout RunSettings, String) -> Bool
    }

    private static let setters: [Setter] = [
        seconds("tokenTimeoutSeconds") { $0.parameters.tokenTimeout = .preset($1) },
        choice("invalidTokens") { $0.parameters.invalidTokens = $1 },
        choice("expiredTokens") { $0.parameters.expiredTokens = $1 },
        flag("tellsTokenTimeout") { $0.parameters.tellsTokenTimeout = $1 },
        flag("matchesTokensByDevice") { $0.parameters.matchesTokensByDevice = $1 },
        flag("queuesUnclassified") { $0.parameters.queuesUnclassified = $1 },
        flag("answersDenials") { $0.parameters.answersDenials = $1 },
        flag("answersQueued") { $0.parameters.answersQueued = $1 },
        flag("honoursPriorityTags") { $0.parameters.honoursPriorityTags = $1 },
        count("queueDepthHigh", 1...Int.max) { $0.parameters.queueDepthHigh = $1 },
        count("queueDepthLow", 1...Int.max) { $0.parameters.queueDepthLow = $1 },
        fraction("processorLoadHigh") { $0.parameters.processorLoadHigh = $1 },
        fraction("processorLoadLow") { $0.parameters.processorLoadLow = $1 },
        count("priorityQueueDepthMax", 0...Int.max) { $0.parameters.priorityCriteria.queueDepthMax = $1 },
        count("tokenQueueDepthMax", 0...Int.max) { $0.parameters.tokenCriteria.queueDepthMax = $1 },
        count("initialQueueDepthMax", 0...Int.max) { $0.parameters.initialCriteria.queueDepthMax = $1 },
        number("serviceRatePerSecond", "a rate above 0") { settings, rate in
            guard rate > 0 else { return false }
            settings.parameters.assumedServiceRate = rate
            return true
        },
        fraction("plannedUtilisation") { $0.parameters.plannedUtilisation = $1 },
        seconds("targetWaitSeconds") { $0.parameters.targetWait = $1 },
        seconds("slotGraceSeconds") { $0.parameters.slotGrace = $1 },
        seconds("bucketToleranceSeconds") { $0.parameters.bucketTolerance = $1 },
        seconds("priorityBucketToleranceSeconds") { $0.parameters.priorityBucketTolerance = $1 },
        seconds("adaptationIntervalSeconds") { $0.parameters.adaptationInterval = $1 },
        count("underWayMin", 1...1 << 30) { $0.parameters.underWayMin = $1 },
        count("underWayMax", 1...1 << 30) { $0.parameters.underWayMax = $1 },
        fraction("additiveIncrease") { $0.parameters.additiveIncrease = $1 },
        fraction("multiplicativeDecrease") { $0.parameters.multiplicativeDecrease = $1 },
        number("gradientTolerance", "a number, 1 to 10") { settings, tolerance in
            guard (1...10).contains(tolerance) else { return false }
            settings.parameters.gradientTolerance = tolerance
            return true
        },
        fraction("gradientSmoothing") { $0.parameters.gradientSmoothing = $1 },
        number("gradientAllowance", "a number, 0 to 1000000") { settings, count in
            guard (0...1_000_000).contains(count) else { return false }
            settings.parameters.gradientAllowance = count
            return true
        },
        seconds("retryMinSeconds") { $0.parameters.retryMin = $1 },
        seconds("retryMaxSeconds") { $0.parameters.retryMax = $1 },
        seconds("retryGranularitySeconds") { $0.parameters.retryGranularity = $1 },
        seconds("fixedRetrySeconds") { $0.parameters.retryRule = .fixed($1) },
        count("denialsUntilPriority", 0...15) { $0.parameters.denialsUntilPriority = $1 },
        count("tokenSlots", 1...1 << 30) { $0.tokenSlots = $1 },
        count("tableCapacity", 1...1 << 30) { $0.tableCapacity = $1 },
        count("queueCapacity", 2...1 << 26) { $0.queueCapacity = $1 },
        count("lowestTierPeriod", 0...1_000_000) { $0.lowestTierPeriod = $1 },
        seconds("drainSeconds") { $0.drain = $1 },
        seconds("silenceSeconds") { $0.silence = $1 },
    ]

    private static func number(
        _ name: String, _ allowed: String, _ set: @escaping @Sendable (inout RunSettings, Double) -> Bool
    ) -> Setter {
        Setter(name: name, allowed: allowed) { settings, text in
            guard let value = Double(text), value.isFinite else { return false }
            return set(&settings, value)
        }
    }

    private static func seconds(
        _ name: String, _ set: @escaping @Sendable (inout RunSettings, Nanoseconds) -> Void
    ) -> Setter {
        number(name, "seconds, 0 to 86400") { settings, value in
            guard (0...86_400).contains(value) else { return false }
            set(&settings, Nanoseconds(seconds: value))
            return true
        }
    }

    private static func fraction(
        _ name: String, _ set: @escaping @Sendable (inout RunSettings, Double) -> Void
    ) -> Setter {
        number(name, "a fraction above 0, at most 1") { settings, value in
            guard value > 0, value <= 1 else { return false }
            set(&settings, value)
            return true
        }
    }

    private static func count(
        _ name: String, _ range: ClosedRange<Int>, _ set: @escaping @Sendable (inout RunSettings, Int) -> Void
    ) -> Setter {
        let upper = range.upperBound == .max ? "upwards" : "to \(range.upperBound)"
        return Setter(name: name, allowed: "a whole number from \(range.lowerBound) \(upper)") { settings, text in
            guard let value = Int(text), range.contains(value) else { return false }
            set(&settings, value)
            return true
        }
    }

    private static func flag(
        _ name: String, _ set: @escaping @Sendable (inout RunSettings, Bool) -> Void
    ) -> Setter {
        Setter(name: name, allowed: "true or false") { settings, text in
            guard let value = Bool(text) else { return false }
            set(&settings, value)
            return true
        }
    }

    private static func choice(
        _ name: String, _ set: @escaping @Sendable (inout RunSettings, InvalidTokenRule) -> Void
    ) -> Setter {
        let allowed = InvalidTokenRule.allCases.map(\.rawValue).joined(separator: ", ")
        return Setter(name: name, allowed: allowed) { settings, text in
            guard let value = InvalidTokenRule(rawValue: text) else { return false }
            set(&settings, value)
            return true
        }
    }
}
