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
public struct AllocationCounter: ~Copyable {
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

    /// Bytes allocated by this thread so far, by size class. Wraps never in practice.
    public var allocatedBytes: UInt64 { unsafe allocated.pointee }

    /// Bytes freed by this thread so far, whoever allocated them.
    public var deallocatedBytes: UInt64 { unsafe deallocated.pointee }
}

/// Bound to its thread.
@available(*, unavailable)
extension AllocationCounter: Sendable {}
