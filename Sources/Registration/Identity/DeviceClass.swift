/// What kind of device asks, as far as the controller treats kinds differently.
///
/// Source: rows S8 and S15 (end-user devices 14 and gateways 16 of figure 1).
public enum DeviceClass: UInt8, CaseIterable, Hashable, Sendable, BitwiseCopyable {
    /// An end-user device.
    case phone = 0
    /// A gateway to another network: shared by many users, owns a group of directory names, registers with priority.
    case gateway = 1

    /// The word used in configuration and output.
    public var label: String {
        switch self {
        case .phone: "phone"
        case .gateway: "gateway"
        }
    }
}
