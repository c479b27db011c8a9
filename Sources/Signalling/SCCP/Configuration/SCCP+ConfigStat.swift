extension SCCP {
    /// The configuration of a device, in numbers.
    ///
    /// Body: station 24, user 40, server 40, lines 4, speed dials 4.
    public struct ConfigStat: Message {
        /// Whose configuration it is.
        public var station: StationIdentifier
        /// The user of the device.
        public var userName: FixedText<40>
        /// The controller.
        public var serverName: FixedText<40>
        /// How many lines the device has.
        public var lineCount: UInt32
        /// How many speed dials it has.
        public var speedDialCount: UInt32

        /// This message.
        public var kind: MessageKind { .configStat }

        /// The configuration of a device.
        public init(
            station: StationIdentifier, userName: FixedText<40> = FixedText(), serverName: FixedText<40> = FixedText(),
            lineCount: UInt32, speedDialCount: UInt32 = 0
        ) {
            self.station = station
            self.userName = userName
            self.serverName = serverName
            self.lineCount = lineCount
            self.speedDialCount = speedDialCount
        }

        /// Reads a message; see ``Message/init(parsing:of:)``.
        public init(parsing body: Span<UInt8>, of header: Header) throws(ParseError) {
            try header.confirm(.configStat, of: body, byteCount: 112)
            self.init(
                station: try StationIdentifier(parsing: body),
                userName: FixedText(parsing: body.extracting(24..<64)),
                serverName: FixedText(parsing: body.extracting(64..<104)),
                lineCount: body.uint32(at: 104), speedDialCount: body.uint32(at: 108))
        }

        /// 112 bytes.
        public func bodyByteCount(in version: HeaderVersion) -> Int { 112 }

        /// Appends all fields.
        public func encodeBody(in version: HeaderVersion, into output: inout OutputSpan<UInt8>) {
            station.encode(into: &output)
            userName.encode(into: &output)
            serverName.encode(into: &output)
            output.append(uint32: lineCount)
            output.append(uint32: speedDialCount)
        }
    }
}
