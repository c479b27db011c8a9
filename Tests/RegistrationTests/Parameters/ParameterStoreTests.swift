import Testing
import TestSupport

@testable import Registration

@Suite struct ParameterStoreTests {
    @Test("A copy is brought up to date once per change")
    func refresh() {
        let store = ParameterStore()
        var copy = store.parameters
        var version: UInt64 = 0
        store.refresh(&copy, version: &version)
        #expect(version == 0)
        copy.queueDepthHigh = -1  // stays while nothing changed
        store.refresh(&copy, version: &version)
        #expect(copy.queueDepthHigh == -1)
        store.update { $0.queueDepthHigh = 5 }
        store.update { $0.queueDepthLow = 3 }
        store.refresh(&copy, version: &version)
        #expect(version == 2 && copy.queueDepthHigh == 5 && copy.queueDepthLow == 3)
        #expect(copy == store.parameters)
    }

    @Test("A change made on another thread arrives whole")
    func arrivesWhole() {
        let store = ParameterStore()
        store.update {
            $0.queueDepthHigh = 0
            $0.queueDepthLow = 0
        }
        let torn = runConcurrently(threads: 3) { thread -> Int in
            var torn = 0
            if thread == 0 {
                for value in 1...5_000 {
                    store.update {
                        $0.queueDepthHigh = value
                        $0.queueDepthLow = value
                    }
                }
                return 0
            }
            var copy = store.parameters
            var version: UInt64 = 0
            var last = 0
            while copy.queueDepthHigh < 5_000 {
                store.refresh(&copy, version: &version)
                if copy.queueDepthHigh != copy.queueDepthLow || copy.queueDepthHigh < last { torn += 1 }
                last = copy.queueDepthHigh
                yieldThread()
            }
            return torn
        }
        #expect(torn == [0, 0, 0])
    }
}
