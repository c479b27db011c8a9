internal import LockFree
import Synchronization

/// The counters of all lanes in one piece of memory, each lane's on cache lines of its own.
///
/// Each counter has one writer, the lane, and any number of readers; so adding is a load and a store, without a locked
/// instruction. Sums over lanes are figures of the recent past.
///
/// Unsafe because lanes hold pointers into it; the controller keeps it alive longer than its lanes.
@unsafe
struct _UnsafeCounters: ~Copyable {
    private let base: UnsafeMutablePointer<Atomic<UInt64>>
    let laneCount: Int

    init(laneCount: Int) {
        unsafe self.laneCount = laneCount
        let count = laneCount * CounterLayout.stride
        unsafe base = UnsafeMutableRawPointer.allocate(
            byteCount: count * 8, alignment: CacheLinePadded<UInt64>.byteCount
        ).bindMemory(to: Atomic<UInt64>.self, capacity: count)
        for index in 0..<count { unsafe (base + index).initialize(to: Atomic(0)) }
    }

    deinit { unsafe base.deallocate() }

    func block(_ lane: Int) -> _UnsafeCounterBlock {
        unsafe _UnsafeCounterBlock(base: base + lane * CounterLayout.stride)
    }

    /// The sum of `counter` over all lanes; lanes wrap on their own (a restored token is redeemed by one and taken back by
    /// another), the sum does not.
    func sum(_ counter: Counter) -> UInt64 {
        var total: UInt64 = 0
        for lane in unsafe 0..<laneCount { unsafe total &+= block(lane).value(counter) }
        return total
    }

    /// The sum of the lanes' estimates of their service rates.
    var serviceRate: Double {
        var total = 0.0
        for lane in unsafe 0..<laneCount { unsafe total += block(lane).serviceRate }
        return total
    }
}

// Sound: the words are atomics, and each has the one writer that its lane is.
extension _UnsafeCounters: @unchecked Sendable {}
extension _UnsafeCounterBlock: @unchecked Sendable {}

/// Where a lane's words stand, in words of eight bytes.
private enum CounterLayout {
    static var serviceRate: Int { Counter.allCases.count }
    /// Rounded up to whole padded lines.
    static var stride: Int { (Counter.allCases.count + 1 + 15) / 16 * 16 }
}

/// One lane's counters.
@unsafe
struct _UnsafeCounterBlock {
    fileprivate let base: UnsafeMutablePointer<Atomic<UInt64>>

    /// Adds to a counter. Only its lane may call this.
    @inline(__always)
    func add(_ counter: Counter, _ amount: Int = 1) {
        guard amount != 0 else { return }
        let word = unsafe base + counter.rawValue
        // Relaxed, both: one writer, and readers order nothing by a counter.
        let value = unsafe word.pointee.load(ordering: .relaxed)
        unsafe word.pointee.store(value &+ UInt64(bitPattern: Int64(amount)), ordering: .relaxed)
    }

    func value(_ counter: Counter) -> UInt64 { unsafe base[counter.rawValue].load(ordering: .relaxed) }

    /// Registrations a second that this lane serves while busy; 0 while unknown. Written by the lane.
    var serviceRate: Double {
        get { unsafe Double(bitPattern: base[CounterLayout.serviceRate].load(ordering: .relaxed)) }
        nonmutating set { unsafe base[CounterLayout.serviceRate].store(newValue.bitPattern, ordering: .relaxed) }
    }
}
