internal import CPeers
internal import HotPaths
internal import Measurement

/// What an operation of the token store and of the registration table costs beside those of ready-made hash maps.
///
/// On a number of devices that goes to memory, and on one that the caches hold. All have the same devices in the same seeded
/// order; secrets come from the same generator; the peers' memory is reserved, on huge pages, and laid out in the order of
/// arrival, in which tokens are used too. ck_ht allows one writer at a time, so it has no figure for more threads.
/// With several threads on a small set, what a thread finds was last written by the one that prepared: that is what devices
/// which come again on another thread meet.
struct MapComparisons {
    /// Devices of the large set.
    let devices: Int
    /// Thread counts, one comparison each.
    let threads: [Int]
    /// The one clock of all.
    let clock: MonotonicClock

    /// Devices of the small set.
    private static var smallCount: Int { 1_000 }
    /// Operations that a round does at least, by repetition.
    private static var operationsMin: Int { 100_000 }

    /// One comparison for each operation, size and number of threads.
    var all: [() throws -> Comparison] {
        let sizes = devices == Self.smallCount ? [devices] : [devices, Self.smallCount]
        return MapOperation.allCases.flatMap { operation in
            sizes.flatMap { devices in
                threads.map { threads in
                    { try comparison(operation, HotPathSetting(devices: devices, threads: threads)) }
                }
            }
        }
    }

    private func comparison(_ operation: MapOperation, _ setting: HotPathSetting) throws -> Comparison {
        var contenders = [contender(.ours, try operation.path.makeWork(setting), setting)]
        contenders.append(contender(.tbb, operation.makeWork(PEER_MAP_TBB, setting), setting))
        contenders.append(contender(.urcu, operation.makeWork(PEER_MAP_URCU, setting), setting))
        if setting.threads == 1 {
            contenders.append(contender(.ck, operation.makeWork(PEER_MAP_CK, setting), setting))
        }
        return Comparison(
            what: operation.rawValue, shape: "\(Shape.devices(setting.devices)), \(Shape.threads(setting.threads))",
            contenders: contenders)
    }

    private func contender(_ column: Column, _ work: any HotPathWork, _ setting: HotPathSetting) -> Contender {
        let round = MapRound(
            column: column, work: work, threads: setting.threads,
            repetitions: max(1, Self.operationsMin / setting.devices),
            clock: clock)
        return Contender(column: column) { _ in try round.measure() }
    }
}
