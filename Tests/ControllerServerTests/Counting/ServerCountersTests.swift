import TestSupport
import Testing

@testable import ControllerServer

@Suite struct ServerCountersTests {
    @Test("Each counter counts for itself", arguments: ServerCounter.allCases)
    func separate(counter: ServerCounter) {
        let counters = ServerCounters()
        counters.add(counter)
        counters.add(counter, 41)
        for other in ServerCounter.allCases { #expect(counters[other] == (other == counter ? 42 : 0)) }
    }

    @Test("Labels are distinct")
    func labels() {
        #expect(Set(ServerCounter.allCases.map(\.label)).count == ServerCounter.allCases.count)
    }

    @Test("A reader never sees a counter fall while its loop counts")
    func readers() {
        let counters = ServerCounters()
        let falls = runConcurrently(threads: 2) { thread in
            var (last, falls): (UInt64, Int) = (0, 0)
            for _ in 0..<100_000 {
                if thread == 0 {
                    counters.add(.sipRequests)
                } else {
                    let value = counters[.sipRequests]
                    if value < last { falls += 1 }
                    last = value
                }
            }
            return falls
        }
        #expect(falls == [0, 0])
        #expect(counters[.sipRequests] == 100_000)
    }
}
