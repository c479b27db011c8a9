import Glibc
import Registration
import TestSupport
import Testing

@testable import DeviceFleet

/// Datagrams over a socket of the loopback interface, each by itself and with segmentation offload.
@Suite struct DatagramSocketTests {
    private let receiver: LoopbackSocket

    init() throws { receiver = try LoopbackSocket(.datagrams) }

    private func sender(offloadsSegmentation: Bool) throws -> DatagramSocket {
        try DatagramSocket(
            to: InternalAddress(ipv4: 0x7F00_0001, port: receiver.port), from: nil,
            offloadsSegmentation: offloadsSegmentation)
    }

    /// Sends a datagram of each length, filled with its number.
    private func send(_ lengths: [Int], over socket: DatagramSocket) -> DatagramSocket.Outcome {
        for (number, length) in lengths.enumerated() {
            socket.compose { output in
                for _ in 0..<length { output.append(UInt8(number)) }
            }
        }
        return socket.flush()
    }

    /// What has arrived, one read after the other.
    private func received() -> [[UInt8]] {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var arrived: [[UInt8]] = []
        while true {
            let count = unsafe recv(receiver.descriptor, &buffer, buffer.count, 0)
            guard count >= 0 else { return arrived }
            arrived.append(Array(buffer[..<count]))
        }
    }

    private func expected(_ lengths: [Int]) -> [[UInt8]] {
        lengths.enumerated().map { [UInt8](repeating: UInt8($0), count: $1) }
    }

    /// Has the receiver be given what left as one in one piece (Linux's udp(7), `UDP_GRO`).
    private func receivesWhole() {
        var isOn: Int32 = 1
        let status = unsafe setsockopt(
            receiver.descriptor, Int32(IPPROTO_UDP), 104, &isOn, socklen_t(MemoryLayout<Int32>.size))
        #expect(status == 0)
    }

    @Test("Every datagram arrives as it was composed, whatever the lengths", arguments: [false, true])
    func whole(offloadsSegmentation: Bool) throws {
        let socket = try sender(offloadsSegmentation: offloadsSegmentation)
        let batches = [
            [500], [500, 500, 500], [500, 500, 300], [300, 500, 500], [500, 300, 500, 300], [0, 500, 0, 0, 7],
            Array(repeating: 1_472, count: 64), Array(1...64), (1...64).reversed(),
        ]
        for lengths in batches {
            let outcome = send(lengths, over: socket)
            guard case .sent = outcome else {
                Issue.record("\(lengths): \(outcome)")
                continue
            }
            #expect(received() == expected(lengths), "\(lengths)")
        }
        #expect(socket.offloadsSegmentation == offloadsSegmentation)
    }

    @Test("Those of equal length leave as one with segmentation offload, the shorter one that follows with them")
    func merged() throws {
        receivesWhole()
        let lengths = [500, 500, 500, 300, 200, 200, 700]
        _ = send(lengths, over: try sender(offloadsSegmentation: true))
        #expect(received().map(\.count) == [1_800, 400, 700])
        _ = send(lengths, over: try sender(offloadsSegmentation: false))
        #expect(received().map(\.count) == lengths)
    }

    @Test("A batch of the longest datagrams is as many as the system takes for one, and none is lost")
    func bound() throws {
        receivesWhole()
        _ = send(Array(repeating: 1_472, count: 64), over: try sender(offloadsSegmentation: true))
        #expect(received().map(\.count) == [44 * 1_472, 20 * 1_472])
    }

    @Test("Where the system cannot part them each leaves by itself, from the first on")
    func fallsBack() throws {
        let socket = try sender(offloadsSegmentation: true)
        // Without checksums there is nothing to part datagrams with: the kernel refuses.
        var isOn: Int32 = 1
        unsafe setsockopt(socket.descriptor, SOL_SOCKET, SO_NO_CHECK, &isOn, socklen_t(MemoryLayout<Int32>.size))
        for _ in 0..<2 {
            guard case .sent = send([500, 500, 500], over: socket) else {
                Issue.record("nothing was sent")
                continue
            }
            #expect(received() == expected([500, 500, 500]))
            #expect(!socket.offloadsSegmentation)
        }
    }
}
