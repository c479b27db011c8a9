import Devices
import Registration
import SeededRandom
import Testing

@testable import Provisioning

@Suite struct TFTPDownloadTests {
    /// A transfer at a time of its own, and a server that answers by hand.
    private struct Bench {
        var random = SplitMix64(seed: 26)
        var now = Instant.epoch
        let server = IPv4Endpoint(IPv4Address(0x0A42_0001), port: 69)
        let transfer = IPv4Endpoint(IPv4Address(0x0A42_0001), port: 40_000)
        var download: TFTPDownload

        init(blockSize: Int? = nil, byteCountMax: Int = 4_096) {
            var schedule = RetransmissionSchedule.tftp
            schedule.attemptsMax = 3
            download = TFTPDownload(
                "a.xml", from: server, blockSize: blockSize, byteCountMax: byteCountMax, schedule: schedule, at: now)
        }

        mutating func ask() -> TFTPDownload.Step { download.ask(at: now, random: &random) }

        mutating func wait() -> TFTPDownload.Step {
            now = download.deadline
            return ask()
        }

        mutating func hear(_ message: TFTPMessage, from sender: IPv4Endpoint? = nil) -> TFTPDownload.Step {
            hear(message.bytes, from: sender)
        }

        mutating func hear(_ bytes: [UInt8], from sender: IPv4Endpoint? = nil) -> TFTPDownload.Step {
            download.receive(bytes.span, from: sender ?? transfer, at: now, random: &random)
        }
    }

    private static func block(_ number: UInt16, _ count: Int = 512) -> TFTPMessage {
        .data(block: number, payload: [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: count))
    }

    @Test("Blocks are confirmed at the port that the server chose, and the first short one is the last")
    func download() {
        var bench = Bench()
        #expect(bench.ask() == .init(message: .read(name: "a.xml", blockSize: nil), receiver: bench.server))
        #expect(bench.hear(Self.block(1)) == .init(message: .ack(block: 1), receiver: bench.transfer))
        let last = bench.hear(Self.block(2, 3))
        #expect(last.message == .ack(block: 2) && last.receiver == bench.transfer)
        #expect(last.outcome == .finished([UInt8](repeating: 1, count: 512) + [2, 2, 2]))
        #expect(bench.hear(Self.block(2, 3)).message == nil)
    }

    @Test("A file of whole blocks ends with an empty one, and an empty file is one")
    func wholeBlocks() {
        var bench = Bench()
        _ = bench.ask()
        #expect(bench.hear(Self.block(1)).outcome == nil)
        #expect(bench.hear(Self.block(2, 0)).outcome == .finished([UInt8](repeating: 1, count: 512)))
        var empty = Bench()
        _ = empty.ask()
        #expect(empty.hear(Self.block(1, 0)).outcome == .finished([]))
    }

    @Test("A server that takes larger blocks is told to begin, and one that knows no options begins at once")
    func options() {
        var bench = Bench(blockSize: 1_000)
        #expect(bench.ask().message == .read(name: "a.xml", blockSize: 1_000))
        #expect(bench.hear(.optionAck(blockSize: 800)).message == .ack(block: 0))
        #expect(bench.download.blockSize == 800)
        #expect(bench.hear(Self.block(1, 800)).outcome == nil)
        #expect(bench.hear(Self.block(2, 799)).outcome != nil)
        var old = Bench(blockSize: 1_000)
        _ = old.ask()
        #expect(old.hear(Self.block(1, 512)).message == .ack(block: 1))
        #expect(old.hear(Self.block(2, 511)).outcome != nil)
    }

    @Test("A server that wants larger blocks than asked for, or was not asked, is turned down")
    func badOptions() {
        for wanted in [nil, 600] as [Int?] {
            var bench = Bench(blockSize: wanted)
            _ = bench.ask()
            let step = bench.hear(.optionAck(blockSize: 601))
            #expect(step.outcome == .failed(.badOptions))
            guard case .error(.badOptions, _)? = step.message else { return #expect(Bool(false), "no error is sent") }
        }
    }

    @Test("What was lost is asked for again, after 1 and 2 s, and in the end the server is given up")
    func lost() {
        var bench = Bench()
        _ = bench.ask()
        #expect(bench.wait().message == .read(name: "a.xml", blockSize: nil))
        #expect(bench.now == .epoch + .seconds(1))
        _ = bench.hear(Self.block(1))
        #expect(bench.wait() == .init(message: .ack(block: 1), receiver: bench.transfer))
        #expect(bench.wait() == .init(message: .ack(block: 1), receiver: bench.transfer))
        #expect(bench.wait().outcome == .failed(.unanswered))
        #expect(bench.ask().message == nil)
    }

    @Test("A block that comes again is confirmed again, and no part of the file twice")
    func duplicates() {
        var bench = Bench()
        _ = bench.ask()
        _ = bench.hear(Self.block(1))
        let deadline = bench.download.deadline
        bench.now = bench.now + .milliseconds(500)
        #expect(bench.hear(Self.block(1)).message == .ack(block: 1))
        // Blocks that come again keep nobody waiting for longer.
        #expect(bench.download.deadline == deadline)
        _ = bench.hear(Self.block(2))
        // Older ones, and those that are not due yet, are no blocks of this place.
        #expect(bench.hear(Self.block(1)).message == nil)
        #expect(bench.hear(Self.block(9)).message == nil)
        let file = [UInt8](repeating: 1, count: 512) + [UInt8](repeating: 2, count: 512)
        #expect(bench.hear(Self.block(3, 0)).outcome == .finished(file))
    }

    @Test("Who answers from another port or another machine is told so, and the transfer goes on")
    func strangers() {
        var bench = Bench()
        _ = bench.ask()
        let machine = IPv4Endpoint(IPv4Address(0x0A42_0009), port: 40_000)
        var strangers = [machine]
        for round in 0..<2 {
            for stranger in strangers {
                let step = bench.hear(Self.block(1, 3), from: stranger)
                guard case .error(.unknownTransfer, _)? = step.message else { return #expect(Bool(false), "no error") }
                #expect(step.receiver == stranger && step.outcome == nil)
                // An error is not answered.
                #expect(bench.hear(.error(.unknownTransfer, text: ""), from: stranger).message == nil)
            }
            if round == 0 { _ = bench.hear(Self.block(1)) }
            strangers.append(IPv4Endpoint(bench.transfer.address, port: 40_001))
        }
        #expect(bench.download.ignoredCount == 6)
        #expect(bench.hear(Self.block(2, 0)).outcome != nil)
    }

    @Test("Garbage is counted and passed over")
    func garbage() {
        var bench = Bench()
        _ = bench.ask()
        let garbage: [[UInt8]] = [
            [], [3], [0, 9, 0, 0], [0, 6, 65, 65], TFTPMessage.ack(block: 1).bytes, Self.block(1, 513).bytes,
            Self.block(0).bytes, TFTPMessage.read(name: "x", blockSize: nil).bytes,
        ]
        for bytes in garbage { #expect(bench.hear(bytes) == .init(receiver: bench.server)) }
        #expect(bench.download.ignoredCount == garbage.count)
        #expect(bench.hear(Self.block(1, 1)).outcome == .finished([1]))
    }

    @Test("A file that is too large ends the transfer, and the server is told")
    func tooLarge() {
        var bench = Bench(byteCountMax: 700)
        _ = bench.ask()
        _ = bench.hear(Self.block(1))
        let step = bench.hear(Self.block(2))
        #expect(step.outcome == .failed(.tooLarge(byteCountMax: 700)))
        guard case .error(.noRoom, _)? = step.message else { return #expect(Bool(false), "no error is sent") }
    }

    @Test("A transfer that goes on and on ends after a minute")
    func tooSlow() {
        var bench = Bench(byteCountMax: 1 << 20)
        _ = bench.ask()
        var number: UInt16 = 0
        var outcome: TFTPDownload.Outcome?
        while outcome == nil, number < 1_000 {
            number += 1
            bench.now = bench.now + .milliseconds(900)
            outcome = bench.hear(Self.block(number)).outcome
        }
        #expect(outcome == .failed(.tooSlow))
        #expect(bench.now >= .epoch + .seconds(60) && bench.now < .epoch + .seconds(62))
    }

    @Test("An error of the server ends the transfer with its words")
    func refused() {
        var bench = Bench()
        _ = bench.ask()
        let step = bench.hear(.error(.fileNotFound, text: "file \u{1B} not found"))
        #expect(step.message == nil)
        guard case .failed(let failure)? = step.outcome else { return #expect(Bool(false), "it goes on") }
        #expect(failure == .refused(.fileNotFound, text: "file \u{1B} not found"))
        #expect(!"\(failure)".contains("\u{1B}"))
    }
}
