public import Measurement

/// A result that a history keeps: what it was, without its figures.
public struct KeptRun: Hashable, Sendable {
    /// Its number in the history, from 1 in the order in which results were added.
    public let id: Int64
    /// When it was measured, in milliseconds since 1970.
    public let milliseconds: Int64
    /// The commit it was measured at, or "unknown".
    public let commit: String
    /// What can be compared with what.
    public let subject: Subject
    /// Whether its figures count; those of a run that is not valid are kept and never compared.
    public let isValid: Bool

    /// Results of one subject can be compared: the same plan, played against the same target, set up alike, on the same machine.
    public struct Subject: Hashable, Sendable {
        /// What the requests went to, or "simulation".
        public let target: String
        /// The shape of the load, or the storm's name.
        public let profile: String
        /// The plan's hash: of a run of phases that of the phase which the whole is about.
        public let planHash: String
        /// How target and generator were set up, in words: "2 workers, discipline edf, law calendar". Empty for what was kept when results
        /// did not tell yet.
        public let setUp: String
        /// The processor and its cores.
        public let machine: String

        /// A subject of these parts.
        public init(target: String, profile: String, planHash: String, setUp: String, machine: String) {
            self.target = target
            self.profile = profile
            self.planHash = planHash
            self.setUp = setUp
            self.machine = machine
        }

        /// The subject of `result`.
        public init(of result: RunResult) {
            self.init(
                target: result.plan.target, profile: result.phases.isEmpty ? result.plan.profile : "phases",
                planHash: result.plan.hash,
                setUp: result.plan.setUpWords.joined(separator: ", "),
                machine: "\(result.machine.cpu), \(result.machine.cores) cores")
        }
    }

    /// A result that is kept.
    public init(id: Int64, milliseconds: Int64, commit: String, subject: Subject, isValid: Bool) {
        self.id = id
        self.milliseconds = milliseconds
        self.commit = commit
        self.subject = subject
        self.isValid = isValid
    }
}
