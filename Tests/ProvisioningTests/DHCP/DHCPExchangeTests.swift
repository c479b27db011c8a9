import Devices
import Registration
import SeededRandom
import Testing

@testable import Provisioning

@Suite struct DHCPExchangeTests {
    /// An exchange at a time of its own, and a server that answers by hand.
    private struct Bench {
        var random = SplitMix64(seed: 24)
        var now = Instant.epoch
        let device: MACAddress
        var exchange: DHCPExchange
        var last: DHCPMessage?

        init(keeping address: IPv4Address? = nil, attemptsMax: Int = 3) throws {
            device = try #require(MACAddress(0x0200_0000_0001))
            var schedule = RetransmissionSchedule.dhcp
            schedule.attemptsMax = attemptsMax
            exchange = DHCPExchange(device, keeping: address, schedule: schedule, at: now, random: &random)
        }

        mutating func note(_ step: DHCPExchange.Step) -> DHCPExchange.Step {
            if case .send(let message) = step { last = message }
            return step
        }

        mutating func ask() -> DHCPExchange.Step { note(exchange.ask(at: now, random: &random)) }

        /// Lets time pass up to the deadline.
        mutating func wait() -> DHCPExchange.Step {
            now = exchange.deadline
            return ask()
        }

        /// A server's answer to what was asked last.
        func answer(_ kind: DHCPMessage.Kind, server: UInt8 = 1) throws -> DHCPMessage {
            var message = DHCPMessage(
                kind: kind, transaction: try #require(last).transaction, hardwareAddress: device)
            message.yourAddress = IPv4Address(0x0A42_000A)
            message.options.set(DHCPMessage.Code.server, [10, 66, 0, server])
            message.options.set(DHCPOptions.Code.subnetMask, [255, 255, 255, 0])
            message.options.set(DHCPOptions.Code.leaseTime, [0, 0, 14, 16])
            message.options.set(DHCPOptions.Code.fileServerName, Array("10.66.0.1".utf8))
            message.options.set(DHCPOptions.Code.fileServers, [10, 66, 0, 1])
            return message
        }

        mutating func hear(_ message: DHCPMessage) throws -> DHCPExchange.Step {
            hear(try message.bytes())
        }

        mutating func hear(_ bytes: [UInt8]) -> DHCPExchange.Step {
            note(exchange.receive(bytes.span, at: now, random: &random))
        }
    }

    @Test("A device discovers, takes the first offer, and has its lease when the server confirms it")
    func lease() throws {
        var bench = try Bench()
        guard case .send(let discovery) = bench.ask() else { return #expect(Bool(false), "nothing is sent") }
        #expect(discovery.kind == .discover && discovery.clientAddress == IPv4Address(0))
        #expect(discovery.options.values[DHCPMessage.Code.wanted] == [1, 3, 6, 51, 54, 66, 150])
        guard case .send(let request) = try bench.hear(bench.answer(.offer)) else {
            return #expect(Bool(false), "nothing is sent")
        }
        #expect(request.kind == .request && request.transaction == discovery.transaction)
        #expect(request.options.values[DHCPMessage.Code.requestedAddress] == [10, 66, 0, 10])
        #expect(request.server == IPv4Address("10.66.0.1"))
        guard case .leased(let lease) = try bench.hear(bench.answer(.acknowledgment)) else {
            return #expect(Bool(false), "there is no lease")
        }
        #expect(lease.address == IPv4Address("10.66.0.10") && lease.duration == .seconds(3_600))
        #expect(lease.fileServersInOrder == [.address(try #require(IPv4Address("10.66.0.1")))])
        #expect(bench.exchange.ignoredCount == 0)
        // What comes then is nobody's.
        #expect(bench.ask() == .none)
        #expect(try bench.hear(bench.answer(.refusal)) == .none)
    }

    @Test("Without an answer the device asks again, less and less often, and gives up at last")
    func unanswered() throws {
        var bench = try Bench()
        var waits: [Double] = []
        var step = bench.ask()
        while case .send(let message) = step {
            #expect(message.kind == .discover)
            #expect(Int64(message.seconds) == bench.now.nanoseconds / 1_000_000_000)
            waits.append((bench.exchange.deadline - bench.now).seconds)
            step = bench.wait()
        }
        #expect(step == .failed(.unanswered))
        #expect(waits.count == 3)
        for (wait, middle) in zip(waits, [4.0, 8, 16]) { #expect(abs(wait - middle) <= 1) }
    }

    @Test("A server that offers and then falls silent is left for others")
    func silentServer() throws {
        var bench = try Bench(attemptsMax: 2)
        _ = bench.ask()
        _ = try bench.hear(bench.answer(.offer))
        guard case .send(let again) = bench.wait() else { return #expect(Bool(false), "nothing is sent") }
        #expect(again.kind == .request)
        guard case .send(let anew) = bench.wait() else { return #expect(Bool(false), "nothing is sent") }
        #expect(anew.kind == .discover && anew.server == nil)
    }

    @Test("A refused request begins anew, and not for ever")
    func refused() throws {
        var bench = try Bench(attemptsMax: 3)
        _ = bench.ask()
        for _ in 0..<2 {
            _ = try bench.hear(bench.answer(.offer))
            guard case .send(let message) = try bench.hear(bench.answer(.refusal)) else {
                return #expect(Bool(false), "nothing is sent")
            }
            #expect(message.kind == .discover)
        }
        _ = try bench.hear(bench.answer(.offer))
        #expect(try bench.hear(bench.answer(.refusal)) == .failed(.refused))
    }

    @Test("What is no answer to the question is counted and changes nothing")
    func ignored() throws {
        var bench = try Bench()
        _ = bench.ask()
        let (state, deadline) = (bench.exchange.state, bench.exchange.deadline)
        var strange: [[UInt8]] = [[], [1, 2, 3], [UInt8](repeating: 0xFF, count: 300)]
        var message = try bench.answer(.offer)
        message.transaction &+= 1
        strange.append(try message.bytes())
        message = try bench.answer(.offer)
        message.hardwareAddress = try #require(MACAddress(0x0200_0000_0002))
        strange.append(try message.bytes())
        message = try bench.answer(.offer)
        message.options.set(DHCPMessage.Code.server, [])
        strange.append(try message.bytes())
        message = try bench.answer(.offer)
        message.options.set(DHCPOptions.Code.subnetMask, [255, 0, 255, 0])
        strange.append(try message.bytes())
        for number: UInt32 in [0, 0x7F00_0001, 0xE000_0001, .max] {
            message = try bench.answer(.offer)
            message.yourAddress = IPv4Address(number)
            strange.append(try message.bytes())
        }
        strange.append(try bench.answer(.acknowledgment).bytes())
        strange.append(try bench.answer(.refusal).bytes())
        strange.append(try #require(bench.last).bytes())
        for bytes in strange { #expect(bench.hear(bytes) == .none) }
        #expect(bench.exchange.ignoredCount == strange.count)
        #expect(bench.exchange.state == state && bench.exchange.deadline == deadline)
        // The other server's confirmation is not the one that was asked for.
        _ = try bench.hear(bench.answer(.offer))
        #expect(try bench.hear(bench.answer(.acknowledgment, server: 2)) == .none)
        #expect(try bench.hear(bench.answer(.refusal, server: 2)) == .none)
        #expect(bench.exchange.ignoredCount == strange.count + 2)
    }

    @Test("A device that has an address asks to keep it")
    func rebinding() throws {
        let address = try #require(IPv4Address("10.66.0.10"))
        var bench = try Bench(keeping: address, attemptsMax: 1)
        guard case .send(let request) = bench.ask() else { return #expect(Bool(false), "nothing is sent") }
        #expect(request.kind == .request && request.clientAddress == address)
        #expect(request.server == nil && request.options.values[DHCPMessage.Code.requestedAddress] == nil)
        var other = try bench.answer(.acknowledgment)
        other.yourAddress = IPv4Address(0x0A42_000B)
        #expect(try bench.hear(other) == .none)
        guard case .leased(let lease) = try bench.hear(bench.answer(.acknowledgment)) else {
            return #expect(Bool(false), "there is no lease")
        }
        #expect(lease.address == address)
    }

    @Test("A device that may not keep its address is told so at once")
    func rebindingRefused() throws {
        var bench = try Bench(keeping: IPv4Address(0x0A42_000A))
        _ = bench.ask()
        #expect(try bench.hear(bench.answer(.refusal)) == .failed(.refused))
    }
}
