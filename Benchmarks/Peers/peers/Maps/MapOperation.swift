internal import CPeers
internal import HotPaths

/// What is compared of token stores and registration tables.
enum MapOperation: String, CaseIterable {
    /// A token to a device that has none.
    case grant = "token grant"
    /// A token used.
    case redeem = "token redeem"
    /// A device entered under both its names.
    case upsert = "table upsert"
    /// A device found by its name.
    case findDevice = "find by name"
    /// A device found by its directory number.
    case findLine = "find by number"

    /// Our way to do it, as it is timed and gated elsewhere.
    var path: HotPath {
        switch self {
        case .grant: .tokenGrant
        case .redeem: .tokenRedeem
        case .upsert: .tableUpsert
        case .findDevice: .tableFindDevice
        case .findLine: .tableFindDirectoryName
        }
    }

    /// A peer's way.
    func makeWork(_ kind: peer_map_kind, _ setting: HotPathSetting) -> any HotPathWork {
        switch self {
        case .grant: PeerTokenWork(kind, step: .grant, setting)
        case .redeem: PeerTokenWork(kind, step: .redeem, setting)
        case .upsert: PeerTableWork(kind, step: .upsert, setting)
        case .findDevice: PeerTableWork(kind, step: .findDevice, setting)
        case .findLine: PeerTableWork(kind, step: .findLine, setting)
        }
    }
}
