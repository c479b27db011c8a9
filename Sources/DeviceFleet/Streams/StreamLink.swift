internal import DequeModule
internal import Devices
internal import Glibc
internal import Measurement
internal import Registration

/// Connections of a fleet's devices to their controllers: at most one for each pair, made when there is something to say.
///
/// So many connections to each controller are on their way at once, the others wait their turn, so a listener's row of new connections never
/// overflows, and a controller that hangs holds up nobody who turns to another. All that a device says before its connection is there is said
/// then. A connection that ends, cannot be made, or is not there in time, is forgotten: the device's machine notices that nobody answers, and the
/// next thing it says makes another.
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
    /// What waits for its turn, and what is on its way, by controller.
    private var rows: [Row]
    private var openCount = 0
    let outgoing = StreamRoom(capacity: 16_384)
    let incoming = StreamRoom(capacity: 65_536)
    var linkCounts = LinkCounts()
    private var ready: [(tag: UInt64, canRead: Bool, canWrite: Bool)] = []

    /// The connections to one controller that are not there yet.
    private struct Row {
        /// Those that wait for their turn.
        var waiting = Deque<UInt64>()
        /// Those that were begun, the first of them first, and when; some are there by now, or were given up.
        var begun = Deque<(tag: UInt64, at: Int64)>()
        /// How many are on their way.
        var connectingCount = 0
    }

    /// A fleet's connections; none is there yet.
    init(_ settings: FleetSettings, dialogue: Dialogue, clock: MonotonicClock) throws(RegistrarError) {
        self.settings = settings
        self.dialogue = dialogue
        self.clock = clock
        readiness = try Readiness()
        places = Array(repeating: -1, count: settings.deviceCount * settings.controllers.count)
        rows = settings.controllers.map { _ in Row() }
    }

    deinit {
        for case let connection? in connections where connection.descriptor >= 0 { close(connection.descriptor) }
    }

    var hasRoom: Bool { dialogue.hasRoom }
    var underWayCount: Int { rows.reduce(0) { $0 + $1.connectingCount + $1.waiting.count } }

    var counts: LinkCounts {
        var counts = dialogue.counts
        counts.add(linkCounts)
        return counts
    }

    var nextDue: Int64 {
        rows.reduce(.max) { due, row in
            if !row.waiting.isEmpty, row.connectingCount < settings.connectingMax { return 0 }
            return min(due, row.begun.first.map { $0.at + settings.connectTimeout.count } ?? .max)
        }
    }

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
        rows[controller].waiting.append(tag(place, generation))
    }

    func flush() {}

    func prefetch(_ device: Int) { CacheHint.willWrite(places, at: device * settings.controllers.count) }

    func hangUp(_ device: Int, on controller: Int) {
        let place = places[device * settings.controllers.count + controller]
        if place >= 0 { remove(Int(place)) }
    }

    func release(_ device: Int) {
        dialogue.release(device)
        for controller in settings.controllers.indices { hangUp(device, on: controller) }
    }

    // MARK: Making connections

    func pass(to now: Int64) -> Int {
        var count = 0
        for controller in rows.indices {
            giveUpLate(controller, at: now)
            var begun = 0
            while begun < 64, rows[controller].connectingCount < settings.connectingMax,
                let tag = rows[controller].waiting.popFirst()
            {
                guard let place = place(of: tag), connections[place]?.state == .waiting else { continue }
                connect(place, at: now)
                begun += 1
            }
            count += begun
        }
        return count
    }

    /// Gives up connections that are not there in time: their controller takes no more, or is no more.
    private func giveUpLate(_ controller: Int, at now: Int64) {
        while let first = rows[controller].begun.first, first.at + settings.connectTimeout.count <= now {
            rows[controller].begun.removeFirst()
            guard let place = place(of: first.tag), connections[place]?.state == .connecting else { continue }
            fail(place, ETIMEDOUT)
        }
    }

    private func connect(_ place: Int, at now: Int64) {
        guard let connection = connections[place] else { return }
        let source = settings.sources[Int(connection.device) % settings.sources.count]
        switch StreamSocket.connect(to: settings.controllers[Int(connection.controller)], from: source) {
        case .failed(let code): fail(place, code)
        case .made(let descriptor):
            connections[place]?.descriptor = descriptor
            connections[place]?.state = .connecting
            let controller = Int(connection.controller)
            rows[controller].connectingCount += 1
            rows[controller].begun.append((tag(place, connection.generation), now))
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
        rows[Int(connection.controller)].connectingCount -= 1
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
        case .connecting: rows[Int(connection.controller)].connectingCount -= 1
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
