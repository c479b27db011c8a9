extension SCCP {
    /// How a line of a device is forwarded.
    ///
    /// Body: whether it is at all 4, line 4, then for all calls, when busy and without answer: whether 4, where to 24. From version
    /// 18 on a number has 25 bytes, without padding.
    public struct ForwardStat: Message {
        /// One kind of forwarding.
        public struct Forwarding: Hashable, Sendable, BitwiseCopyable {
            /// 1 where calls are forwarded, 0 where not.
            public var active: UInt32
            /// Where to. Versions before 18 carry 24 bytes of it.
            public var target: FixedText<25>

            /// A forwarding; without arguments, none.
            public init(active: UInt32 = 0, target: FixedText<25> = FixedText()) {
                self.active = active
                self.target = target
            }
        }

        /// 1 where any kind is active.
        public var active: UInt32
        /// Which line, from 1.
        public var number: UInt32
        /// Of all calls.
        public var all: Forwarding
        /// Of calls while the line is busy.
        public var busy: Forwarding
        /// Of calls that nobody answers.
        public var unanswered: Forwarding

        /// This message.
        public var kind: MessageKind { .forwardStat }

        /// The state of a line; without more arguments, it is not forwarded.
        public init(
            number: UInt32, active: UInt32 = 0, all: Forwarding = Forwarding(), busy: Forwarding = Forwarding(),
            unanswered: Forwarding = Forwarding()
        ) {
            self.active = active
            self.number = number
            self.all = all
            self.busy = busy
            self.unanswered = unanswered
        }

        /// Reads a message; see ``Message/init(parsing:of:)``.
        public init(parsing body: Span<UInt8>, of header: Header) throws(ParseError) {
            let size = header.version.dialledNumberByteCount
            try header.confirm(.forwardStat, of: body, byteCount: 8 + 3 * (4 + size))
            func forwarding(at offset: Int) -> Forwarding {
                Forwarding(
                    active: body.uint32(at: offset),
                    target: FixedText(parsing: body.extracting(offset + 4..<offset + 4 + size)))
            }
            self.init(
                number: body.uint32(at: 4), active: body.uint32(at: 0), all: forwarding(at: 8),
                busy: forwarding(at: 12 + size), unanswered: forwarding(at: 16 + 2 * size))
        }

        /// 92 bytes, or 95 from version 18 on.
        public func bodyByteCount(in version: HeaderVersion) -> Int { 8 + 3 * (4 + version.dialledNumberByteCount) }

        /// Appends all fields.
        public func encodeBody(in version: HeaderVersion, into output: inout OutputSpan<UInt8>) {
            output.append(uint32: active)
            output.append(uint32: number)
            encode(all, in: version, into: &output)
            encode(busy, in: version, into: &output)
            encode(unanswered, in: version, into: &output)
        }

        private func encode(
            _ forwarding: Forwarding, in version: HeaderVersion, into output: inout OutputSpan<UInt8>
        ) {
            output.append(uint32: forwarding.active)
            forwarding.target.encode(into: &output, fieldByteCount: version.dialledNumberByteCount)
        }
    }
}
