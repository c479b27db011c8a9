internal import Registration
internal import Signalling

/// Where a device of an address of record can be reached, and for how long (RFC 3261 section 10.3).
struct SIPBinding: Hashable, Sendable {
    /// The device, as the core knows it.
    let device: DeviceName
    /// The address of its Contact, as it was registered.
    var contact: [UInt8]
    /// The place of its last request in the order of its requests.
    var order: SIPRequestOrder
    /// The first instant at which it is bound no longer.
    var expiresAt: Instant

    /// Longer contacts are refused: what is kept for a device is bounded.
    static var contactByteCountMax: Int { 256 }

    /// The contact as it stands in a field, without parameters.
    var address: [UInt8] { [UInt8(ascii: "<")] + contact + [UInt8(ascii: ">")] }

    /// The contact with the whole seconds that are left of it.
    func contact(at now: Instant) -> [UInt8] { address + ";expires=\((expiresAt - now).wholeSeconds)".utf8 }
}
