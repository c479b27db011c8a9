extension SCCP {
    /// A device asks to be registered.
    ///
    /// The body grew over the years, and phones send as much of it as they know: ``Form`` says where it ends. Fields behind
    /// the end are zero. A body that ends between two forms is read as the shorter one.
    public struct RegisterRequest: Message {
        /// How much of the body there is: its size, by what ends there.
        public enum Form: UInt8, CaseIterable, Hashable, Sendable, BitwiseCopyable {
            /// Station, IPv4 address, device type, streams: the least that is understood.
            case streams = 36
            /// Also the streams in use, and the protocol's version and features (7936).
            case protocolVersion = 44
            /// Also conferences.
            case conferences = 52
            /// Also the MAC address (7940, 7960, 6961).
            case hardwareAddress = 68
            /// Also lines, the IPv6 address and the firmware (7941).
            case firmware = 124
            /// Also the stamp of the configuration: all we know.
            case configuration = 172

            /// The size of the body.
            public var byteCount: Int { Int(rawValue) }

            /// The longest form in a body of this size; `nil` for a body that is too short for any.
            init?(bodyByteCount: Int) {
                switch bodyByteCount {
                case 172...: self = .configuration
                case 124...: self = .firmware
                case 68...: self = .hardwareAddress
                case 52...: self = .conferences
                case 44...: self = .protocolVersion
                case 36...: self = .streams
                default: return nil
                }
            }
        }

        /// How much of the body there is. Fields behind it are not written.
        public var form: Form
        /// Who asks.
        public var station: StationIdentifier
        /// Its IPv4 address, network order read as a number. Several devices may have the same.
        public var ipv4Address: UInt32
        /// Its model.
        public var deviceType: DeviceType
        /// How many media streams it can handle.
        public var streamCountMax: UInt32
        /// How many media streams it has now: more than 0 when it re-homes during a call.
        public var activeStreamCount: UInt32 = 0
        /// The newest version of the protocol that it speaks.
        public var protocolVersion: UInt8 = 0
        /// The byte behind the version, of unknown meaning.
        public var protocolTail: UInt8 = 0
        /// What it can do.
        public var features: PhoneFeatures = []
        /// How many conferences it can hold.
        public var conferenceCountMax: UInt32 = 0
        /// How many conferences it holds now.
        public var activeConferenceCount: UInt32 = 0
        /// Its MAC address.
        public var hardwareAddress = HardwareAddress()
        /// The scope of the IPv4 address.
        public var ipv4Scope: UInt32 = 0
        /// How many lines it can show.
        public var lineCountMax: UInt32 = 0
        /// Its IPv6 address.
        public var ipv6Address = IPv6Address()
        /// The scope of the IPv6 address.
        public var ipv6Scope: UInt32 = 0
        /// The firmware that it runs.
        public var firmware = FixedText<32>()
        /// The stamp of the configuration that it has.
        public var configurationStamp = FixedText<48>()

        /// This message.
        public var kind: MessageKind { .registerRequest }

        /// The request of a device, in this form; the fields that have no argument are zero.
        public init(
            station: StationIdentifier, ipv4Address: UInt32, deviceType: DeviceType, streamCountMax: UInt32 = 1,
            form: Form
        ) {
            self.form = form
            self.station = station
            self.ipv4Address = ipv4Address
            self.deviceType = deviceType
            self.streamCountMax = streamCountMax
        }
    }
}
