internal import LockFree

/// The sizes of the tables that a full cycle goes through, in lines of 64 bytes.
struct CycleFootprint {
    /// Lines of the token store: three slots for two devices, in whole pages, and the overflow of the last.
    let tokenLines: Int
    /// Lines of the registration table: eight for five devices, and the overflow of the last.
    let rowLines: Int
    /// Lines of the directory: five entries each, seven of ten used, and the overflow of the last.
    let directoryLines: Int

    /// Lines behind the last home of each table.
    private static var overflowCount: Int { 128 }

    /// The sizes that our controller's tables have for this many devices.
    init(devices: Int) {
        tokenLines = (max(devices + devices / 2, 64) + 63) / 64 * 64 + Self.overflowCount
        rowLines = max(devices * 8 / 5, 1) + Self.overflowCount
        directoryLines = max(devices * 10 / 7 / 5, 1) + 1 + Self.overflowCount
    }

    /// The lines of each table.
    var lineCounts: [Int] { [tokenLines, rowLines, directoryLines] }

    /// Holds these sizes against those of a controller, so that the limit cannot come to be that of another design unnoticed.
    static func check() throws {
        let devices = 10_000
        let expected = CycleFootprint(devices: devices).lineCounts.map { ($0 * 64 + 4_095) & ~4_095 }.reduce(0, +)
        let found = try OwnArm(devices: devices, threads: 1, seed: 0).tableByteCount
        guard expected == found else {
            throw RoundFailure(
                description: "the limit walks tables of \(expected) bytes, but the controller's have \(found)")
        }
    }
}
