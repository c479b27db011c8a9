extension SCCP {
    /// The list of controllers, the device's primary first.
    ///
    /// Body: five times name 48, five times port 4, five times address; an address has 4 bytes, or from version 17 on 20.
    public struct ServerResponse: Message {
        /// One controller.
        public struct Server: Element {
            /// Its name.
            public var name: FixedText<48>
            /// The TCP port where it listens.
            public var port: UInt32
            /// Its address.
            public var address: Address

            /// A controller.
            public init(name: FixedText<48>, port: UInt32 = 2000, address: Address) {
                self.name = name
                self.port = port
                self.address = address
            }

            /// No controller.
            public static var blank: Server { Server(name: FixedText(), port: 0, address: .none) }
        }

        /// The controllers. Blank places behind the last one are no part of the list.
        public var servers: FixedList<5, Server>

        /// This message.
        public var kind: MessageKind { .serverResponse }

        /// The answer with these controllers.
        public init(servers: FixedList<5, Server>) { self.servers = servers }

        /// Reads a message; see ``Message/init(parsing:of:)``.
        public init(parsing body: Span<UInt8>, of header: Header) throws(ParseError) {
            let version = header.version
            try header.confirm(.serverResponse, of: body, byteCount: Self.byteCount(in: version))
            func server(_ place: Int) -> Server {
                Server(
                    name: FixedText(parsing: body.extracting(48 * place..<48 * (place + 1))),
                    port: body.uint32(at: 240 + 4 * place),
                    address: Address(
                        parsing: body, at: 260 + Address.byteCount(in: version) * place, in: version))
            }
            var count = 5
            while count > 0, server(count - 1) == .blank { count -= 1 }
            servers = FixedList()
            for place in 0..<count { servers.append(server(place)) }
        }

        private static func byteCount(in version: HeaderVersion) -> Int {
            5 * (48 + 4 + Address.byteCount(in: version))
        }

        /// 280 bytes, or 360 from version 17 on.
        public func bodyByteCount(in version: HeaderVersion) -> Int { Self.byteCount(in: version) }

        /// Appends all places.
        public func encodeBody(in version: HeaderVersion, into output: inout OutputSpan<UInt8>) {
            for place in 0..<5 { servers.padded(place).name.encode(into: &output) }
            for place in 0..<5 { output.append(uint32: servers.padded(place).port) }
            for place in 0..<5 { servers.padded(place).address.encode(in: version, into: &output) }
        }
    }
}
