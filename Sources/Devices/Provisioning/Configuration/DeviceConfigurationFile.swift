public import Registration

/// What a device is told by its own file, `SEP<MAC>.cnf.xml`: its controllers and its firmware.
///
/// Reading passes over elements that are not named here; writing leaves them out.
///
/// Source: row S17; the elements are those of Cisco's phones.
public struct DeviceConfigurationFile: Hashable, Sendable {
    /// The controllers, most preferred first.
    public var controllers: ControllerList
    /// The firmware to run (`loadInformation`); `nil` to keep the one it has.
    public var firmware: FirmwareVersion?
    /// How long the primary must have answered before the device goes back to it (`connectionMonitorDuration`), in whole
    /// seconds; `nil` for the device's default of 120.
    public var connectionMonitor: Nanoseconds?

    /// A configuration of these values.
    public init(
        controllers: ControllerList, firmware: FirmwareVersion? = nil, connectionMonitor: Nanoseconds? = nil
    ) {
        self.controllers = controllers
        self.firmware = firmware
        self.connectionMonitor = connectionMonitor
    }

    /// The longest ``connectionMonitor``.
    public static var connectionMonitorMax: Nanoseconds { .seconds(86_400) }

    /// The name under which a device asks the file server for its file, such as "SEP0011223344FF.cnf.xml".
    public static func fileName(for device: DeviceName) -> String { "\(device).cnf.xml" }

    /// The device whose file has this name; `nil` when no device's has.
    public static func device(ofFile name: some StringProtocol) -> DeviceName? {
        guard name.utf8.count <= 64, name.hasSuffix(".cnf.xml"), !name.contains("/") else { return nil }
        return DeviceName(name.dropLast(".cnf.xml".count))
    }
}
