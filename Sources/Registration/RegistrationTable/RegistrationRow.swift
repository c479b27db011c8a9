/// What the registration table keeps of one device; one cache line with its control.
///
/// Use of ``LineControl``: `kind` bit 0 is "registered", bit 1 "queued"; `note` is the tier it is queued in; `port` is the
/// address's port; `detail` is the device's place in the service plan plus one, 0 when it is not provisioned by name.
@_spi(HotPaths) public struct RegistrationRow: DeviceRow {
    /// The device's name.
    @_spi(HotPaths) public var name: DeviceName
    var addressHigh: UInt64
    var addressLow: UInt64
    /// When the device was last registered, in nanoseconds.
    var registeredAt: Int64
    /// The first of its directory names, raw; 0 while it has none.
    var firstLine: UInt64
    /// How many consecutive directory names it has from the pool.
    var lineCount: UInt16
    var templateIdentifier: UInt16
    var deviceClass: DeviceClass
    var hasMailbox: Bool

    static var isRegistered: UInt8 { 1 }
    static var isQueued: UInt8 { 2 }
}
