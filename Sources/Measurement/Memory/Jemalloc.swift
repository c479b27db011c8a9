internal import CJemalloc
internal import Glibc

/// Reads figures from jemalloc, and says whether it serves this process's allocations at all.
///
/// The library is linked, but it is the process's allocator only if its `malloc` won: not under a sanitizer, which brings
/// its own. Figures of an allocator that nobody uses would all be zero and would look like success.
public enum Jemalloc {
    /// Whether this process's `malloc` is jemalloc's. Found out once, by allocating and watching the thread's counter.
    public static let isProcessAllocator: Bool = {
        guard let counter = AllocationCounter(unchecked: ()) else { return false }
        let before = counter.allocatedBytes
        let block = unsafe malloc(4_096)
        // A call that the optimiser knows nothing of: else it would see that the block is of no use and not allocate it.
        _ = unsafe malloc_usable_size(block)
        let after = counter.allocatedBytes
        unsafe free(block)
        return after &- before >= 4_096
    }()

    /// The figure called `name`, one machine word; `nil` when there is none.
    static func word(_ name: String) -> UInt? {
        var value: UInt = 0
        var byteCount = MemoryLayout<UInt>.size
        // Pointers to locals that outlive the call, with the size of what they point to.
        guard unsafe mallctl(name, &value, &byteCount, nil, 0) == 0, byteCount == MemoryLayout<UInt>.size else {
            return nil
        }
        return value
    }

    /// The address that the figure called `name` holds; `nil` when there is none.
    static func pointer(_ name: String) -> UnsafePointer<UInt64>? {
        var value: UnsafePointer<UInt64>?
        var byteCount = unsafe MemoryLayout<UnsafePointer<UInt64>?>.size
        // As above: a pointer to a local, and its size.
        guard unsafe mallctl(name, &value, &byteCount, nil, 0) == 0 else { return nil }
        return unsafe value
    }

    /// Makes the statistics that ``word(_:)`` reads current. Takes the allocator's locks: not for the request path.
    static func refresh() {
        var epoch: UInt64 = 1
        // As above: a pointer to a local, and its size.
        _ = unsafe mallctl("epoch", nil, nil, &epoch, MemoryLayout<UInt64>.size)
    }
}
