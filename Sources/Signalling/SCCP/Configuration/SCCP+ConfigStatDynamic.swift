extension SCCP {
    /// The configuration of a device that understands ``PhoneFeatures/dynamicMessages``.
    ///
    /// Body: station 24, lines 4, speed dials 4, then user and server, each ended by a NUL. Up to 64 bytes of each are kept.
    public struct ConfigStatDynamic: Message {
        /// Whose configuration it is.
        public var station: StationIdentifier
        /// How many lines the device has.
        public var lineCount: UInt32
        /// How many speed dials it has.
        public var speedDialCount: UInt32
        /// The user of the device.
        public var userName: FixedText<64>
        /// The controller.
        public var serverName: FixedText<64>

        /// This message.
        public var kind: MessageKind { .configStatDynamic }

        /// The configuration of a device.
        public init(
            station: StationIdentifier, userName: FixedText<64> = FixedText(), serverName: FixedText<64> = FixedText(),
            lineCount: UInt32, speedDialCount: UInt32 = 0
        ) {
            self.station = station
            self.lineCount = lineCount
            self.speedDialCount = speedDialCount
            self.userName = userName
            self.serverName = serverName
        }

        /// Reads a message; see ``Message/init(parsing:of:)``.
        public init(parsing body: Span<UInt8>, of header: Header) throws(ParseError) {
            try header.confirm(.configStatDynamic, of: body, byteCount: 34)
            station = try StationIdentifier(parsing: body)
            lineCount = body.uint32(at: 24)
            speedDialCount = body.uint32(at: 28)
            var texts = TerminatedTextReader(offset: 32)
            userName = try texts.next(in: body)
            serverName = try texts.next(in: body)
        }

        /// As many bytes as the texts have.
        public func bodyByteCount(in version: HeaderVersion) -> Int { 32 + userName.count + 1 + serverName.count + 1 }

        /// Appends all fields.
        public func encodeBody(in version: HeaderVersion, into output: inout OutputSpan<UInt8>) {
            station.encode(into: &output)
            output.append(uint32: lineCount)
            output.append(uint32: speedDialCount)
            userName.encodeTerminated(into: &output)
            serverName.encodeTerminated(into: &output)
        }
    }
}
