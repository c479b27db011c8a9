extension SCCP {
    /// The messages we know. The raw value is the identifier on the wire.
    public enum MessageKind: UInt32, CaseIterable, Hashable, Sendable, BitwiseCopyable {
        /// The device is there: the periodic ping. May come before anything else on a connection.
        case keepAlive = 0x0000
        /// The device asks to be registered: ``RegisterRequest``.
        case registerRequest = 0x0001
        /// The device asks how a line is forwarded: ``StatusRequest``.
        case forwardStatRequest = 0x0009
        /// The device asks for a speed dial: ``StatusRequest``.
        case speedDialStatRequest = 0x000A
        /// The device asks for a line: ``StatusRequest``.
        case lineStatRequest = 0x000B
        /// The device asks for its configuration.
        case configStatRequest = 0x000C
        /// The device asks for the time; with it, a phone counts as registered.
        case timeDateRequest = 0x000D
        /// The device asks what its buttons do.
        case buttonTemplateRequest = 0x000E
        /// The device asks which firmware it should have.
        case versionRequest = 0x000F
        /// The device's codecs: ``CapabilitiesResponse``.
        case capabilitiesResponse = 0x0010
        /// The device asks for the list of controllers.
        case serverRequest = 0x0012
        /// The device reports an event, usually why it last lost its controller, before it registers: ``Alarm``.
        case alarm = 0x0020
        /// The device asks for its sets of soft keys.
        case softKeySetRequest = 0x0025
        /// The device leaves: ``UnregisterRequest``.
        case unregisterRequest = 0x0027
        /// The device asks for its soft keys.
        case softKeyTemplateRequest = 0x0028
        /// The device asks for a token: ``RegisterTokenRequest``.
        case registerTokenRequest = 0x0029
        /// How many lines the device shows: ``RegisterAvailableLines``. With it, an SPCP phone counts as registered.
        case registerAvailableLines = 0x002D
        /// The device is registered: ``RegisterAck``.
        case registerAck = 0x0081
        /// How a line is forwarded: ``ForwardStat``.
        case forwardStat = 0x0090
        /// A speed dial: ``SpeedDialStat``.
        case speedDialStat = 0x0091
        /// A line: ``LineStat``.
        case lineStat = 0x0092
        /// The configuration: ``ConfigStat``.
        case configStat = 0x0093
        /// The time: ``DefineTimeDate``.
        case defineTimeDate = 0x0094
        /// What the buttons do: ``ButtonTemplate``.
        case buttonTemplate = 0x0097
        /// The firmware that the device should have: ``VersionResponse``.
        case versionResponse = 0x0098
        /// The controller asks for the device's codecs.
        case capabilitiesRequest = 0x009B
        /// The device is not registered: ``RegisterReject``.
        case registerReject = 0x009D
        /// The list of controllers: ``ServerResponse``.
        case serverResponse = 0x009E
        /// The device must start again: ``Reset``.
        case reset = 0x009F
        /// The ping's answer.
        case keepAliveAck = 0x0100
        /// The soft keys: ``SoftKeyTemplate``.
        case softKeyTemplate = 0x0108
        /// The sets of soft keys: ``SoftKeySets``.
        case softKeySets = 0x0109
        /// Whether the device has left: ``UnregisterAck``.
        case unregisterAck = 0x0118
        /// The device has a token.
        case registerTokenAck = 0x011A
        /// The device has no token: ``RegisterTokenReject``.
        case registerTokenReject = 0x011B
        /// The configuration with texts of open length: ``ConfigStatDynamic``.
        case configStatDynamic = 0x0142
        /// A line with texts of open length: ``LineStatDynamic``.
        case lineStatDynamic = 0x0147
        /// A speed dial with texts of open length: ``SpeedDialStatDynamic``.
        case speedDialStatDynamic = 0x0149
        /// An SPCP device asks for a token: ``SPCPRegisterTokenRequest``.
        case spcpRegisterTokenRequest = 0x8000
        /// An SPCP device has a token: ``SPCPRegisterTokenAck``.
        case spcpRegisterTokenAck = 0x8100
        /// An SPCP device has no token: ``SPCPRegisterTokenReject``.
        case spcpRegisterTokenReject = 0x8101

        /// The identifier in a header.
        public var id: MessageID { MessageID(rawValue: rawValue) }
    }

    /// Who sends a message.
    public enum Direction: Hashable, Sendable, BitwiseCopyable {
        /// The device to its controller.
        case fromDevice
        /// The controller to a device.
        case fromController
    }
}
