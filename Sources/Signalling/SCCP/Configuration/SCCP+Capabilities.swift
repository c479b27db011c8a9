extension SCCP {
    /// The codecs of a device.
    ///
    /// Body: their number 4, then 16 bytes each. Of more than 18 the first 18 are read.
    public struct CapabilitiesResponse: Message {
        /// One codec.
        public struct Capability: Element {
            /// Which codec: 2 G.711 A-law, 4 G.711 mu-law, 11 G.729, 15 G.729 annex B, and others.
            public var codec: UInt32
            /// The most frames in a packet.
            public var framesPerPacketMax: UInt32
            /// What the codec makes of its last eight bytes, network order read as a number.
            public var parameters: UInt64

            /// A codec.
            public init(codec: UInt32, framesPerPacketMax: UInt32, parameters: UInt64 = 0) {
                self.codec = codec
                self.framesPerPacketMax = framesPerPacketMax
                self.parameters = parameters
            }

            /// No codec.
            public static var blank: Capability { Capability(codec: 0, framesPerPacketMax: 0) }

            /// The size on the wire.
            static var byteCount: Int { 16 }
        }

        /// The codecs, best first.
        public var capabilities: FixedList<18, Capability>

        /// This message.
        public var kind: MessageKind { .capabilitiesResponse }

        /// The answer with these codecs.
        public init(capabilities: FixedList<18, Capability> = FixedList()) { self.capabilities = capabilities }

        /// Reads a message; see ``Message/init(parsing:of:)``.
        public init(parsing body: Span<UInt8>, of header: Header) throws(ParseError) {
            try header.confirm(.capabilitiesResponse, of: body, byteCount: 4)
            let count = Int(min(body.uint32(at: 0), 18))
            try header.confirm(.capabilitiesResponse, of: body, byteCount: 4 + count * Capability.byteCount)
            capabilities = FixedList()
            for place in 0..<count {
                let offset = 4 + place * Capability.byteCount
                capabilities.append(
                    Capability(
                        codec: body.uint32(at: offset), framesPerPacketMax: body.uint32(at: offset + 4),
                        parameters: body.networkUInt64(at: offset + 8)))
            }
        }

        /// As many bytes as there are codecs.
        public func bodyByteCount(in version: HeaderVersion) -> Int { 4 + capabilities.count * Capability.byteCount }

        /// Appends the number and the codecs.
        public func encodeBody(in version: HeaderVersion, into output: inout OutputSpan<UInt8>) {
            output.append(uint32: UInt32(truncatingIfNeeded: capabilities.count))
            for place in 0..<capabilities.count {
                let capability = capabilities[place]
                output.append(uint32: capability.codec)
                output.append(uint32: capability.framesPerPacketMax)
                output.append(networkUInt64: capability.parameters)
            }
        }
    }
}
