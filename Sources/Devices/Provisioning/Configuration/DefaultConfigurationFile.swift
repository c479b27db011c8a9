/// What a device is told that has no file of its own, by `XMLDefault.cnf.xml`: where to register itself, and the firmware of its
/// model.
///
/// Reading passes over elements that are not named here; writing leaves them out.
///
/// Source: row S17; the elements are those of Cisco's phones.
public struct DefaultConfigurationFile: Hashable, Sendable {
    /// The controllers, most preferred first.
    public var controllers: ControllerList
    /// The firmware by the device's type, as the registration protocol numbers types.
    public var firmware: [UInt32: ModelFirmware]

    /// The firmware of one model.
    public struct ModelFirmware: Hashable, Sendable {
        /// The firmware to run.
        public var version: FirmwareVersion
        /// The model in words, such as "Cisco 7912".
        public var model: String?

        /// The firmware of a model.
        public init(version: FirmwareVersion, model: String? = nil) {
            self.version = version
            self.model = model
        }
    }

    /// A configuration of these values.
    public init(controllers: ControllerList, firmware: [UInt32: ModelFirmware] = [:]) {
        self.controllers = controllers
        self.firmware = firmware
    }

    /// The name of the file.
    public static var fileName: String { "XMLDefault.cnf.xml" }
}
