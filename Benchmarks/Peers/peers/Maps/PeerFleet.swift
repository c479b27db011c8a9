internal import CPeers
internal import HotPaths
internal import Registration
internal import SeededRandom

/// The devices of a comparison of maps in the peers' form: those of a hot path's fleet, in the same order.
struct PeerFleet: Sendable {
    /// Who comes, and from where.
    let endpoints: [peer_endpoint]
    private let setting: HotPathSetting

    /// The devices of this setting.
    init(_ setting: HotPathSetting) {
        self.setting = setting
        let order = IndexPermutation(count: UInt32(setting.devices), seed: setting.seed)
        endpoints = (0..<setting.devices).map { place in
            let name = DeviceName(macAddress: 0x0200_0000_0000 | UInt64(order[UInt32(place)]))
            let address = InternalAddress(ipv4: 0x0A00_0000 + UInt32(place), port: 2_000)
            return peer_endpoint(device: peer_name(name), address: peer_address(address))
        }
    }

    private init(endpoints: [peer_endpoint], _ setting: HotPathSetting) {
        self.endpoints = endpoints
        self.setting = setting
    }

    /// The same devices in another order.
    struct Reordering: Sendable {
        /// The devices; each in the share that it had.
        let fleet: PeerFleet
        /// The place that each of them had.
        let places: [Int]
    }

    /// The devices of each share in another seeded order.
    func reordered(seed: UInt64) -> Reordering {
        var random = SplitMix64(seed: seed)
        let places = (0..<setting.threads).flatMap { share(of: $0).shuffled(using: &random) }
        return Reordering(fleet: PeerFleet(endpoints: places.map { endpoints[$0] }, setting), places: places)
    }

    /// The places of `thread` in the order of devices.
    func share(of thread: Int) -> Range<Int> {
        setting.devices * thread / setting.threads..<setting.devices * (thread + 1) / setting.threads
    }

    /// Passes where the endpoints of a share begin; a share has at least one.
    func withEndpoints(of share: Range<Int>, _ body: (UnsafePointer<peer_endpoint>) -> Int) -> Int {
        unsafe endpoints.withUnsafeBufferPointer { endpoints in
            guard let first = endpoints.baseAddress else { return 0 }
            return unsafe body(first + share.lowerBound)
        }
    }

    /// The time of all calls, in nanoseconds: tokens live for ten seconds, so none ends.
    static var now: Int64 { 100_000_000_000 }
}
