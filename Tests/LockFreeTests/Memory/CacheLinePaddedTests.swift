import LockFree
import Synchronization
import TestSupport
import Testing

@Suite struct CacheLinePaddedTests {
    @Test("The value can be read and changed in place")
    func readsAndChanges() {
        var padded = CacheLinePadded([1, 2])
        padded.value.append(3)
        let value = padded.value
        #expect(value == [1, 2, 3])
    }

    @Test("The value starts a line, and two values share none")
    func standsAlone() {
        var first = CacheLinePadded<UInt8>(1)
        var second = CacheLinePadded<UInt8>(2)
        let addresses = [Self.address(&first.value), Self.address(&second.value)]
        for address in addresses { #expect(address % CacheLinePadded<UInt8>.byteCount == 0) }
        #expect(addresses[0] != addresses[1])
        #expect(CacheLinePadded<UInt8>.byteCount == 128)
    }

    @Test("The value is destroyed once, with its owner")
    func destroysValue() {
        let tracker = LifetimeTracker()
        do {
            let padded = CacheLinePadded(tracker.makeElement(1))
            let value = padded.value.value
            #expect(value == 1)
            #expect(tracker.liveCount == 1)
        }
        #expect(tracker.liveCount == 0)
    }

    @Test("An atomic inside works from several threads")
    func holdsAtomics() {
        let shared = Shared()
        _ = runConcurrently(threads: 4) { _ in
            for _ in 0..<1_000 { shared.counter.value.add(1, ordering: .relaxed) }
        }
        #expect(shared.count == 4_000)
    }

    private final class Shared: Sendable {
        let counter = CacheLinePadded(Atomic<Int>(0))
        var count: Int { counter.value.load(ordering: .relaxed) }
    }

    private static func address(_ value: inout UInt8) -> Int {
        // Only the address is looked at, so that the pointer need not outlive the call.
        unsafe withUnsafePointer(to: &value) { Int(bitPattern: $0) }
    }
}
