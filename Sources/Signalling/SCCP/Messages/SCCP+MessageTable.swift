extension SCCP {
    /// What the protocol says of a kind of message: a row of the table.
    public struct MessageDefinition: Hashable, Sendable {
        /// The name in the protocol's own words.
        public let name: String
        /// Who sends it.
        public let direction: Direction
        /// The size of the shortest body that is understood.
        public let bodyByteCountMin: Int
        /// The size of the longest body that we write. A longer one is understood as far as it is known.
        public let bodyByteCountMax: Int

        /// A message of the device's.
        static func device(_ name: String, _ byteCounts: ClosedRange<Int>) -> MessageDefinition {
            MessageDefinition(
                name: name, direction: .fromDevice, bodyByteCountMin: byteCounts.lowerBound,
                bodyByteCountMax: byteCounts.upperBound)
        }

        /// A message of the controller's.
        static func controller(_ name: String, _ byteCounts: ClosedRange<Int>) -> MessageDefinition {
            MessageDefinition(
                name: name, direction: .fromController, bodyByteCountMin: byteCounts.lowerBound,
                bodyByteCountMax: byteCounts.upperBound)
        }
    }

    /// The size of the largest frame that we write, in any version.
    public static var encodedFrameByteCountMax: Int { Header.byteCount + 12 + 16 * 48 }
}

extension SCCP.MessageKind {
    /// The message's row of the table. A few instructions.
    public var definition: SCCP.MessageDefinition {
        switch self {
        case .keepAlive: .device("KeepAliveReq", 0...0)
        case .registerRequest: .device("RegisterReq", 36...172)
        case .forwardStatRequest: .device("ForwardStatReq", 4...4)
        case .speedDialStatRequest: .device("SpeedDialStatReq", 4...4)
        case .lineStatRequest: .device("LineStatReq", 4...4)
        case .configStatRequest: .device("ConfigStatReq", 0...0)
        case .timeDateRequest: .device("TimeDateReq", 0...0)
        case .buttonTemplateRequest: .device("ButtonTemplateReq", 0...0)
        case .versionRequest: .device("VersionReq", 0...0)
        case .capabilitiesResponse: .device("CapabilitiesRes", 4...292)
        case .serverRequest: .device("ServerReq", 0...0)
        case .alarm: .device("Alarm", 92...92)
        case .softKeySetRequest: .device("SoftKeySetReq", 0...0)
        case .unregisterRequest: .device("UnregisterReq", 0...4)
        case .softKeyTemplateRequest: .device("SoftKeyTemplateReq", 0...0)
        case .registerTokenRequest: .device("RegisterTokenReq", 32...48)
        case .registerAvailableLines: .device("RegisterAvailableLines", 4...4)
        case .registerAck: .controller("RegisterAck", 20...20)
        case .forwardStat: .controller("ForwardStat", 92...95)
        case .speedDialStat: .controller("SpeedDialStat", 68...68)
        case .lineStat: .controller("LineStat", 108...112)
        case .configStat: .controller("ConfigStat", 112...112)
        case .defineTimeDate: .controller("DefineTimeDate", 36...36)
        case .buttonTemplate: .controller("ButtonTemplate", 12...96)
        case .versionResponse: .controller("Version", 16...16)
        case .capabilitiesRequest: .controller("CapabilitiesReq", 0...0)
        case .registerReject: .controller("RegisterReject", 32...32)
        case .serverResponse: .controller("ServerRes", 280...360)
        case .reset: .controller("Reset", 4...4)
        case .keepAliveAck: .controller("KeepAliveAck", 0...0)
        case .softKeyTemplate: .controller("SoftKeyTemplateRes", 12...652)
        case .softKeySets: .controller("SoftKeySetRes", 12...780)
        case .unregisterAck: .controller("UnregisterAck", 4...4)
        case .registerTokenAck: .controller("RegisterTokenAck", 0...0)
        case .registerTokenReject: .controller("RegisterTokenReject", 4...4)
        case .configStatDynamic: .controller("ConfigStatDynamic", 34...162)
        case .lineStatDynamic: .controller("LineStatDynamic", 11...203)
        case .speedDialStatDynamic: .controller("SpeedDialStatDynamic", 6...134)
        case .spcpRegisterTokenRequest: .device("SPCPRegisterTokenReq", 36...36)
        case .spcpRegisterTokenAck: .controller("SPCPRegisterTokenAck", 4...4)
        case .spcpRegisterTokenReject: .controller("SPCPRegisterTokenReject", 4...4)
        }
    }

    /// Whether the message is its identifier alone: a ``SCCP/Signal``.
    public var isSignal: Bool {
        switch self {
        case .keepAlive, .configStatRequest, .timeDateRequest, .buttonTemplateRequest, .versionRequest, .serverRequest,
            .softKeySetRequest, .softKeyTemplateRequest, .capabilitiesRequest, .keepAliveAck, .registerTokenAck:
            true
        default: false
        }
    }
}
