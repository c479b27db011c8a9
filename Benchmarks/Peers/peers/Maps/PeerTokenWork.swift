internal import CPeers
internal import HotPaths

/// A token map of another library, driven as the hot paths `token.grant` and `token.redeem` drive ours.
@safe
final class PeerTokenWork: HotPathWork {
    /// What a run does; the other is how it is prepared.
    enum Step {
        /// Every device is granted a token; none has one.
        case grant
        /// Every device uses its token.
        case redeem
    }

    private let step: Step
    private let fleet: PeerFleet
    private let threads: Int
    // Sound to share: the map is made for several threads, and a share's tokens are touched by its thread alone.
    private nonisolated(unsafe) let map: OpaquePointer?
    private nonisolated(unsafe) let tokens: UnsafeMutablePointer<peer_token>
    // Touched between runs only.
    private nonisolated(unsafe) var holdsTokens = false

    /// A map with room for the setting's devices, empty.
    init(_ kind: peer_map_kind, step: Step, _ setting: HotPathSetting) {
        self.step = step
        fleet = PeerFleet(setting)
        threads = setting.threads
        unsafe map = peer_token_map_create(kind, setting.devices, setting.threads, setting.seed)
        unsafe tokens = .allocate(capacity: setting.devices)
        unsafe tokens.initialize(repeating: peer_token(), count: setting.devices)
    }

    deinit {
        unsafe peer_token_map_destroy(map)
        unsafe tokens.deallocate()
    }

    /// See `HotPathWork`.
    var operationCount: Int { fleet.endpoints.count }

    /// See `HotPathWork`.
    func prepare() {
        let mustHoldTokens = step == .redeem
        unsafe peer_token_map_settle(map)
        if unsafe holdsTokens != mustHoldTokens {
            for thread in 0..<threads { _ = mustHoldTokens ? grant(thread) : redeem(thread) }
        }
        unsafe peer_token_map_settle(map)
        unsafe holdsTokens = !mustHoldTokens  // what the run leaves
    }

    /// See `HotPathWork`.
    func run(thread: Int) -> Int { step == .grant ? grant(thread) : redeem(thread) }

    private func grant(_ thread: Int) -> Int {
        let share = fleet.share(of: thread)
        return unsafe fleet.withEndpoints(of: share) {
            unsafe peer_token_map_grant(map, thread, $0, share.count, PeerFleet.now, tokens + share.lowerBound)
        }
    }

    private func redeem(_ thread: Int) -> Int {
        let share = fleet.share(of: thread)
        return unsafe fleet.withEndpoints(of: share) {
            unsafe peer_token_map_redeem(map, thread, $0, tokens + share.lowerBound, share.count, PeerFleet.now)
        }
    }
}
