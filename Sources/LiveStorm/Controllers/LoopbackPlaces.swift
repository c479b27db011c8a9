internal import Glibc
internal import Registration

/// Where the controllers of a live storm listen: an address of 127.0.0.0/8 for each, one port for all.
///
/// The port is none of those that the system hands out to connections, and the addresses are not the one that connections to them come from: a
/// controller that was killed finds its place free when it comes back, whatever was connected meanwhile.
enum LoopbackPlaces {
    /// Ports that are looked at before it is given up.
    private static var attemptsMax: Int { 200 }

    /// Places for so many controllers that are free now.
    ///
    /// - Parameter start: where among the possible ports the search begins, so that two storms at once rarely meet.
    static func free(_ count: Int, from start: Int) throws(LiveStormError) -> [InternalAddress] {
        let ports = candidates
        for attempt in 0..<attemptsMax {
            let port = UInt16(ports.lowerBound + (abs(start % ports.count) + attempt * 7) % ports.count)
            let places = (0..<count).map { InternalAddress(ipv4: 0x7F00_0002 + UInt32($0), port: port) }
            if places.allSatisfy(isFree) { return places }
        }
        throw .noFreePort
    }

    /// The ports below those that the system hands out, or above them where there are few below.
    private static var candidates: Range<Int> {
        let handedOut = systemRange
        guard handedOut.lowerBound < 12_000 else { return 10_000..<handedOut.lowerBound }
        return min(handedOut.upperBound + 1, 64_000)..<65_500
    }

    /// The ports that the system hands out to connections.
    private static var systemRange: ClosedRange<Int> {
        let usual = 32_768...60_999
        guard let file = unsafe fopen("/proc/sys/net/ipv4/ip_local_port_range", "re") else { return usual }
        defer { unsafe fclose(file) }
        var text = [CChar](repeating: 0, count: 64)
        guard unsafe fgets(&text, 64, file) != nil else { return usual }
        let numbers = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            .split { !$0.isNumber }.compactMap { Int($0) }
        guard numbers.count == 2, numbers[0] <= numbers[1] else { return usual }
        return numbers[0]...numbers[1]
    }

    /// Whether both a listener and a receiver of datagrams can be bound there.
    private static func isFree(_ place: InternalAddress) -> Bool {
        [SOCK_STREAM, SOCK_DGRAM].allSatisfy { kind in
            let descriptor = socket(AF_INET, Int32(kind.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
            guard descriptor >= 0 else { return false }
            defer { close(descriptor) }
            return LoopbackSocket.bind(descriptor, to: place)
        }
    }
}
