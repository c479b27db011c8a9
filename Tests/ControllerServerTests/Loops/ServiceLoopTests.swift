import NIOEmbedded
import Registration
import Testing

@testable import ControllerServer

@Suite struct ServiceLoopTests {
    private static let address = InternalAddress(ipv4: 0x7F00_0001, port: 5_060)

    private static func name(_ number: Int) -> DeviceName { DeviceName(macAddress: UInt64(number)) }

    /// Enters an exchange for device `number`, as the one that speaks for it, and asks to register it.
    private static func register(_ number: Int, on loop: ServiceLoop) throws -> (NotingExchange, ExchangeID) {
        let exchange = NotingExchange()
        let id = try #require(loop.insert(exchange))
        loop.claim(name(number), by: id)
        let request = RegistrationRequest(device: name(number), address: address, kind: .initial, context: id.rawValue)
        guard case .queued = loop.register(request, at: loop.now) else {
            Issue.record("an open controller queues")
            return (exchange, id)
        }
        return (exchange, id)
    }

    @Test("A registration reaches its exchange in a turn of its own, not while it is asked for")
    func turn() throws {
        let test = try TestLoops()
        let (exchange, _) = try Self.register(1, on: test.loop)
        #expect(exchange.notes == [])
        test.run()
        #expect(exchange.notes == ["\(Self.name(1)) registered"])
        #expect(test.core.entry(of: Self.name(1)) != nil)
    }

    @Test("More than one turn's worth is served in turns between which the loop reads", arguments: [64, 65, 500])
    func manyTurns(count: Int) throws {
        let test = try TestLoops()
        let exchanges = try (0..<count).map { try Self.register($0, on: test.loop).0 }
        test.run()
        let first = exchanges.count { !$0.notes.isEmpty }
        #expect(first == ServicePacer.burstMax)
        test.advance(by: .milliseconds(20))
        #expect(exchanges.allSatisfy { $0.notes.count == 1 })
    }

    @Test("A limit of service holds over all loops", arguments: [1, 2])
    func limited(loopCount: Int) throws {
        let test = try TestLoops(count: loopCount, serviceRate: 100)
        var exchanges: [NotingExchange] = []
        for number in 0..<400 {
            exchanges.append(try Self.register(number, on: test.loops[number % loopCount]).0)
        }
        test.advance(by: .seconds(2))
        let served = exchanges.count { !$0.notes.isEmpty }
        // What was saved up before the storm comes on top: one burst for each loop.
        #expect(served >= 200 && served <= 200 + loopCount * ServicePacer.burstMax + loopCount)
        let depth = test.core.queueDepths.reduce(0, +)
        #expect(depth == 400 - served)
    }

    @Test("Each loop serves what any loop queued, and the answer goes to the loop that waits for it")
    func otherLoop() throws {
        let test = try TestLoops(count: 2)
        let (exchange, _) = try Self.register(1, on: test.loops[0])
        // The second loop queues another, and its turn comes first: it serves both.
        let (other, _) = try Self.register(2, on: test.loops[1])
        test.eventLoops[1].run()
        #expect(exchange.notes == [])
        test.run()
        #expect(exchange.notes == ["\(Self.name(1)) registered"])
        #expect(other.notes == ["\(Self.name(2)) registered"])
    }

    @Test("A newer exchange of a device takes over what the older one waits for", arguments: [0, 1])
    func takeover(newLoop: Int) throws {
        let test = try TestLoops(count: 2, serviceRate: 1)
        _ = try Self.register(9, on: test.loops[0])
        test.run()
        let (older, olderID) = try Self.register(1, on: test.loops[0])
        let newer = NotingExchange()
        let newerID = try #require(test.loops[newLoop].insert(newer))
        test.loops[newLoop].claim(Self.name(1), by: newerID)
        test.run()
        #expect(older.notes == ["gave way"])
        test.loops[0].remove(olderID)
        test.loops[0].release(Self.name(1), by: olderID, unregistering: true)
        test.advance(by: .seconds(4))
        #expect(newer.notes == ["\(Self.name(1)) registered"])
        #expect(test.core.entry(of: Self.name(1)) != nil)
    }

    @Test("A registration that fails is told to the exchange that speaks for the device by now", arguments: [0, 1])
    func failure(newLoop: Int) throws {
        // The directory has room for one device's lines.
        let test = try TestLoops(count: 2, serviceRate: 1, directoryNames: 1)
        let (first, _) = try Self.register(9, on: test.loops[0])
        test.advance(by: .seconds(3))
        #expect(first.notes == ["\(Self.name(9)) registered"])
        let (older, _) = try Self.register(1, on: test.loops[0])
        let newer = NotingExchange()
        let newerID = try #require(test.loops[newLoop].insert(newer))
        test.loops[newLoop].claim(Self.name(1), by: newerID)
        test.advance(by: .seconds(4))
        #expect(older.notes.contains("gave way"))
        #expect(newer.notes == ["\(Self.name(1)) failed: noLines"])
        #expect(test.core.entry(of: Self.name(1)) == nil)
    }

    @Test("A device that left while it was queued is not registered")
    func left() throws {
        let test = try TestLoops()
        let (exchange, id) = try Self.register(1, on: test.loop)
        test.loop.remove(id)
        test.loop.release(Self.name(1), by: id, unregistering: true)
        test.run()
        #expect(exchange.notes == [])
        #expect(test.core.entry(of: Self.name(1)) == nil)
        #expect(test.core.counts[.rowsClaimed] == test.core.counts[.rowsFreed])
    }

    @Test("Upkeep tells exchanges whose deadline has passed, once")
    func deadline() throws {
        let test = try TestLoops()
        let exchange = NotingExchange()
        let id = try #require(test.loop.insert(exchange))
        test.loop.setDeadline(test.clock.now + .seconds(1), of: id)
        test.loop.keepUp()
        #expect(exchange.notes == [])
        test.clock.advance(by: .seconds(1))
        test.loop.keepUp()
        test.loop.keepUp()
        #expect(exchange.notes == ["deadline passed"])
    }

    @Test("A loop that shuts down tells all and takes no more")
    func shutDown() throws {
        let test = try TestLoops()
        let (exchange, _) = try Self.register(1, on: test.loop)
        test.loop.shutDown()
        #expect(exchange.notes == ["shut down"])
        #expect(test.loop.insert(NotingExchange()) == nil)
    }
}
