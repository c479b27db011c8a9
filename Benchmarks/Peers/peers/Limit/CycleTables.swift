internal import CPeers
internal import LockFree

/// Memory of the sizes that the controller's tables have, and a queue.
///
/// Sound to share: lines are visited under their locks, and the words of the directory are each written by one thread.
@safe
final class CycleTables: Sendable {
    /// The queue of one tier, with the places that the controller gives it.
    let ring = MPMCRing<RingElement>(capacity: 65_536)
    private let tokens: PageRegion
    private let rows: PageRegion
    private let directory: PageRegion
    private let footprint: CycleFootprint

    /// Where a device stands in the two tables, in bytes from their starts.
    struct Places {
        let token: Int
        let row: Int
    }

    /// Tables of these sizes, resident from the start.
    init(_ footprint: CycleFootprint) throws {
        self.footprint = footprint
        tokens = try PageRegion(byteCount: footprint.tokenLines * 64)
        rows = try PageRegion(byteCount: footprint.rowLines * 64)
        directory = try PageRegion(byteCount: footprint.directoryByteCount)
    }

    /// The places of a device whose number was mixed to `hash`, independent of each other.
    @inline(__always)
    func places(of hash: UInt64) -> Places {
        Places(
            token: Self.place(hash, among: footprint.tokenLines),
            row: Self.place(hash &* 0x9E37_79B9_7F4A_7C15, among: footprint.rowLines))
    }

    private static func place(_ hash: UInt64, among lineCount: Int) -> Int {
        Int(truncatingIfNeeded: hash.multipliedFullWidth(by: UInt64(lineCount)).high) &* 64
    }

    /// Asks for a device's lines.
    @inline(__always)
    func prefetch(_ places: Places) {
        unsafe peer_prefetch_for_write(tokens.base + places.token)
        unsafe peer_prefetch_for_write(rows.base + places.row)
    }

    /// Visits a device's token.
    @inline(__always)
    func visitToken(_ places: Places) { unsafe peer_visit(tokens.base + places.token) }

    /// Visits a device's row.
    @inline(__always)
    func visitRow(at place: Int) { unsafe peer_visit(rows.base + place) }

    /// Writes the directory entry of the name at `index`; names go out in order.
    @inline(__always)
    func enter(_ row: Int, at index: Int) {
        unsafe peer_write(directory.base + index * 4, UInt32(truncatingIfNeeded: row / 64))
    }
}
