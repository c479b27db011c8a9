extension SCCP {
    /// The device is registered; next, it is asked for its codecs and asks for its configuration.
    ///
    /// Body: interval of pings 4, template of dates 6, padding 2, interval towards the backup 4, version 1, unknown 1, features 2.
    public struct RegisterAck: Message {
        /// Seconds between pings.
        public var keepAliveSeconds: UInt32
        /// How the phone shows dates, as "D.M.Y" or "M/D/YA" (A: with am and pm).
        public var dateTemplate: FixedText<6>
        /// Seconds between pings to a controller that is not the device's own at present.
        public var secondaryKeepAliveSeconds: UInt32
        /// The version of the protocol that the two speak from now on.
        public var protocolVersion: UInt8
        /// The byte behind the version, of unknown meaning.
        public var protocolTail: UInt8
        /// What the controller can do.
        public var features: PhoneFeatures

        /// This message.
        public var kind: MessageKind { .registerAck }

        /// The answer to a phone that speaks this version, with the features that chan-sccp names to phones of that version.
        public init(
            keepAliveSeconds: UInt32, secondaryKeepAliveSeconds: UInt32, protocolVersion: UInt8,
            dateTemplate: FixedText<6>
        ) {
            self.keepAliveSeconds = keepAliveSeconds
            self.dateTemplate = dateTemplate
            self.secondaryKeepAliveSeconds = secondaryKeepAliveSeconds
            self.protocolVersion = protocolVersion
            (protocolTail, features) =
                switch protocolVersion {
                case ..<4: (0, [])
                case ..<11: (0x20, PhoneFeatures(rawValue: 0xFEF1))
                default: (0x20, PhoneFeatures(rawValue: 0xFFF1))
                }
        }

        /// Reads a message; see ``Message/init(parsing:of:)``.
        public init(parsing body: Span<UInt8>, of header: Header) throws(ParseError) {
            try header.confirm(.registerAck, of: body, byteCount: 20)
            keepAliveSeconds = body.uint32(at: 0)
            dateTemplate = FixedText(parsing: body.extracting(4..<10))
            secondaryKeepAliveSeconds = body.uint32(at: 12)
            protocolVersion = body[16]
            protocolTail = body[17]
            features = PhoneFeatures(rawValue: body.uint16(at: 18))
        }

        /// 20 bytes.
        public func bodyByteCount(in version: HeaderVersion) -> Int { 20 }

        /// Appends all fields.
        public func encodeBody(in version: HeaderVersion, into output: inout OutputSpan<UInt8>) {
            output.append(uint32: keepAliveSeconds)
            dateTemplate.encode(into: &output)
            output.append(uint16: 0)
            output.append(uint32: secondaryKeepAliveSeconds)
            output.append(protocolVersion)
            output.append(protocolTail)
            output.append(uint16: features.rawValue)
        }
    }
}
