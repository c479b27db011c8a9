internal import Dispatch
internal import Foundation
internal import Measurement
internal import Synchronization

/// Sends REGISTERs of SIP devices, each of which nobody has heard of before, from one socket, and counts what is answered.
final class FloodSource: Sendable {
    private let descriptor: Int32
    private let port: Int
    private let clock: MonotonicClock
    /// Written by the sending thread.
    private let sentCount = Atomic<Int>(0)
    /// Written by the receiving thread.
    private let acknowledgedCount = Atomic<Int>(0)
    /// Written by whoever begins and stops.
    private let ratePerSecond = Atomic<Int>(0)
    private let isEnded = Atomic<Bool>(false)
    /// The call that a single registration waits for, and when it was answered.
    private let awaited = Mutex<(call: String, answeredAt: Int64?)>(("", nil))
    private let nextUser = Atomic<Int>(0)
    /// Answers that were no 200, and the status of the last of them. Written by the receiving thread.
    private let refusalCount = Atomic<Int>(0)
    private let lastRefusal = Atomic<Int>(0)

    /// A source that sends nothing yet, towards a port of the loopback interface.
    init(port: Int, clock: MonotonicClock) throws {
        self.port = port
        self.clock = clock
        descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        let connected = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe Glibc.connect(descriptor, pointer, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard descriptor >= 0, connected == 0 else { throw ControllerProcess.Failure(description: "no socket") }
        var size: Int32 = 8 << 20
        unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, 4)
        Thread.detachNewThread { [self] in sendAll() }
        Thread.detachNewThread { [self] in receiveAll() }
    }

    /// Requests sent so far.
    var sent: Int { sentCount.load(ordering: .relaxed) }
    /// Answers of 200 so far.
    var acknowledged: Int { acknowledgedCount.load(ordering: .relaxed) }

    /// Begins to send at a rate.
    func begin(ratePerSecond rate: Int) { ratePerSecond.store(rate, ordering: .relaxed) }

    /// Sends no more.
    func stop() { ratePerSecond.store(0, ordering: .relaxed) }

    /// Ends it.
    func end() {
        isEnded.store(true, ordering: .relaxed)
        shutdown(descriptor, Int32(SHUT_RDWR))
    }

    /// Registers one more device, asks up to so many times, each half second as RFC 3261 has it, and tells how long it took; `nil` where it
    /// was not registered.
    func registrationMilliseconds(attempts: Int) -> Double? {
        let user = nextUser.wrappingAdd(1, ordering: .relaxed).newValue
        let start = clock.nanoseconds()
        awaited.withLock { $0 = ("c\(user)@flood", nil) }
        for _ in 0..<attempts {
            send(user)
            for _ in 0..<500 {
                if let answeredAt = awaited.withLock({ $0.answeredAt }) { return Double(answeredAt - start) / 1e6 }
                usleep(1_000)
            }
        }
        return nil
    }

    /// What was answered in place of 200 so far, for people.
    var refusalSummary: String {
        "\(refusalCount.load(ordering: .relaxed)) other answers, the last a \(lastRefusal.load(ordering: .relaxed))"
    }

    private func sendAll() {
        var began = clock.nanoseconds()
        var due = 0.0
        var done = 0
        var current = 0
        while !isEnded.load(ordering: .relaxed) {
            let rate = ratePerSecond.load(ordering: .relaxed)
            if rate != current { (began, done, current) = (clock.nanoseconds(), 0, rate) }
            due = Double(clock.nanoseconds() - began) / 1e9 * Double(rate)
            while Double(done) < due {
                send(nextUser.wrappingAdd(1, ordering: .relaxed).newValue)
                sentCount.wrappingAdd(1, ordering: .relaxed)
                done += 1
            }
            usleep(500)
        }
    }

    private func send(_ number: Int) {
        let user = 20_000_000 + number
        let text =
            "REGISTER sip:127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:5062;branch=z9hG4bK\(user);rport\r\n"
            + "Max-Forwards: 70\r\nFrom: <sip:\(user)@127.0.0.1>;tag=\(user)\r\nTo: <sip:\(user)@127.0.0.1>\r\n"
            + "Call-ID: c\(number)@flood\r\nCSeq: 1 REGISTER\r\nContact: <sip:\(user)@127.0.0.1:5062>\r\n"
            + "Expires: 3600\r\nContent-Length: 0\r\n\r\n"
        var bytes = text
        bytes.withUTF8 { buffer in _ = unsafe Glibc.send(descriptor, buffer.baseAddress, buffer.count, 0) }
    }

    private func receiveAll() {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while !isEnded.load(ordering: .relaxed) {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
            guard count > 12 else { continue }
            // "SIP/2.0 200"
            guard buffer[8] == 0x32, buffer[9] == 0x30, buffer[10] == 0x30 else {
                refusalCount.wrappingAdd(1, ordering: .relaxed)
                lastRefusal.store(buffer[8..<11].reduce(0) { 10 * $0 + Int($1) - 0x30 }, ordering: .relaxed)
                continue
            }
            acknowledgedCount.wrappingAdd(1, ordering: .relaxed)
            let isWaited = awaited.withLock { !$0.call.isEmpty && $0.answeredAt == nil }
            guard isWaited else { continue }
            let text = String(decoding: buffer[0..<count], as: UTF8.self)
            let now = clock.nanoseconds()
            awaited.withLock { if text.contains("Call-ID: \($0.call)\r\n") { $0.answeredAt = now } }
        }
        close(descriptor)
    }
}
