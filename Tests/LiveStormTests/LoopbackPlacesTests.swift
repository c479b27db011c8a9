import Registration
import Testing

@testable import LiveStorm

@Suite struct LoopbackPlacesTests {
    @Test("Each controller has an address of its own, all the same port, which the system hands out to nobody")
    func places() throws {
        let places = try LoopbackPlaces.free(3, from: 42)
        #expect(places.map { $0.ipv4 } == [0x7F00_0002, 0x7F00_0003, 0x7F00_0004])
        #expect(Set(places.map(\.port)).count == 1)
        #expect(places[0].port >= 10_000)
    }
}
