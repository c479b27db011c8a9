import Glibc

/// Zeroed, page-aligned memory of a fixed size, resident from the start.
///
/// Large tables live here: memory is bounded when a structure is made, and no request pays a page fault. Regions of 2 MiB
/// and more ask for huge pages (`madvise`), which saves most address-translation misses of random accesses. The memory is
/// unmapped by `deinit`; whoever holds ``base`` must not outlive the region.
@safe
public struct PageRegion: ~Copyable, @unchecked Sendable {
    // Sound: both fields are immutable; who may touch the memory behind them is the owner's contract.

    /// The first byte; aligned to 4,096 bytes, and to 2 MiB where the region is that large.
    public let base: UnsafeMutableRawPointer
    /// The usable size.
    public let byteCount: Int
    private let mapping: UnsafeMutableRawPointer
    private let mappingByteCount: Int

    private static var hugePageByteCount: Int { 2 << 20 }

    /// Maps `byteCount` bytes, rounded up to whole pages, all zero.
    ///
    /// - Throws: ``OutOfMemory`` when the system refuses the mapping or cannot back it.
    public init(byteCount: Int) throws(OutOfMemory) {
        precondition(byteCount > 0, "a region has at least one byte")
        let isHuge = byteCount >= Self.hugePageByteCount
        let alignment = isHuge ? Self.hugePageByteCount : 4_096
        let size = (byteCount + 4_095) & ~4_095
        // A mapping is aligned to a page; one huge page more lets us start at a huge page's border.
        let mapped = isHuge ? size + alignment : size
        let protection = PROT_READ | PROT_WRITE
        guard let mapping = unsafe mmap(nil, mapped, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
            unsafe mapping != MAP_FAILED
        else { throw OutOfMemory(byteCount: byteCount) }
        let address = Int(bitPattern: mapping)
        let offset = (alignment - address % alignment) % alignment
        let base = unsafe mapping + offset
        if isHuge { _ = unsafe madvise(base, size, MADV_HUGEPAGE) }
        if unsafe madvise(base, size, Self.populateForWriting) != 0 {
            guard errno != ENOMEM else {
                _ = unsafe munmap(mapping, mapped)
                throw OutOfMemory(byteCount: byteCount)
            }
            // A kernel before 5.14 does not know the advice: touch each page instead.
            for page in stride(from: 0, to: size, by: 4_096) {
                unsafe (base + page).storeBytes(of: 0, as: UInt8.self)
            }
        }
        unsafe self.base = base
        self.byteCount = size
        unsafe self.mapping = mapping
        self.mappingByteCount = mapped
    }

    deinit { _ = unsafe munmap(mapping, mappingByteCount) }

    /// `MADV_POPULATE_WRITE`, which the C library's header here does not name yet.
    private static var populateForWriting: Int32 { 23 }
}

/// The system refused memory that a structure needs from the start.
public struct OutOfMemory: Error, CustomStringConvertible {
    /// What was asked for.
    public let byteCount: Int

    /// A request for `byteCount` bytes that was refused.
    public init(byteCount: Int) { self.byteCount = byteCount }

    /// What a person can do about it.
    public var description: String {
        "cannot map \(byteCount >> 20) MiB: choose smaller capacities (fewer devices) or a machine with more memory"
    }
}
