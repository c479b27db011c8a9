extension SCCP {
    /// A device asks for a token, so that it may come home to this controller.
    ///
    /// Body: station 24, IPv4 address 4, device type 4, IPv6 address 16, and in chan-sccp's description a word of unknown meaning.
    /// Every form of at least 32 bytes is understood.
    public struct RegisterTokenRequest: Message {
        /// Who asks.
        public var station: StationIdentifier
        /// Its IPv4 address, network order read as a number. Several devices may have the same.
        public var ipv4Address: UInt32
        /// Its model.
        public var deviceType: DeviceType
        /// Its IPv6 address; unspecified where the body ends before.
        public var ipv6Address: IPv6Address

        /// This message.
        public var kind: MessageKind { .registerTokenRequest }

        /// The request of a device.
        public init(
            station: StationIdentifier, ipv4Address: UInt32, deviceType: DeviceType,
            ipv6Address: IPv6Address = IPv6Address()
        ) {
            self.station = station
            self.ipv4Address = ipv4Address
            self.deviceType = deviceType
            self.ipv6Address = ipv6Address
        }

        /// Reads a message; see ``Message/init(parsing:of:)``.
        public init(parsing body: Span<UInt8>, of header: Header) throws(ParseError) {
            try header.confirm(.registerTokenRequest, of: body, byteCount: 32)
            station = try StationIdentifier(parsing: body)
            ipv4Address = body.networkUInt32(at: 24)
            deviceType = DeviceType(rawValue: body.uint32(at: 28))
            ipv6Address = body.count >= 48 ? IPv6Address(parsing: body, at: 32) : IPv6Address()
        }

        /// 48 bytes.
        public func bodyByteCount(in version: HeaderVersion) -> Int { 48 }

        /// Appends all fields.
        public func encodeBody(in version: HeaderVersion, into output: inout OutputSpan<UInt8>) {
            station.encode(into: &output)
            output.append(networkUInt32: ipv4Address)
            output.append(uint32: deviceType.rawValue)
            ipv6Address.encode(into: &output)
        }
    }

    /// The device has no token, and when to ask again.
    public struct RegisterTokenReject: WordMessage {
        /// Seconds until the device may ask again. Zero and very large values are possible on the wire; what phones make of
        /// them is not known.
        public var waitSeconds: UInt32

        /// This message.
        public static var kind: MessageKind { .registerTokenReject }

        /// The denial with this waiting time.
        public init(waitSeconds: UInt32) { self.waitSeconds = waitSeconds }

        /// The waiting time.
        public var word: UInt32 { waitSeconds }

        /// The denial with this waiting time.
        public init(word: UInt32) { self.init(waitSeconds: word) }
    }
}
