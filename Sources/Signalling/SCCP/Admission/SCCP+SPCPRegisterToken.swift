extension SCCP {
    /// An SPCP device (of the SPA series) asks for a token.
    ///
    /// Body: station 24, IPv4 address 4, device type 4, number of streams 4.
    public struct SPCPRegisterTokenRequest: Message {
        /// Who asks.
        public var station: StationIdentifier
        /// Its IPv4 address, network order read as a number.
        public var ipv4Address: UInt32
        /// Its model.
        public var deviceType: DeviceType
        /// How many media streams it can handle.
        public var streamCountMax: UInt32

        /// This message.
        public var kind: MessageKind { .spcpRegisterTokenRequest }

        /// The request of a device.
        public init(
            station: StationIdentifier, ipv4Address: UInt32, deviceType: DeviceType, streamCountMax: UInt32 = 0
        ) {
            self.station = station
            self.ipv4Address = ipv4Address
            self.deviceType = deviceType
            self.streamCountMax = streamCountMax
        }

        /// Reads a message; see ``Message/init(parsing:of:)``.
        public init(parsing body: Span<UInt8>, of header: Header) throws(ParseError) {
            try header.confirm(.spcpRegisterTokenRequest, of: body, byteCount: 36)
            station = try StationIdentifier(parsing: body)
            ipv4Address = body.networkUInt32(at: 24)
            deviceType = DeviceType(rawValue: body.uint32(at: 28))
            streamCountMax = body.uint32(at: 32)
        }

        /// 36 bytes.
        public func bodyByteCount(in version: HeaderVersion) -> Int { 36 }

        /// Appends all fields.
        public func encodeBody(in version: HeaderVersion, into output: inout OutputSpan<UInt8>) {
            station.encode(into: &output)
            output.append(networkUInt32: ipv4Address)
            output.append(uint32: deviceType.rawValue)
            output.append(uint32: streamCountMax)
        }
    }

    /// An SPCP device has a token.
    public struct SPCPRegisterTokenAck: WordMessage {
        /// Features of the controller; chan-sccp says 65535.
        public var features: UInt32

        /// This message.
        public static var kind: MessageKind { .spcpRegisterTokenAck }

        /// The grant, with the features that chan-sccp names.
        public init(features: UInt32 = 0xFFFF) { self.features = features }

        /// The features.
        public var word: UInt32 { features }

        /// The grant with these features.
        public init(word: UInt32) { self.init(features: word) }
    }

    /// An SPCP device has no token, and when to ask again.
    public struct SPCPRegisterTokenReject: WordMessage {
        /// Seconds until the device may ask again.
        public var waitSeconds: UInt32

        /// This message.
        public static var kind: MessageKind { .spcpRegisterTokenReject }

        /// The denial with this waiting time.
        public init(waitSeconds: UInt32) { self.waitSeconds = waitSeconds }

        /// The waiting time.
        public var word: UInt32 { waitSeconds }

        /// The denial with this waiting time.
        public init(word: UInt32) { self.init(waitSeconds: word) }
    }
}
