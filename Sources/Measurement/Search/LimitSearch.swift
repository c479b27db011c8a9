/// Finds how far something can be driven while an objective still holds: the largest fleet, the highest rate, the shortest
/// detection spread.
///
/// ```swift
/// var search = LimitSearch(.init(goal: .largest, start: 1_000, range: 1...1_000_000))
/// while case .probe(let probe) = search.next { search.record(try run(probe)) }
/// ```
///
/// From its start the search doubles while the objective holds, or halves until it does; then it bisects between the outermost
/// value that holds and the innermost that does not, to 2 %; then it asks for one more run at the value found, which the caller
/// makes with another seed. If it does not hold there, the value was luck, or what holds does not hold for all that is easier: the value
/// counts as missed, the search goes on below it, and the answer says so. At most ``Settings/probesMax`` runs are asked for,
/// whatever the outcomes are.
///
/// A run that is invalid shows nothing of the objective. The search goes on as if it had missed, as what is easier may be valid; the answer
/// tells the two apart.
///
/// A value: it knows neither what is run nor why it holds, and the same outcomes give the same probes.
public struct LimitSearch: Sendable {
    /// Which way is harder.
    public enum Goal: Sendable {
        /// The largest value that holds is looked for.
        case largest
        /// The smallest value that holds is looked for.
        case smallest
    }

    /// What to search, and how far.
    public struct Settings: Sendable {
        /// Which way is harder.
        public var goal: Goal
        /// Where to begin; brought into ``range``.
        public var start: Double
        /// No value outside of it is tried; above zero.
        public var range: ClosedRange<Double>
        /// How near the outermost value that holds and the innermost that does not come, as a fraction of the former.
        public var precision = 0.02
        /// Whether only whole values make sense, as of devices.
        public var isWhole = false
        /// The most runs asked for.
        public var probesMax = 40
        /// The most runs that confirm; when as many have missed, the search gives up.
        public var confirmationsMax = 3

        /// A search for `goal` from `start`; the rest has defaults.
        public init(goal: Goal, start: Double, range: ClosedRange<Double>) {
            self.goal = goal
            self.start = start
            self.range = range
        }
    }

    /// A run that is asked for.
    public struct Probe: Equatable, Sendable {
        /// The value to run with.
        public var value: Double
        /// Whether this repeats the value found, to confirm it: run it with another seed than before.
        public var isConfirmation: Bool

        /// A run with `value`.
        public init(value: Double, isConfirmation: Bool) {
            self.value = value
            self.isConfirmation = isConfirmation
        }
    }

    /// What a run showed of the objective.
    public enum Finding: String, Sendable {
        /// It held.
        case holds
        /// It did not.
        case misses
        /// Nothing: the run is invalid.
        case invalid
    }

    /// A run that was made.
    public struct Outcome: Equatable, Sendable {
        /// What was asked for.
        public var probe: Probe
        /// What it showed.
        public var finding: Finding

        /// A run and what it showed.
        public init(probe: Probe, finding: Finding) {
            self.probe = probe
            self.finding = finding
        }
    }

    /// What to do next.
    public enum Step: Equatable, Sendable {
        /// Make this run, then ``LimitSearch/record(_:)``.
        case probe(Probe)
        /// Nothing: this is the answer.
        case done(LimitAnswer)
    }

    /// What the search was asked to do.
    public let settings: Settings
    /// The runs made, in order.
    public private(set) var outcomes: [Outcome] = []
    /// The outermost value that holds; `nil` while none is known.
    private var held: Double?
    /// The innermost value beyond it at which the objective does not hold; `nil` while none is known.
    private var missed: Double?
    /// Whether ``held`` was confirmed.
    private var isConfirmed = false

    /// A search that has not begun.
    public init(_ settings: Settings) {
        precondition(settings.range.lowerBound > 0, "values to search are above zero")
        self.settings = settings
    }

    /// Values at which the objective held once and not when they were to be confirmed; empty where it behaves.
    public var unconfirmed: [Double] {
        outcomes.filter { $0.probe.isConfirmation && $0.finding != .holds }.map(\.probe.value)
    }

    /// What the last run at `value` showed; `nil` where none was made.
    public func finding(at value: Double) -> Finding? { outcomes.last { $0.probe.value == value }?.finding }

    /// What to do next. Asking again without a record gives the same step.
    public var next: Step {
        if let held, isConfirmed { return .done(missed.map { .found(held, missedAt: $0) } ?? .holdsThroughout(held)) }
        if held == nil, let missed, missed == innermost {
            return .done(finding(at: missed) == .invalid ? .neverValid(missed) : .neverHolds(missed))
        }
        guard outcomes.count < settings.probesMax, unconfirmed.count < settings.confirmationsMax else {
            return .done(.unsettled(heldAt: held, missedAt: missed))
        }
        switch (held, missed) {
        case (nil, nil): return .probe(Probe(value: bounded(settings.start), isConfirmation: false))
        case (nil, let missed?): return .probe(Probe(value: inward(of: missed), isConfirmation: false))
        case (let held?, nil):
            return .probe(
                held == outermost
                    ? Probe(value: held, isConfirmation: true) : Probe(value: outward(of: held), isConfirmation: false))
        case (let held?, let missed?):
            guard let middle = middle(held, missed) else { return .probe(Probe(value: held, isConfirmation: true)) }
            return .probe(Probe(value: middle, isConfirmation: false))
        }
    }

    /// Notes how the run that ``next`` asks for came out. Without such a run this does nothing.
    public mutating func record(_ finding: Finding) {
        guard case .probe(let probe) = next else { return }
        outcomes.append(Outcome(probe: probe, finding: finding))
        switch (probe.isConfirmation, finding == .holds) {
        case (true, true): isConfirmed = true
        case (false, true): held = probe.value
        case (false, false): missed = probe.value
        case (true, false):
            // Back to the next value within that held and was not refuted.
            missed = probe.value
            let refuted = unconfirmed
            let within = outcomes.filter {
                $0.finding == .holds && !refuted.contains($0.probe.value) && isWithin($0.probe.value, probe.value)
            }
            held = within.map(\.probe.value).max { isWithin($0, $1) }
        }
    }
}

extension LimitSearch {
    /// The end of the range that is hardest.
    private var outermost: Double { bounded(settings.goal == .largest ? .infinity : 0) }

    /// The end of the range that is easiest.
    private var innermost: Double { bounded(settings.goal == .largest ? 0 : .infinity) }

    private func outward(of value: Double) -> Double { bounded(settings.goal == .largest ? value * 2 : value / 2) }

    private func inward(of value: Double) -> Double { bounded(settings.goal == .largest ? value / 2 : value * 2) }

    /// Whether `value` is easier than `other`.
    private func isWithin(_ value: Double, _ other: Double) -> Bool {
        settings.goal == .largest ? value < other : value > other
    }

    /// `value` within the range; whole if it must be, rounded into the range.
    private func bounded(_ value: Double) -> Double {
        let bounded = min(max(value, settings.range.lowerBound), settings.range.upperBound)
        guard settings.isWhole else { return bounded }
        let whole = bounded.rounded(.down)
        return whole < settings.range.lowerBound ? min(whole + 1, settings.range.upperBound) : whole
    }

    /// The value halfway; `nil` when the two are near enough.
    private func middle(_ held: Double, _ missed: Double) -> Double? {
        guard abs(missed - held) > settings.precision * held else { return nil }
        let middle = bounded((held + missed) / 2)
        return middle == held || middle == missed ? nil : middle
    }
}
