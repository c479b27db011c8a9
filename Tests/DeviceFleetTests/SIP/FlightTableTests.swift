import Devices
import Testing

@testable import DeviceFleet

@Suite struct FlightTableTests {
    private static func flight(_ device: UInt32) -> Flight {
        Flight(device: device, controller: 0, message: .initialRegistration, sequence: 1, sentAt: 0)
    }

    @Test("A flight is found by its number until it is taken out, and never by its successor's")
    func turns() throws {
        var table = FlightTable(capacity: 2)
        let first = table.insert(Self.flight(1))
        #expect(table[first]?.device == 1)
        let removed = table.remove(first)
        #expect(removed?.device == 1)
        #expect(table.remove(first) == nil && table[first] == nil)
        let second = table.insert(Self.flight(2))
        #expect(second != first)
        #expect(table[first] == nil && table.remove(first) == nil)
        #expect(table[second]?.device == 2 && table.count == 1)
    }

    @Test("Numbers that were never given find nothing", arguments: [0, 1, 7, .max, 1 << 32])
    func foreign(number: FlightTable.Number) {
        var table = FlightTable(capacity: 4)
        #expect(table[number] == nil && table.remove(number) == nil)
    }

    @Test("A full table says so until a flight ends")
    func full() throws {
        var table = FlightTable(capacity: 3)
        let numbers = (0..<3).map { table.insert(Self.flight(UInt32($0))) }
        #expect(table.isFull && table.count == 3)
        let removed = table.remove(numbers[1])
        #expect(removed != nil)
        #expect(!table.isFull)
        _ = table.insert(Self.flight(9))
        #expect(table.isFull)
    }
}
