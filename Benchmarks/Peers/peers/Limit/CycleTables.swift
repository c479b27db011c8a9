internal import CPeers
internal import LockFree

/// Memory of the sizes that the controller's tables have, and a queue.
///
/// Sound to share: the regions are touched with relaxed atomics, see `peer_touch`.
@safe
final class CycleTables: Sendable {
    /// The queue of one tier, with the places that the controller gives it.
    let ring = MPMCRing<RingElement>(capacity: 65_536)
    private let tokens: PageRegion
    private let rows: PageRegion
    private let directory: PageRegion
    private let footprint: CycleFootprint

    /// Where a device stands in each table, in bytes from its start.
    struct Places {
        let token: Int
        let row: Int
        let entry: Int
    }

    /// Tables of these sizes, resident from the start.
    init(_ footprint: CycleFootprint) throws {
        self.footprint = footprint
        tokens = try PageRegion(byteCount: footprint.tokenLines * 64)
        rows = try PageRegion(byteCount: footprint.rowLines * 64)
        directory = try PageRegion(byteCount: footprint.directoryLines * 64)
    }

    /// The places of a device whose number was mixed to `hash`, independent of each other.
    @inline(__always)
    func places(of hash: UInt64) -> Places {
        Places(
            token: Self.place(hash, among: footprint.tokenLines),
            row: Self.place(hash &* 0x9E37_79B9_7F4A_7C15, among: footprint.rowLines),
            entry: Self.place(hash &* 0xD6E8_FEB8_6659_FD93, among: footprint.directoryLines))
    }

    private static func place(_ hash: UInt64, among lineCount: Int) -> Int {
        Int(truncatingIfNeeded: hash.multipliedFullWidth(by: UInt64(lineCount)).high) &* 64
    }

    /// Asks for a device's lines.
    @inline(__always)
    func prefetch(_ places: Places) {
        unsafe peer_prefetch_for_write(tokens.base + places.token)
        unsafe peer_prefetch_for_write(rows.base + places.row)
        unsafe peer_prefetch_for_write(directory.base + places.entry)
    }

    /// Writes a device's lines.
    @inline(__always)
    func touch(_ places: Places) {
        unsafe peer_touch(tokens.base + places.token, 1)
        unsafe peer_touch(rows.base + places.row, 1)
        unsafe peer_touch(directory.base + places.entry, 1)
    }
}
