import Registration
import Testing

@testable import ControllerServer

@Suite struct ExchangeTableTests {
    @Test("An exchange is found by its number until it is taken out, and never by its successor's")
    func generations() throws {
        var table = ExchangeTable(loop: 3, capacity: 2)
        let first = NotingExchange()
        let second = NotingExchange()
        let firstInserted = table.insert(first)
        let firstID = try #require(firstInserted)
        #expect(table[firstID] === first)
        table.remove(firstID)
        #expect(table[firstID] == nil)
        let secondInserted = table.insert(second)
        let secondID = try #require(secondInserted)
        #expect(secondID.slot == firstID.slot && secondID != firstID)
        #expect(table[firstID] == nil)
        #expect(table[secondID] === second)
        // A late removal of the first is no removal of the second.
        table.remove(firstID)
        #expect(table[secondID] === second)
        #expect(table.count == 1)
    }

    @Test("A full table takes no more until one has left", arguments: [0, 1, 2, 100])
    func capacity(capacity: Int) {
        var table = ExchangeTable(loop: 0, capacity: capacity)
        var exchanges: [ExchangeID] = []
        for _ in 0..<capacity { if let id = table.insert(NotingExchange()) { exchanges.append(id) } }
        #expect(exchanges.count == capacity)
        let tooMany = table.insert(NotingExchange())
        #expect(tooMany == nil)
        guard let last = exchanges.last else { return }
        table.remove(last)
        let another = table.insert(NotingExchange())
        #expect(another != nil)
    }

    @Test("The numbers of another loop are not found")
    func otherLoop() throws {
        var table = ExchangeTable(loop: 1, capacity: 1)
        let inserted = table.insert(NotingExchange())
        let id = try #require(inserted)
        #expect(table[ExchangeID(loop: 0, slot: id.slot, generation: id.generation)] == nil)
        #expect(table[ExchangeID(loop: 1, slot: 5, generation: 1)] == nil)
        #expect(table[ExchangeID(rawValue: .max)] == nil)
    }

    @Test("A deadline passes once, and not for an exchange that has left or was given another one")
    func deadlines() throws {
        var table = ExchangeTable(loop: 0, capacity: 3)
        let exchanges = (0..<3).map { _ in NotingExchange() }
        let ids = exchanges.compactMap { table.insert($0) }
        try #require(ids.count == 3)
        for id in ids { table.setDeadline(Instant(nanoseconds: 10), of: id) }
        table.remove(ids[1])
        table.setDeadline(Instant(nanoseconds: 20), of: ids[2])
        var passed: [[ObjectIdentifier]] = []
        for time: Int64 in [9, 10, 10, 25] {
            passed.append(table.takePassedDeadlines(at: Instant(nanoseconds: time)).map { ObjectIdentifier($0) })
        }
        #expect(passed == [[], [ObjectIdentifier(exchanges[0])], [], [ObjectIdentifier(exchanges[2])]])
    }

    @Test("A number holds its parts", arguments: [0, 1, 255], [0, 1, 0xFF_FFFF])
    func parts(loop: Int, slot: Int) {
        for generation: UInt32 in [0, 1, .max] {
            let id = ExchangeID(loop: loop, slot: slot, generation: generation)
            #expect(id.loop == loop && id.slot == slot && id.generation == generation)
        }
    }
}
