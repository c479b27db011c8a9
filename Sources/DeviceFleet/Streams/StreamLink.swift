internal import DequeModule
internal import Devices
internal import Glibc
internal import Measurement
internal import Registration

/// Connections of a fleet's devices to their controllers: at most one for each pair, made when there is something to say.
///
/// So many connections are on their way at once, the others wait their turn, so a listener's row of new connections never overflows. All that a
/// device says before its connection is there is said then. A connection that ends, or cannot be made, is forgotten: the device's machine notices
/// that nobody answers, and the next thing it says makes another.
///
/// Memory: about 150 bytes for each connection and what its session needs; what waits to be sent or read is kept only while it waits.
final class StreamLink<Dialogue: StreamDialogue>: DeviceLink {
    typealias Connection = StreamConnection<Dialogue.Session>

    let settings: FleetSettings
    let clock: MonotonicClock
    var dialogue: Dialogue
    let readiness: Readiness
    var connections: [Connection?] = []
    private var free: [UInt32] = []
    /// The place of each device's connection to each controller, -1 for none.
    private var places: [Int32]
    private var generation: UInt32 = 0
    private var waiting = Deque<UInt64>()
    private(set) var connectingCount = 0
    private var openCount = 0
    let outgoing = StreamRoom(capacity: 16_384)
    let incoming = StreamRoom(capacity: 65_536)
    var linkCounts = LinkCounts()
    private var ready: [(tag: UInt64, canRead: Bool, canWrite: Bool)] = []

    /// A fleet's connections; none is there yet.
    init(_ settings: FleetSettings, dialogue: Dialogue, clock: MonotonicClock) throws(RegistrarError) {
        self.settings = settings
        self.dialogue = dialogue
        self.clock = clock
        readiness = try Readiness()
        places = Array(repeating: -1, count: settings.deviceCount * settings.controllers.count)
    }

    deinit {
        for case let connection? in connections where connection.descriptor >= 0 { close(connection.descriptor) }
    }

    var hasRoom: Bool { dialogue.hasRoom }
    var underWayCount: Int { connectingCount + waiting.count }

    var counts: LinkCounts {
        var counts = dialogue.counts
        counts.add(linkCounts)
        return counts
    }

    var nextDue: Int64 { waiting.isEmpty || connectingCount >= settings.connectingMax ? .max : 0 }

    // MARK: What devices say

    func send(
        _ message: DeviceMessage, from device: Int, _ deviceClass: DeviceClass, to controller: Int, at now: Int64
    ) {
        let pair = device * settings.controllers.count + controller
        if places[pair] < 0 {
            // Who has no connection has nothing to leave.
            guard message != .unregister else { return }
            open(device, controller, deviceClass, pair)
        }
        let place = Int(places[pair])
        guard var connection = connections[place] else { return }
        guard connection.state == .open else {
            guard message != .unregister else { return remove(place) }
            connections[place]?.waitingMessages |= 1 << message.rawValue
            return
        }
        guard message == .unregister else { return write(message, place, at: now) }
        // The goodbye is sent to its end; what the device says from now on goes over another connection.
        connection.isLeaving = true
        connections[place] = connection
        places[pair] = -1
        dialogue.lose(device, controller)
        write(message, place, at: now)
        if let left = connections[place], left.outgoing.isEmpty { shutdown(left.descriptor, Int32(SHUT_WR)) }
    }

    private func open(_ device: Int, _ controller: Int, _ deviceClass: DeviceClass, _ pair: Int) {
        generation &+= 1
        let connection = Connection(
            generation: generation, device: UInt32(device), controller: UInt8(controller), deviceClass: deviceClass,
            session: dialogue.open())
        let place: Int
        if let last = free.popLast() {
            place = Int(last)
            connections[place] = connection
        } else {
            place = connections.count
            connections.append(connection)
        }
        places[pair] = Int32(place)
        waiting.append(tag(place, generation))
    }

    func flush() {}

    func release(_ device: Int) {
        dialogue.release(device)
        for controller in settings.controllers.indices {
            let place = places[device * settings.controllers.count + controller]
            if place >= 0 { remove(Int(place)) }
        }
    }

    // MARK: Making connections

    func pass(to now: Int64) -> Int {
        var count = 0
        while count < 64, connectingCount < settings.connectingMax, let tag = waiting.popFirst() {
            guard let place = place(of: tag), connections[place]?.state == .waiting else { continue }
            connect(place)
            count += 1
        }
        return count
    }

    private func connect(_ place: Int) {
        guard let connection = connections[place] else { return }
        let source = settings.sources[Int(connection.device) % settings.sources.count]
        switch StreamSocket.connect(to: settings.controllers[Int(connection.controller)], from: source) {
        case .failed(let code): fail(place, code)
        case .made(let descriptor):
            connections[place]?.descriptor = descriptor
            connections[place]?.state = .connecting
            connectingCount += 1
            let status = readiness.watch(
                descriptor, tag: tag(place, connection.generation), wantsWriting: true, isNew: true)
            if status != 0 { fail(place, status) }
        }
    }

    /// A connection that was on its way is there.
    private func established(_ place: Int, at now: Int64) {
        guard let connection = connections[place] else { return }
        let status = StreamSocket.error(of: connection.descriptor)
        guard status == 0, let address = SocketAddress.local(of: connection.descriptor) else {
            return fail(place, status)
        }
        connectingCount -= 1
        openCount += 1
        linkCounts.connections += 1
        connections[place]?.state = .open
        connections[place]?.localAddress = address
        connections[place]?.waitingMessages = 0
        _ = readiness.watch(connection.descriptor, tag: tag(place, connection.generation), isNew: false)
        for message in DeviceMessage.allCases where connection.waitingMessages & 1 << message.rawValue != 0 {
            write(message, place, at: now)
        }
    }

    private func fail(_ place: Int, _ code: Int32) {
        switch code {
        case ECONNREFUSED: linkCounts.refused += 1
        case ECONNRESET, EPIPE: linkCounts.connectionsLost += 1
        default: linkCounts.failures[code, default: 0] += 1
        }
        remove(place)
    }

    /// Ends a connection.
    func remove(_ place: Int) {
        guard let connection = connections[place] else { return }
        switch connection.state {
        case .waiting: break
        case .connecting: connectingCount -= 1
        case .open: openCount -= 1
        }
        if connection.descriptor >= 0 { close(connection.descriptor) }
        connections[place] = nil
        free.append(UInt32(place))
        guard !connection.isLeaving else { return }
        places[Int(connection.device) * settings.controllers.count + Int(connection.controller)] = -1
        dialogue.lose(Int(connection.device), Int(connection.controller))
    }

    // MARK: Tags

    /// What a connection is watched under: its place and its generation, so that what was ready for another is not taken for it.
    func tag(_ place: Int, _ generation: UInt32) -> UInt64 { UInt64(generation) << 32 | UInt64(place) }

    private func place(of tag: UInt64) -> Int? {
        let place = Int(tag & 0xFFFF_FFFF)
        guard place < connections.count, connections[place]?.generation == UInt32(tag >> 32) else { return nil }
        return place
    }

    // MARK: Waiting and reading

    func receive(within nanoseconds: Int64, wakes: Bool, into heard: inout [HeardMessage]) -> Int {
        readiness.wait(max(nanoseconds, 0)) { ready.append((tag: $0, canRead: $1, canWrite: $2)) }
        guard !ready.isEmpty else { return 0 }
        let now = clock.nanoseconds()
        let count = ready.count
        for event in ready {
            guard let place = place(of: event.tag), let connection = connections[place] else { continue }
            if connection.state == .connecting { established(place, at: now) }
            guard let connection = connections[place], connection.state == .open else { continue }
            if event.canWrite, !connection.outgoing.isEmpty { writeRest(place) }
            if event.canRead, connections[place] != nil { read(place, at: now, into: &heard) }
        }
        ready.removeAll(keepingCapacity: true)
        return count
    }
}
