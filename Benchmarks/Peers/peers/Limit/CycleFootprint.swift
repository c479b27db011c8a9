internal import LockFree

/// The sizes of the tables that a full cycle goes through; lines have 64 bytes.
struct CycleFootprint {
    /// Lines of the token store: three slots for two devices, in whole pages, and the overflow of the last.
    let tokenLines: Int
    /// Lines of the registration table: fifteen for eight devices, and the overflow of the last.
    let rowLines: Int
    /// Bytes of the directory: a word for each name of the pool, and the least index for names that are not of it.
    let directoryByteCount: Int

    /// Lines behind the last home of each table.
    private static var overflowCount: Int { 128 }

    /// The sizes that our controller's tables have for this many devices and threads.
    init(devices: Int, threads: Int) {
        tokenLines = (max(2 * devices, 64) + 63) / 64 * 64 + Self.overflowCount
        rowLines = max(devices * 15 / 8, 1) + Self.overflowCount
        directoryByteCount =
            Self.wholePages(4 * (devices + threads * 256)) + Self.wholePages((2 + Self.overflowCount) * 64)
    }

    /// The bytes of all tables.
    var byteCount: Int {
        Self.wholePages(tokenLines * 64) + Self.wholePages(rowLines * 64) + directoryByteCount
    }

    private static func wholePages(_ byteCount: Int) -> Int { (byteCount + 4_095) & ~4_095 }

    /// Holds these sizes against those of a controller, so that the limit cannot come to be that of another design unnoticed.
    static func check() throws {
        let devices = 10_000
        let expected = CycleFootprint(devices: devices, threads: 1).byteCount
        let found = try OwnArm(devices: devices, threads: 1, seed: 0).tableByteCount
        guard expected == found else {
            throw RoundFailure(
                description: "the limit walks tables of \(expected) bytes, but the controller's have \(found)")
        }
    }
}
