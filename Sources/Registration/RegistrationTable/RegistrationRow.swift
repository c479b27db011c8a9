/// What the registration table keeps of one device: 56 bytes, with its control one cache line.
///
/// Use of ``LineControl``: `kind` bit 0 is "registered", bit 1 "queued"; `note` is the tier it is queued in; `version` counts the
/// changes, so that look-ups need no lock.
@_spi(HotPaths) public struct RegistrationRow: VersionedRow, Hashable, Sendable {
    /// The device's name.
    @_spi(HotPaths) public var name: DeviceName
    private var addressHigh: UInt64
    private var addressLow: UInt64
    /// When the device was last registered, in nanoseconds.
    var registeredAt: Int64 = 0
    /// The first of its directory names, raw; 0 while it has none.
    private var lineWord: UInt64 = 0
    /// From bit 0: lines (16), template (16), port (16), device class (8), has a mailbox (1), has lines of the plan (1). One word and not
    /// five fields, because fields would be put together and taken apart in memory at each copy.
    private var details: UInt64

    static var isRegistered: UInt8 { 1 }
    static var isQueued: UInt8 { 2 }

    private static var mailboxBit: UInt64 { 1 << 56 }
    private static var planBit: UInt64 { 1 << 57 }

    /// The row of a device that is not registered yet.
    @inline(__always)
    init(name: DeviceName, address: InternalAddress, deviceClass: DeviceClass) {
        self.name = name
        addressHigh = address.high
        addressLow = address.low
        details = UInt64(address.port) << 32 | UInt64(deviceClass.rawValue) << 48
    }

    @inline(__always)
    init(words: RowWords) {
        name = DeviceName(high: words.0, low: words.1)
        (addressHigh, addressLow) = (words.2, words.3)
        registeredAt = Int64(bitPattern: words.4)
        (lineWord, details) = (words.5, words.6)
    }

    @inline(__always)
    var words: RowWords {
        (name.high, name.low, addressHigh, addressLow, UInt64(bitPattern: registeredAt), lineWord, details)
    }

    /// Where the device is.
    @inline(__always)
    var address: InternalAddress {
        get { InternalAddress(ipv6High: addressHigh, low: addressLow, port: UInt16(truncatingIfNeeded: details >> 32)) }
        set {
            addressHigh = newValue.high
            addressLow = newValue.low
            details = details & ~(0xFFFF << 32) | UInt64(newValue.port) << 32
        }
    }

    /// What kind of device it is.
    @inline(__always)
    var deviceClass: DeviceClass {
        // Every row is made with one of the two.
        get { details >> 48 & 0xFF == UInt64(DeviceClass.gateway.rawValue) ? .gateway : .phone }
        set { details = details & ~(0xFF << 48) | UInt64(newValue.rawValue) << 48 }
    }

    /// The device's template without its buttons.
    @inline(__always)
    var templateIdentifier: UInt16 {
        get { UInt16(truncatingIfNeeded: details >> 16) }
        set { details = details & ~(0xFFFF << 16) | UInt64(newValue) << 16 }
    }

    /// Whether the device has a mailbox.
    @inline(__always)
    var hasMailbox: Bool {
        get { details & Self.mailboxBit != 0 }
        set { details = newValue ? details | Self.mailboxBit : details & ~Self.mailboxBit }
    }

    /// How many lines the device has.
    @inline(__always)
    private(set) var lineCount: UInt16 {
        get { UInt16(truncatingIfNeeded: details) }
        set { details = details & ~0xFFFF | UInt64(newValue) }
    }

    /// The device's lines.
    @inline(__always)
    var lines: AssignedLines {
        get {
            AssignedLines(
                first: DirectoryName(rawValue: lineWord), count: Int(lineCount), arePooled: details & Self.planBit == 0)
        }
        set {
            lineWord = newValue.first.rawValue
            lineCount = UInt16(truncatingIfNeeded: newValue.count)  // a device has at most 65,535 lines
            details = newValue.arePooled ? details & ~Self.planBit : details | Self.planBit
        }
    }

    /// What controls the device's buttons.
    @inline(__always)
    var template: DeviceTemplate {
        DeviceTemplate(identifier: templateIdentifier, lineButtonCount: lineCount, hasMessagesButton: hasMailbox)
    }
}
