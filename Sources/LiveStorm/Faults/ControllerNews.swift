/// What has become of a controller, and when: what the fleet's observer is told of faults.
struct ControllerNews: Sendable {
    /// What has become of it.
    enum Kind: Sendable, Equatable {
        /// It is not there from now on, and remembers what it knew or not.
        case isGone(keepsMemory: Bool)
        /// It is there again.
        case isBack
        /// It serves at this factor of its rate.
        case serves(speed: Double)
    }

    /// Which controller.
    var controller: Int
    /// What.
    var kind: Kind
    /// When, on the clock of the storm.
    var at: Int64
}
