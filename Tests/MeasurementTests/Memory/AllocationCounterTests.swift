import Glibc
import TestSupport
import Testing

@testable import Measurement

/// Allocates and frees a block through function pointers that the optimiser cannot see through; it would else find that
/// the block is of no use and not allocate it.
@safe
struct OpaqueAllocation {
    private let allocateBlock: @convention(c) (Int) -> UnsafeMutableRawPointer?
    private let freeBlock: @convention(c) (UnsafeMutableRawPointer?) -> Void

    init() throws {
        // The C library's own functions, which have these types.
        unsafe allocateBlock = unsafeBitCast(
            try #require(dlsym(nil, "malloc")), to: (@convention(c) (Int) -> UnsafeMutableRawPointer?).self)
        unsafe freeBlock = unsafeBitCast(
            try #require(dlsym(nil, "free")), to: (@convention(c) (UnsafeMutableRawPointer?) -> Void).self)
    }

    /// Allocates `byteCount` bytes, calls `body`, frees them.
    func during(byteCount: Int, _ body: () -> Void) {
        let block = unsafe allocateBlock(byteCount)
        body()
        unsafe freeBlock(block)
    }
}

@Suite("AllocationCounter")
struct AllocationCounterTests {
    @Test("jemalloc serves the process unless a sanitizer does")
    func processAllocator() {
        #expect(Jemalloc.isProcessAllocator == !hasSanitizerAllocator)
        #expect((AllocationCounter() == nil) == hasSanitizerAllocator)
    }

    @Test(
        "Allocating and freeing move the thread's counters by at least the size", .enabled(if: !hasSanitizerAllocator))
    func moves() throws {
        guard let counter = AllocationCounter() else {
            Issue.record("no counter for this thread")
            return
        }
        let (allocated, deallocated) = (counter.allocatedBytes, counter.deallocatedBytes)
        try OpaqueAllocation().during(byteCount: 1 << 20) {
            #expect(counter.allocatedBytes &- allocated >= 1 << 20)
            #expect(counter.deallocatedBytes &- deallocated < 1 << 20)
        }
        #expect(counter.deallocatedBytes &- deallocated >= 1 << 20)
    }

    @Test("Recording in a histogram allocates nothing", .enabled(if: !hasSanitizerAllocator))
    func recordingAllocatesNothing() {
        guard let counter = AllocationCounter() else {
            Issue.record("no counter for this thread")
            return
        }
        let recorder = IntervalRecorder(views: .separate)
        func recordMany() {
            for index in 0..<10_000 as Range<Int64> {
                recorder.record(.token, corrected: index &* index &* 100, uncorrected: index)
                recorder.recordLag(index)
                recorder.addCompleted()
                recorder.checkpoint()
            }
        }
        recordMany()  // what the runtime sets up at first use
        let (allocated, deallocated) = (counter.allocatedBytes, counter.deallocatedBytes)
        recordMany()
        let (allocating, freeing) = (counter.allocatedBytes &- allocated, counter.deallocatedBytes &- deallocated)
        #if DEBUG
            // Unoptimised generic code boxes its closures: each box must be gone again.
            #expect(allocating == freeing)
        #else
            #expect(allocating == 0)
            #expect(freeing == 0)
        #endif
    }

    @Test("Another thread's allocations are not counted here", .enabled(if: !hasSanitizerAllocator))
    func perThread() throws {
        guard let counter = AllocationCounter() else {
            Issue.record("no counter for this thread")
            return
        }
        let allocation = try OpaqueAllocation()
        let before = counter.allocatedBytes
        let thread = try RecordingThread {
            for _ in 0..<16 { allocation.during(byteCount: 1 << 20) {} }
        }
        thread.join()
        #expect(counter.allocatedBytes &- before < 1 << 20)
    }
}
