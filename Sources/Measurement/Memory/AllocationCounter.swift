internal import Synchronization

/// The bytes that one thread has allocated and freed since it began.
///
///     guard let counter = AllocationCounter() else { return }     // not served by jemalloc
///     let before = counter.allocatedBytes
///     work()
///     let allocated = counter.allocatedBytes - before
///
/// A reading is one load: jemalloc keeps the counters in the thread's own memory. So a worker may read before and after each
/// batch. Belongs to the thread that made it and is of no use elsewhere; neither copyable nor sendable for that reason.
@safe
public struct AllocationCounter {
    /// Where jemalloc counts this thread's allocated bytes. Valid while the thread lives.
    private let allocated: UnsafePointer<UInt64>
    /// Likewise the freed bytes.
    private let deallocated: UnsafePointer<UInt64>

    /// The counter of the calling thread; `nil` unless jemalloc is the process's allocator.
    public init?() {
        guard Jemalloc.isProcessAllocator else { return nil }
        self.init(unchecked: ())
    }

    /// The counter of the calling thread, even if jemalloc serves nobody.
    init?(unchecked: ()) {
        guard let allocated = unsafe Jemalloc.pointer("thread.allocatedp"),
            let deallocated = unsafe Jemalloc.pointer("thread.deallocatedp")
        else { return nil }
        unsafe self.allocated = allocated
        unsafe self.deallocated = deallocated
    }

    /// Bytes allocated by this thread so far, by size class.
    public var allocatedBytes: UInt64 { unsafe Self.load(allocated) }

    /// Bytes freed by this thread so far, whoever allocated them.
    public var deallocatedBytes: UInt64 { unsafe Self.load(deallocated) }

    /// Reads a counter anew each time. The optimiser knows `malloc` and believes that it changes no memory of ours, so two
    /// plain loads around it would become one; it does not merge atomic ones.
    private static func load(_ counter: UnsafePointer<UInt64>) -> UInt64 {
        // An atomic word has the size and alignment of a plain one. Relaxed: only this thread's allocator writes it.
        unsafe UnsafeRawPointer(counter).assumingMemoryBound(to: Atomic<UInt64>.self).pointee.load(ordering: .relaxed)
    }
}

/// Bound to its thread.
@available(*, unavailable)
extension AllocationCounter: Sendable {}
