internal import Glibc

/// What the process occupies and what its allocator has handed out, at one moment.
public struct ProcessMemory: Hashable, Codable, Sendable {
    /// Bytes in physical memory, shared pages included; `nil` when the kernel does not say.
    public let residentBytes: Int?

    /// jemalloc's figures; `nil` when it is not the process's allocator.
    public let heap: Heap?

    /// The allocator's own account.
    public struct Heap: Hashable, Codable, Sendable {
        /// Bytes handed out and not freed.
        public let allocatedBytes: Int
        /// Bytes in pages that hold at least one allocation.
        public let activeBytes: Int
        /// Bytes of physical memory that the allocator holds.
        public let residentBytes: Int
        /// Allocations since the process began, all threads. What threads hold in caches is counted as it is flushed, so
        /// the difference of two readings tells an order of magnitude, not single allocations.
        public let allocationCount: Int
    }

    /// Reads both accounts. Takes the allocator's locks for some microseconds: not for the request path.
    public static func current() -> ProcessMemory {
        ProcessMemory(
            residentBytes: residentBytes(
                statm: SystemFile.text(at: "/proc/self/statm") ?? "", pageBytes: sysconf(Int32(_SC_PAGESIZE))),
            heap: heap())
    }

    /// The resident bytes in a text of `/proc/self/statm`; `nil` when it does not have that form.
    static func residentBytes(statm: String, pageBytes: Int) -> Int? {
        let words = statm.split(separator: " ")
        guard words.count > 1, let pages = Int(words[1]), pages >= 0, pageBytes > 0 else { return nil }
        let (bytes, overflow) = pages.multipliedReportingOverflow(by: pageBytes)
        return overflow ? nil : bytes
    }

    private static func heap() -> Heap? {
        guard Jemalloc.isProcessAllocator else { return nil }
        Jemalloc.refresh()
        // 4096 names the sum of all arenas.
        guard let allocated = Jemalloc.word("stats.allocated"), let active = Jemalloc.word("stats.active"),
            let resident = Jemalloc.word("stats.resident"),
            let small = Jemalloc.word("stats.arenas.4096.small.nrequests"),
            let large = Jemalloc.word("stats.arenas.4096.large.nrequests")
        else { return nil }
        return Heap(
            allocatedBytes: Int(clamping: allocated), activeBytes: Int(clamping: active),
            residentBytes: Int(clamping: resident), allocationCount: Int(clamping: small &+ large))
    }
}
