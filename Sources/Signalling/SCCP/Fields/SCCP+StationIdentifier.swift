public import Registration

extension SCCP {
    /// Which device speaks: the first 24 bytes of requests to register.
    public struct StationIdentifier: Hashable, Sendable, BitwiseCopyable {
        /// The device's name, on the wire 16 bytes padded with NUL.
        public var deviceName: DeviceName
        /// Reserved; phones send 0.
        public var userID: UInt32
        /// The instance of the device, usually 1.
        public var instance: UInt32

        /// The size on the wire.
        static var byteCount: Int { 24 }

        /// The identifier of a device.
        public init(deviceName: DeviceName, userID: UInt32 = 0, instance: UInt32 = 1) {
            self.deviceName = deviceName
            self.userID = userID
            self.instance = instance
        }

        /// Reads the first 24 bytes of a body that has as many.
        init(parsing body: Span<UInt8>) throws(ParseError) {
            let name = NameBytes(words: (body.networkUInt64(at: 0), body.networkUInt64(at: 8)))
            guard let deviceName = DeviceName(bytes: name) else { throw .invalidDeviceName }
            self.init(deviceName: deviceName, userID: body.uint32(at: 16), instance: body.uint32(at: 20))
        }

        func encode(into output: inout OutputSpan<UInt8>) {
            output.append(networkUInt64: deviceName.high)
            output.append(networkUInt64: deviceName.low)
            output.append(uint32: userID)
            output.append(uint32: instance)
        }
    }

    /// The sixteen bytes of two words, the first in the highest place.
    private struct NameBytes: Sequence, IteratorProtocol {
        var words: (UInt64, UInt64)
        private var remaining = 16

        init(words: (UInt64, UInt64)) { self.words = words }

        mutating func next() -> UInt8? {
            guard remaining > 0 else { return nil }
            remaining -= 1
            let byte = UInt8(truncatingIfNeeded: words.0 >> 56)
            words = (words.0 << 8 | words.1 >> 56, words.1 << 8)
            return byte
        }
    }
}
