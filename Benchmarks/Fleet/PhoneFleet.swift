internal import Foundation
internal import Measurement
internal import NIOCore
internal import NIOPosix

/// Phones on one event loop, each with a connection of its own.
///
/// Its functions are called on any thread and block until the event loop has done what they say.
final class PhoneFleet: Sendable {
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let eventLoop: any EventLoop
    private let clock: MonotonicClock
    private let state: NIOLoopBoundBox<State>

    /// What lives on the event loop.
    private struct State {
        var phones: [Phone] = []
        let figures = FleetFigures()
        var repeated: [RepeatedTask] = []
    }

    /// Connections that are on their way at once: fewer than the controller's backlog.
    private static var connectingMax: Int { 256 }

    /// A fleet without phones.
    init(clock: MonotonicClock) throws {
        let eventLoop = group.next()
        self.eventLoop = eventLoop
        self.clock = clock
        state = try eventLoop.submit { NIOLoopBoundBox(State(), eventLoop: eventLoop) }.wait()
    }

    /// Connects so many more phones.
    func connect(_ count: Int, port: Int) throws {
        let address = try SocketAddress(ipAddress: "127.0.0.1", port: port)
        let first = try withState { $0.phones.count }
        for start in stride(from: first, to: first + count, by: Self.connectingMax) {
            let numbers = start..<min(start + Self.connectingMax, first + count)
            let connected = numbers.map { number in
                ClientBootstrap(group: group)
                    .channelOption(.tcpOption(.tcp_nodelay), value: 1)
                    .channelInitializer { [state, clock] channel in
                        channel.eventLoop.makeCompletedFuture {
                            let phone = Phone(number, figures: state.value.figures, clock: clock)
                            state.value.phones.append(phone)
                            try channel.pipeline.syncOperations.addHandler(phone)
                        }
                    }
                    .connect(to: address)
            }
            _ = try EventLoopFuture.whenAllSucceed(connected, on: eventLoop).wait()
        }
    }

    /// Reads or changes the fleet's figures.
    func figures<Value: Sendable>(_ body: @escaping @Sendable (FleetFigures) -> Value) throws -> Value {
        try withState { body($0.figures) }
    }

    /// Does something with the phones at these places.
    func each(_ places: Range<Int>, _ body: @escaping @Sendable (Phone) -> Void) throws {
        try withState { state in for place in places { body(state.phones[place]) } }
    }

    /// How many of the phones at these places are in a state.
    func count(_ places: Range<Int>, in wanted: Phone.State) throws -> Int {
        try withState { state in places.count { state.phones[$0].state == wanted } }
    }

    /// Has the phones at these places register, and those that are denied again after a second, until all are registered.
    func register(_ places: Range<Int>) throws {
        for _ in 0..<120 {
            try each(places) { $0.register() }
            for _ in 0..<20 {
                if try count(places, in: .registered) == places.count { return }
                usleep(50_000)
            }
        }
        let count = try count(places, in: .registered)
        throw ControllerProcess.Failure(
            description: "after two minutes \(count) of \(places.count) phones are registered")
    }

    /// Does something with the phones at these places, one after the other, so often that it is once in `seconds` for each, until
    /// ``stopRepeating()``. A phone for which `body` returns `false` is passed over.
    func every(_ seconds: Double, _ places: Range<Int>, _ body: @escaping @Sendable (Phone) -> Bool) throws {
        let clock = clock
        let began = clock.nanoseconds()
        let ratePerSecond = Double(places.count) / seconds
        try withState { [state, eventLoop] current in
            let done = NIOLoopBoundBox(0, eventLoop: eventLoop)
            let place = NIOLoopBoundBox(0, eventLoop: eventLoop)
            let task = eventLoop.scheduleRepeatedTask(initialDelay: .zero, delay: .milliseconds(2)) { _ in
                // What is due by the clock, so that a late turn makes up for what it missed.
                let due = Int(Double(clock.nanoseconds() - began) / 1e9 * ratePerSecond)
                while done.value < due {
                    done.value += 1
                    for _ in 0..<places.count {
                        place.value = (place.value + 1) % places.count
                        if body(state.value.phones[places.lowerBound + place.value]) { break }
                    }
                }
            }
            current.repeated.append(task)
        }
    }

    /// Ends what ``every(_:_:_:)`` began.
    func stopRepeating() throws {
        try withState { state in
            for task in state.repeated { task.cancel() }
            state.repeated = []
        }
    }

    /// Closes all connections.
    func end() { try? group.syncShutdownGracefully() }

    private func withState<Value: Sendable>(_ body: @escaping @Sendable (inout State) -> Value) throws -> Value {
        try eventLoop.submit { [state] in body(&state.value) }.wait()
    }
}
