public import Registration

extension SCCP {
    /// The model of a device, as a number. Most are not named here.
    public struct DeviceType: RawRepresentable, Hashable, Sendable, BitwiseCopyable {
        /// The number on the wire.
        public let rawValue: UInt32

        /// The model with this number.
        public init(rawValue: UInt32) { self.rawValue = rawValue }

        /// The phone 7960.
        public static var phone7960: DeviceType { DeviceType(rawValue: 7) }
        /// The phone 7940.
        public static var phone7940: DeviceType { DeviceType(rawValue: 8) }
        /// A load simulator.
        public static var loadSimulator: DeviceType { DeviceType(rawValue: 0x64) }
        /// The phone 7941.
        public static var phone7941: DeviceType { DeviceType(rawValue: 0x73) }
        /// The phone 7975.
        public static var phone7975: DeviceType { DeviceType(rawValue: 0x1B5) }
        /// A gateway for voice.
        public static var voiceGateway: DeviceType { DeviceType(rawValue: 0x30) }
        /// A gateway to SIP.
        public static var sipGateway: DeviceType { DeviceType(rawValue: 0x84) }

        /// Whether the controller treats the model as a gateway: shared by many users, and so registered with priority.
        ///
        /// Gateways are the access devices, trunks and media resources of chan-sccp's list, and the ports of analogue gateways,
        /// which register one by one. Everything else is a phone.
        public var deviceClass: DeviceClass {
            switch rawValue {
            case 0x1E, 0x28...0x2B, 0x2F, 0x30: .gateway  // analogue and digital access, voice gateway
            case 0x32, 0x3E, 0x6E, 0x79, 0x83, 0x84, 0xFE: .gateway  // bridge, H.323, media termination, trunks
            case 0x754B, 0x7550: .gateway  // ports of gateways
            default: .phone
            }
        }
    }
}
