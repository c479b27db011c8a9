/// Which controllers a device registers with, the most preferred first: primary, secondary, tertiary.
///
/// One to five, as a device's list has places for.
///
/// Source: rows S14, S17 and S18.
public struct ControllerList: Hashable, Sendable {
    /// The controllers in the order of preference; never empty.
    public let endpoints: [ControllerEndpoint]

    /// The most controllers in a list.
    public static var countMax: Int { 5 }

    /// These controllers in this order; `nil` when there are none or more than five.
    public init?(_ endpoints: [ControllerEndpoint]) {
        guard (1...Self.countMax).contains(endpoints.count) else { return nil }
        self.endpoints = endpoints
    }

    /// The controllers that `assignment` names by their place in `cluster`; `nil` when it names one that is not there.
    public init?(_ assignment: ControllerAssignment, of cluster: [ControllerEndpoint]) {
        var endpoints: [ControllerEndpoint] = []
        for rank in 0..<assignment.count {
            let place = Int(assignment[ControllerSlot(rawValue: rank)])
            guard place < cluster.count else { return nil }
            endpoints.append(cluster[place])
        }
        self.init(endpoints)
    }

    /// The controller that the device belongs to.
    public var primary: ControllerEndpoint { endpoints[0] }
    /// Where it goes when the primary fails.
    public var secondary: ControllerEndpoint? { endpoints.count > 1 ? endpoints[1] : nil }
    /// Where it goes when the secondary fails too.
    public var tertiary: ControllerEndpoint? { endpoints.count > 2 ? endpoints[2] : nil }
}
