internal import CPeers
internal import HotPaths
internal import SeededRandom

/// A registration table of another library, driven as the hot paths `table.*` drive ours.
///
/// The peers have less to do: one insertion where ours reserves the row first and completes it when served, a number
/// counted up where ours has a pool, and no acknowledgment.
@safe
final class PeerTableWork: HotPathWork {
    /// What a run does.
    enum Step {
        /// Every device is entered; none is there.
        case upsert
        /// Every device is found by its name.
        case findDevice
        /// Every device is found by its directory number.
        case findLine
    }

    private let step: Step
    private let fleet: PeerFleet
    /// The order in which devices come before they are looked up; see ``enterInAnotherOrder()``.
    private let arrivals: PeerFleet.Reordering
    private let threads: Int
    // Sound to share: the table is made for several threads, and a share's numbers are touched by its thread alone.
    private nonisolated(unsafe) let table: OpaquePointer?
    private nonisolated(unsafe) let lines: UnsafeMutablePointer<UInt64>
    // Touched between runs only.
    private nonisolated(unsafe) var isEntered = false

    /// A table with room for the setting's devices, empty.
    init(_ kind: peer_map_kind, step: Step, _ setting: HotPathSetting) {
        self.step = step
        fleet = PeerFleet(setting)
        arrivals = fleet.reordered(seed: setting.seed &+ 1)
        threads = setting.threads
        unsafe table = peer_table_create(kind, setting.devices, setting.threads, setting.seed)
        unsafe lines = .allocate(capacity: setting.devices)
        unsafe lines.initialize(repeating: 0, count: setting.devices)
    }

    deinit {
        unsafe peer_table_destroy(table)
        unsafe lines.deallocate()
    }

    /// See `HotPathWork`.
    var operationCount: Int { fleet.endpoints.count }

    /// See `HotPathWork`.
    func prepare() {
        switch step {
        case .upsert:
            if unsafe isEntered { for thread in 0..<threads { _ = remove(thread) } }
        case .findDevice, .findLine:
            if unsafe !isEntered { enterInAnotherOrder() }
        }
        unsafe peer_table_settle(table)
        unsafe isEntered = true  // what every run leaves
    }

    /// See `HotPathWork`.
    func run(thread: Int) -> Int {
        switch step {
        case .upsert: upsert(thread)
        case .findDevice: findDevices(thread)
        case .findLine: findLines(thread)
        }
    }

    /// Who is looked up when has nothing to do with who came when. The peers' rows lie in memory in the order of arrival, so one
    /// order for both would turn their look-ups into a walk through memory. Ours stand where their names say, in either case.
    private func enterInAnotherOrder() {
        var entered = [UInt64](repeating: 0, count: operationCount)
        for thread in 0..<threads {
            let share = fleet.share(of: thread)
            _ = unsafe arrivals.fleet.withEndpoints(of: share) { endpoints in
                unsafe entered.withUnsafeMutableBufferPointer { lines in
                    guard let first = lines.baseAddress else { return 0 }
                    return unsafe peer_table_upsert(
                        table, thread, endpoints, share.count, PeerFleet.now, first + share.lowerBound)
                }
            }
        }
        for (arrival, place) in arrivals.places.enumerated() { unsafe lines[place] = entered[arrival] }
    }

    private func upsert(_ thread: Int) -> Int {
        let share = fleet.share(of: thread)
        return unsafe fleet.withEndpoints(of: share) {
            unsafe peer_table_upsert(table, thread, $0, share.count, PeerFleet.now, lines + share.lowerBound)
        }
    }

    private func findDevices(_ thread: Int) -> Int {
        let share = fleet.share(of: thread)
        return unsafe fleet.withEndpoints(of: share) { unsafe peer_table_find_devices(table, thread, $0, share.count) }
    }

    private func findLines(_ thread: Int) -> Int {
        let share = fleet.share(of: thread)
        return unsafe fleet.withEndpoints(of: share) {
            unsafe peer_table_find_lines(table, thread, lines + share.lowerBound, $0, share.count)
        }
    }

    private func remove(_ thread: Int) -> Int {
        let share = fleet.share(of: thread)
        return unsafe fleet.withEndpoints(of: share) { unsafe peer_table_remove(table, thread, $0, share.count) }
    }
}
