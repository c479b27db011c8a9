internal import Registration

extension AddressLease {
    private typealias Code = DHCPOptions.Code

    /// Reads a lease of `address` from the options of a DHCP message, without the magic cookie.
    ///
    /// - Throws: ``DHCPOptionError`` when the bytes are cut off, or when an option of the lease has a wrong length or value.
    public init(address: IPv4Address, options bytes: some Collection<UInt8>) throws(DHCPOptionError) {
        let options = try DHCPOptions(reading: bytes)
        self.init(address: address)
        if let mask = try options.number(Code.subnetMask).map({ IPv4Address($0) }) {
            guard mask.isMask else { throw .badValue(code: Code.subnetMask) }
            subnetMask = mask
        }
        routers = try options.addresses(Code.routers)
        nameServers = try options.addresses(Code.nameServers)
        if let seconds = try options.number(Code.leaseTime) {
            duration = seconds == .max ? Self.unlimited : .seconds(Int64(seconds))
        }
        if let value = options.values[Code.fileServerName] {
            // Receivers must be prepared for NULs at the end (RFC 2132 section 2).
            guard let end = value.lastIndex(where: { $0 != 0 }) else {
                throw .badLength(code: Code.fileServerName, byteCount: value.count)
            }
            guard let name = HostName(bytes: value[...end]) else { throw .badValue(code: Code.fileServerName) }
            fileServerName = name
        }
        fileServers = try options.addresses(Code.fileServers)
    }

    /// The lease as options of a DHCP message, in the order of their codes, the end option last. A duration is rounded up to
    /// whole seconds.
    ///
    /// - Throws: ``DHCPOptionError`` when the mask is none, or when the lists do not fit into a message.
    public func optionBytes() throws(DHCPOptionError) -> [UInt8] {
        var options = DHCPOptions()
        if let subnetMask {
            guard subnetMask.isMask else { throw .badValue(code: Code.subnetMask) }
            options.set(Code.subnetMask, Self.bytes(subnetMask.number))
        }
        options.set(Code.routers, routers.flatMap { Self.bytes($0.number) })
        options.set(Code.nameServers, nameServers.flatMap { Self.bytes($0.number) })
        if let duration { options.set(Code.leaseTime, Self.bytes(Self.wireSeconds(duration))) }
        if let fileServerName { options.set(Code.fileServerName, Array(fileServerName.text.utf8)) }
        options.set(Code.fileServers, fileServers.flatMap { Self.bytes($0.number) })
        return try options.bytes()
    }

    private static func bytes(_ number: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }

    /// Whole seconds; only an unlimited lease has the number that means so.
    private static func wireSeconds(_ duration: Nanoseconds) -> UInt32 {
        guard duration != unlimited else { return .max }
        let seconds = duration.roundedUp(toMultipleOf: .seconds(1)).count / 1_000_000_000
        return UInt32(clamping: min(seconds, Int64(UInt32.max) - 1))
    }
}
