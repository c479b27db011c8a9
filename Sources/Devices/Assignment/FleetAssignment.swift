/// Which controllers each device of a fleet has: a pure function of the device's index (row S18).
public struct FleetAssignment: Hashable, Sendable {
    /// How primaries are dealt.
    public enum Shape: String, CaseIterable, Hashable, Sendable {
        /// Every controller is the primary of an equal part of the fleet.
        case balanced
        /// Controller 0 is the primary of all; the others are their backups in equal parts.
        case sharedPrimary
    }

    /// How primaries are dealt.
    public let shape: Shape
    /// The controllers of the cluster, 1 to 255.
    public let controllerCount: Int

    /// An assignment to `controllerCount` controllers.
    public init(shape: Shape = .balanced, controllerCount: Int) {
        precondition((1...255).contains(controllerCount), "a cluster has 1 to 255 controllers")
        self.shape = shape
        self.controllerCount = controllerCount
    }

    /// The controllers of device `index`, at most three.
    ///
    /// Devices are dealt in turn: over primaries first, then over the ordered pairs of other controllers. So any two controllers
    /// differ by at most one device as primaries, and the devices of one primary spread over all others, as secondaries and as
    /// tertiaries, with a difference of at most one each.
    public func controllers(ofDevice index: Int) -> ControllerAssignment {
        precondition(index >= 0, "an index is not negative")
        let primary: Int
        let turn: Int
        switch shape {
        case .balanced: (turn, primary) = index.quotientAndRemainder(dividingBy: controllerCount)
        case .sharedPrimary: (turn, primary) = (index, 0)
        }
        let others = controllerCount - 1
        guard others > 0 else { return ControllerAssignment(primary: UInt8(primary)) }
        let (round, place) = turn.quotientAndRemainder(dividingBy: others)
        let secondary = (primary + 1 + place) % controllerCount
        guard others > 1 else { return ControllerAssignment(primary: UInt8(primary), secondary: UInt8(secondary)) }
        // The distance from secondary to tertiary, among the others, changes from round to round.
        let distance = 1 + round % (others - 1)
        let tertiary = (primary + 1 + (place + distance) % others) % controllerCount
        return ControllerAssignment(
            primary: UInt8(primary), secondary: UInt8(secondary), tertiary: UInt8(tertiary))
    }
}
