import SeededRandom
import Testing

@testable import Simulation

@Suite struct EventQueueTests {
    /// What a queue and a sorted list make of the same pushes and pops.
    private static func play(seed: UInt64, rounds: Int, span: UInt64) -> (played: [StormEvent], expected: [StormEvent])
    {
        var random = SplitMix64(seed: seed)
        var queue = EventQueue()
        var list: [StormEvent] = []
        var (played, expected): ([StormEvent], [StormEvent]) = ([], [])
        var now: Int64 = 0
        for _ in 0..<rounds {
            for _ in 0..<random.next() % 8 {
                let event = StormEvent(
                    .timer, at: now + Int64(random.next() % span), device: Int(random.next() % 1_000),
                    payload: Int64(random.next() % 4))
                queue.push(event)
                list.append(event)
            }
            for _ in 0..<random.next() % 8 {
                list.sort { $0.precedes($1) }
                if let event = queue.pop() {
                    played.append(event)
                    now = event.time
                }
                if !list.isEmpty { expected.append(list.removeFirst()) }
            }
            #expect(queue.count == list.count)
        }
        while let event = queue.pop() { played.append(event) }
        expected += list.sorted { $0.precedes($1) }
        return (played, expected)
    }

    @Test(
        "Events come in the order of time, key and payload, near and far",
        arguments: [1_000, 5_000_000, 20_000_000_000, 100_000_000_000_000], [1, 2, 3])
    func order(span: UInt64, seed: UInt64) {
        let (played, expected) = Self.play(seed: seed, rounds: 60, span: span)
        #expect(played.count == expected.count)
        #expect(zip(played, expected).allSatisfy { ($0.time, $0.key, $0.payload) == ($1.time, $1.key, $1.payload) })
    }

    @Test("Nodes are used again: memory is that of the most events pending at once")
    func bounded() {
        var queue = EventQueue()
        var time: Int64 = 0
        for _ in 0..<100 { queue.push(StormEvent(.timer, at: time + 2_000_000)) }
        for _ in 0..<10_000 {
            guard let event = queue.pop() else { break }
            time = event.time
            queue.push(StormEvent(.timer, at: time + 3_000_000))
        }
        #expect(queue.countMax == 100 && queue.count == 100)
    }

    @Test("Events at the edges of buckets and levels are neither lost nor late")
    func edges() {
        var queue = EventQueue()
        let times = [20, 32, 44].flatMap { shift in (-2...2).map { (Int64(1) << Int64(shift)) + $0 } }
        for time in times.reversed() { queue.push(StormEvent(.timer, at: time)) }
        #expect((0..<times.count).map { _ in queue.pop()?.time } == times.sorted())
        #expect(queue.pop() == nil)
    }

    @Test("What an event holds comes back")
    func fields() {
        let event = StormEvent(.toDevice, at: 5, controller: 15, detail: 9, device: 3_999_999, payload: -7)
        #expect(event.kind == .toDevice && event.controller == 15 && event.detail == 9)
        #expect(event.device == 3_999_999 && event.payload == -7)
        #expect(MemoryLayout<StormEvent>.size == 24)
    }
}
