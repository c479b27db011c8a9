internal import Devices
internal import Glibc
internal import Measurement
internal import Registration
internal import Signalling

/// SIP over UDP: a socket for each source address and controller, batches of datagrams each way, and retransmission (RFC 3261 section 17.1.2).
///
/// The clock is read twice for each batch sent and once for each batch received. Times of arrival are the kernel's: what the fleet's own
/// thread was late is not the controller's.
final class SIPDatagramLink: DeviceLink {
    private struct Path {
        let socket: DatagramSocket
        /// The requests composed, in order.
        var composed: [FlightTable.Number] = []
    }

    private let clock: MonotonicClock
    private var exchanges: SIPExchanges
    /// By source, then by controller.
    private var paths: [Path] = []
    private let sourceCount: Int
    private let controllerCount: Int
    private let readiness: Readiness
    private let incoming = DatagramBatch(roomByteCount: 2_048)
    private var retransmissions = RetransmissionSchedule()
    /// Paths with datagrams that wait to be sent.
    private var composing: [Int] = []
    private var linkCounts = LinkCounts()

    /// Opens the sockets of a fleet.
    init(_ settings: FleetSettings, clock: MonotonicClock, runTag: UInt64) throws(RegistrarError) {
        self.clock = clock
        exchanges = SIPExchanges(settings, transport: .udp, runTag: runTag)
        sourceCount = settings.sources.count
        controllerCount = settings.controllers.count
        readiness = try Readiness()
        for source in settings.sources {
            for controller in settings.controllers {
                let path = Path(
                    socket: try DatagramSocket(
                        to: controller, from: source, offloadsSegmentation: settings.offloadsSegmentation))
                let status = readiness.watch(path.socket.descriptor, tag: UInt64(paths.count), isNew: true)
                guard status == 0 else {
                    throw .socket(source: SocketAddress.describe(source: source), code: status)
                }
                paths.append(path)
            }
        }
    }

    var hasRoom: Bool { !exchanges.flights.isFull }
    var underWayCount: Int { exchanges.flights.count }
    var nextDue: Int64 { retransmissions.nextDue ?? .max }

    var counts: LinkCounts {
        var counts = exchanges.counts
        counts.add(linkCounts)
        return counts
    }

    func release(_ device: Int) { exchanges.release(device) }

    func prefetch(_ device: Int) { exchanges.prefetch(device) }

    func hangUp(_ device: Int, on controller: Int) { exchanges.lose(device, controller) }

    // MARK: Sending

    func send(
        _ message: DeviceMessage, from device: Int, _ deviceClass: DeviceClass, to controller: Int, at now: Int64
    ) {
        guard let number = exchanges.begin(message, from: device, to: controller, at: now),
            let flight = exchanges.flights[number]
        else { return }
        compose(flight, number)
        retransmissions.await(number, retransmissionCount: 0, from: now)
    }

    private func compose(
        _ flight: Flight, _ number: FlightTable.Number, authorization: DigestAnswer? = nil,
        to response: Span<UInt8> = Span()
    ) {
        let index = Int(flight.device) % sourceCount * controllerCount + Int(flight.controller)
        if !paths[index].socket.hasRoom { flush(index) }
        // A socket that takes nothing loses it, as a network does: it is sent again when its time has come.
        guard paths[index].socket.hasRoom else { return }
        let socket = paths[index].socket
        do throws(SIPOutputFull) {
            try socket.compose { output throws(SIPOutputFull) in
                try exchanges.write(
                    flight, number, from: socket.localAddress, authorization: authorization, to: response,
                    into: &output)
            }
        } catch {
            // Only what a challenge gives to be repeated can be as long as that.
            linkCounts.malformed += 1
            return
        }
        if paths[index].composed.isEmpty { composing.append(index) }
        paths[index].composed.append(number)
    }

    func flush() {
        guard !composing.isEmpty else { return }
        for index in composing { flush(index) }
        composing.removeAll { paths[$0].composed.isEmpty }
    }

    private func flush(_ index: Int) {
        let began = clock.nanoseconds()
        let outcome = paths[index].socket.flush()
        let ended = clock.nanoseconds()
        let count = paths[index].composed.count - paths[index].socket.composedCount
        // They left one after the other while the call took place.
        for place in 0..<max(count, 0) {
            let time = began + (ended - began) * Int64(2 * place + 1) / Int64(2 * count)
            exchanges.noteSent(paths[index].composed[place], at: time)
        }
        paths[index].composed.removeFirst(max(count, 0))
        switch outcome {
        case .sent: break
        case .blocked: linkCounts.blocked += 1
        case .refused: linkCounts.refused += 1
        case .failed(let code):
            linkCounts.failures[code, default: 0] += 1
            paths[index].socket.discard()
            paths[index].composed.removeAll(keepingCapacity: true)
        }
    }

    func pass(to now: Int64) -> Int {
        var count = 0
        while count < DatagramBatch.capacity, let number = retransmissions.popDue(by: now) {
            guard let flight = exchanges.flights[number] else { continue }
            guard Int(flight.retransmissionCount) + 1 < RetransmissionSchedule.waits.count else {
                _ = exchanges.giveUp(number)
                continue
            }
            guard let (again, flight) = exchanges.repeated(number) else { continue }
            compose(flight, again)
            retransmissions.await(again, retransmissionCount: Int(flight.retransmissionCount), from: now)
            count += 1
        }
        return count
    }

    // MARK: Receiving

    private var ready: [Int] = []

    func receive(within nanoseconds: Int64, wakes: Bool, into heard: inout [HeardMessage]) -> Int {
        ready.removeAll(keepingCapacity: true)
        if paths.count == 1, !wakes || nanoseconds <= 0 {
            // To read the one socket says as much as to ask whether it is ready.
            if nanoseconds > 0 { Self.sleep(nanoseconds) }
            ready.append(0)
        } else {
            // A socket that is not read to its end is ready again.
            readiness.wait(max(nanoseconds, 0)) { tag, _, _ in ready.append(Int(tag)) }
        }
        var total = 0
        for index in ready {
            let count = incoming.receive(over: paths[index].socket.descriptor, notesPeers: false)
            guard count > 0 else {
                if count < 0 { noteFailure(Int32(-count)) }
                continue
            }
            total += count
            let now = clock.nanoseconds()
            let realTime = SystemRealTime.nanoseconds()
            for place in 0..<count { take(place, at: now, realTime: realTime, into: &heard) }
        }
        return total
    }

    private static func sleep(_ nanoseconds: Int64) {
        var span = timespec(tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
        _ = unsafe nanosleep(&span, nil)
    }

    private func noteFailure(_ code: Int32) {
        if DatagramSocket.isRefusal(code) {
            linkCounts.refused += 1
        } else {
            linkCounts.failures[code, default: 0] += 1
        }
    }

    @inline(__always)
    private func take(_ place: Int, at now: Int64, realTime: Int64, into heard: inout [HeardMessage]) {
        let stamp = incoming.arrivalRealTime(of: place)
        // A real-time clock may be set meanwhile: a stamp that is no second old or less is not believed.
        let age = realTime &- stamp
        let time = stamp > 0 && age >= 0 && age < 1_000_000_000 ? now - age : now
        let found: HeardMessage? = incoming.read(place) { bytes in
            switch exchanges.read(bytes, framing: .datagram, at: time) {
            case .message(let message): return message
            case .challenge(let number, let flight, let answer):
                compose(flight, number, authorization: answer, to: bytes)
                retransmissions.await(number, retransmissionCount: 0, from: now)
                return nil
            case .nothing: return nil
            }
        }
        guard var found else { return }
        found.at = max(found.at, found.sentAt)
        heard.append(found)
    }
}

/// The clock that the kernel stamps datagrams with.
private enum SystemRealTime {
    static func nanoseconds() -> Int64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
