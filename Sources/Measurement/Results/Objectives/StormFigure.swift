/// A figure of a storm that an objective can name.
public enum StormFigure: String, CaseIterable, Sendable {
    /// When half the fleet was home.
    case t50 = "T50"
    /// When 90 % were home.
    case t90 = "T90"
    /// When 99 % were home.
    case t99 = "T99"
    /// When all were home.
    case t100 = "T100"
    /// T100 over the least time possible.
    case overBound
    /// The longest time that a device was without service.
    case withoutService
    /// Token requests per device.
    case tokenRequests
    /// How much of the time the primary served while devices waited for it.
    case utilisation

    /// Whether the figure is the time of a share of the fleet, which may never come.
    var isTime: Bool {
        switch self {
        case .t50, .t90, .t99, .t100, .overBound: true
        case .withoutService, .tokenRequests, .utilisation: false
        }
    }

    /// The unit of ``value(in:)`` and of a limit: "ns", "%", or empty for a plain number.
    var unit: String {
        switch self {
        case .t50, .t90, .t99, .t100, .withoutService: "ns"
        case .utilisation: "%"
        case .overBound, .tokenRequests: ""
        }
    }

    /// The figure of `storm` in ``unit``; `nil` for never, and where the storm does not tell.
    func value(in storm: StormResult) -> Double? {
        switch self {
        case .t50: storm.t50.map { $0 * 1e9 }
        case .t90: storm.t90.map { $0 * 1e9 }
        case .t99: storm.t99.map { $0 * 1e9 }
        case .t100: storm.t100.map { $0 * 1e9 }
        case .overBound: storm.t100OverBound
        case .withoutService: storm.withoutServiceSeconds.max * 1e9
        case .tokenRequests: storm.tokenRequestsPerDevice
        case .utilisation: storm.utilisation.map { $0 * 100 }
        }
    }
}
