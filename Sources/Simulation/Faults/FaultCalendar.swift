package import Registration

/// When each controller is up, reachable and how fast, for the whole storm: known from the start, so that the fate of a message
/// can be told when it is sent.
///
/// All spans are half-open, `[start, end)`, in nanoseconds of virtual time.
package struct FaultCalendar {
    /// A span of time; it ends with `Int64.max` where it does not.
    package struct Span {
        package var start: Int64
        package var end: Int64

        /// The span between two instants.
        package init(start: Int64, end: Int64) {
            self.start = start
            self.end = end
        }
    }

    /// A controller's share of lost messages within a span.
    struct Loss {
        var span: Span
        var share: Double
        var onlyKeepAlives: Bool
    }

    /// What changes in a controller at one instant.
    package struct Change {
        package var time: Int64
        package var controller: Int
        package var kind: Kind

        /// What it is that changes.
        package enum Kind: Equatable {
            case crash(keepsMemory: Bool)
            case comesBack
            case becomesUnreachable
            case becomesReachable
            case speedChanges
            case clockStep(Nanoseconds)
        }
    }

    /// What happens to each controller.
    package private(set) var controllers: [ControllerFaults]
    /// All changes, in the order of time, then of the controller, then of the scenario.
    package private(set) var changes: [Change] = []
    /// When the last fault that ends is over, or one that does not end begins.
    package private(set) var lastEnd: Int64 = 0

    /// The faults of a scenario: its own outage, and the others.
    package init(_ scenario: StormScenario) {
        controllers = (0..<scenario.controllers).map { _ in ControllerFaults() }
        var faults = scenario.faults
        if scenario.outageLength > .zero {
            faults.append(
                StormFault(
                    .crash(keepsMemory: scenario.outageKeepsMemory), controller: 0, start: scenario.outageStart,
                    length: scenario.outageLength))
        }
        for fault in faults {
            for controller in 0..<scenario.controllers where fault.concerns(controller) {
                add(fault, to: controller)
            }
        }
        if scenario.network.loss > 0 {
            for index in controllers.indices {
                controllers[index].losses.append(
                    Loss(span: Span(start: 0, end: .max), share: scenario.network.loss, onlyKeepAlives: false))
            }
        }
        for index in controllers.indices { controllers[index].seal() }
        lastEnd = faults.map { $0.end.count == .max ? $0.start.count : $0.end.count }.max() ?? 0
        // A stable order: of equal times and controllers, as the scenario lists them.
        changes.removeAll { $0.time == .max }
        let order = changes.indices.sorted { a, b in
            (changes[a].time, changes[a].controller, a) < (changes[b].time, changes[b].controller, b)
        }
        changes = order.map { changes[$0] }
    }

    private mutating func add(_ fault: StormFault, to controller: Int) {
        let span = Span(start: fault.start.count, end: fault.end.count)
        func change(_ time: Int64, _ kind: Change.Kind) -> Change {
            Change(time: time, controller: controller, kind: kind)
        }
        if case .clockStep(let step) = fault.kind {
            changes.append(change(span.start, .clockStep(step)))
            return
        }
        guard span.end > span.start else { return }
        switch fault.kind {
        case .crash(let keepsMemory):
            controllers[controller].down.append(span)
            changes.append(change(span.start, .crash(keepsMemory: keepsMemory)))
            changes.append(change(span.end, .comesBack))
        case .slowDown(let factor):
            controllers[controller].speeds.append((span, factor))
            changes.append(change(span.start, .speedChanges))
            changes.append(change(span.end, .speedChanges))
        case .wanFlap:
            controllers[controller].unreachable.append(span)
            changes.append(change(span.start, .becomesUnreachable))
            changes.append(change(span.end, .becomesReachable))
        case .keepAliveLoss(let share):
            controllers[controller].losses.append(Loss(span: span, share: share, onlyKeepAlives: true))
        case .messageLoss(let share):
            controllers[controller].losses.append(Loss(span: span, share: share, onlyKeepAlives: false))
        case .clockStep: break
        }
    }
}
