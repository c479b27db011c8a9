public import Registration

/// One thing that goes wrong: what, where, from when, for how long.
public struct StormFault: Hashable, Sendable {
    /// What goes wrong.
    public enum Kind: Hashable, Sendable {
        /// The controller is down, and remembers everything or nothing when it returns.
        case crash(keepsMemory: Bool)
        /// The controller serves at this fraction of its rate; 0 serves nothing, above 1 is a speed-up.
        case slowDown(factor: Double)
        /// No message passes between the controller and any device.
        case wanFlap
        /// The controller's clock jumps by the span, forward or back, at the start and stays so.
        case clockStep(Nanoseconds)
        /// This share of keep-alives is lost, each way.
        case keepAliveLoss(share: Double)
        /// This share of all messages is lost, each way, besides what the network always loses.
        case messageLoss(share: Double)
    }

    /// What goes wrong.
    public var kind: Kind
    /// The controller concerned; `nil` for all of them.
    public var controller: Int?
    /// From when.
    public var start: Nanoseconds
    /// For how long; ``forever`` for a fault that does not end. Without meaning for a clock step.
    public var length: Nanoseconds

    /// The length of a fault that does not end.
    public static var forever: Nanoseconds { .max }

    /// A fault of this kind.
    public init(_ kind: Kind, controller: Int? = nil, start: Nanoseconds, length: Nanoseconds = .zero) {
        self.kind = kind
        self.controller = controller
        self.start = start
        self.length = length
    }

    /// The first instant at which the fault is over.
    public var end: Nanoseconds { start + length }

    /// Whether the fault concerns `controller`.
    public func concerns(_ controller: Int) -> Bool { self.controller.map { $0 == controller } ?? true }

    func problem(controllers: Int) -> StormScenario.Problem? {
        let day = Nanoseconds.seconds(86_400)
        guard start >= .zero, start <= day, length >= .zero, length <= day || length == Self.forever else {
            return .outOfRange("a fault's start and length", allowed: "0 to 86,400 seconds, or for ever")
        }
        guard controller.map({ (0..<controllers).contains($0) }) ?? true else {
            return .outOfRange("a fault's controller", allowed: "one of the scenario's")
        }
        switch kind {
        case .crash, .wanFlap: return nil
        case .slowDown(let factor):
            return factor >= 0 && factor <= 100 ? nil : .outOfRange("a slow-down's factor", allowed: "0 to 100")
        case .clockStep(let step):
            return step >= .seconds(-3_600) && step <= .seconds(3_600)
                ? nil : .outOfRange("a clock step", allowed: "-3,600 to 3,600 seconds")
        case .keepAliveLoss(let share), .messageLoss(let share):
            return (0...1).contains(share) ? nil : .outOfRange("a share of lost messages", allowed: "0 to 1")
        }
    }
}
