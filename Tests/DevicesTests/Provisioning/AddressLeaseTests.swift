import Devices
import Registration
import SeededRandom
import Testing

@Suite struct AddressLeaseTests {
    private static let address = IPv4Address(0x0A00_0007)

    /// A lease that says everything.
    private static func full() throws -> AddressLease {
        var lease = AddressLease(address: address)
        lease.subnetMask = IPv4Address("255.255.255.0")
        lease.routers = [try #require(IPv4Address("10.0.0.1"))]
        lease.nameServers = [try #require(IPv4Address("10.0.0.2")), try #require(IPv4Address("10.0.0.3"))]
        lease.duration = .seconds(3_600)
        lease.fileServerName = HostName("tftp.example")
        lease.fileServers = [try #require(IPv4Address("10.0.0.4")), try #require(IPv4Address("10.0.0.5"))]
        return lease
    }

    private static let fullBytes: [UInt8] =
        [1, 4, 255, 255, 255, 0, 3, 4, 10, 0, 0, 1, 6, 8, 10, 0, 0, 2, 10, 0, 0, 3, 51, 4, 0, 0, 14, 16, 66, 12]
        + Array("tftp.example".utf8) + [150, 8, 10, 0, 0, 4, 10, 0, 0, 5, 255]

    @Test("A lease is written as RFC 2132 says, and read back")
    func vector() throws {
        #expect(try Self.full().optionBytes() == Self.fullBytes)
        #expect(try AddressLease(address: Self.address, options: Self.fullBytes) == Self.full())
    }

    @Test("A lease that says nothing is the end option alone")
    func empty() throws {
        let lease = AddressLease(address: Self.address)
        #expect(try lease.optionBytes() == [255])
        #expect(try AddressLease(address: Self.address, options: [255]) == lease)
        #expect(try AddressLease(address: Self.address, options: []) == lease)
    }

    @Test("Padding, other options, and what stands behind the end are passed over")
    func passedOver() throws {
        let bytes: [UInt8] = [0, 0, 12, 2, 65, 66, 0, 3, 4, 10, 0, 0, 1, 43, 0, 255, 3, 9]
        let lease = try AddressLease(address: Self.address, options: bytes)
        #expect(lease.routers == [IPv4Address(0x0A00_0001)])
        #expect(lease.fileServers == [])
    }

    @Test("A value split over several options is joined, and a long one is split")
    func splitValues() throws {
        let split: [UInt8] = [150, 2, 10, 0, 1, 4, 255, 0, 0, 0, 150, 6, 0, 4, 10, 0, 0, 5, 255]
        #expect(try AddressLease(address: Self.address, options: split).fileServers == Self.full().fileServers)
        var long = AddressLease(address: Self.address)
        long.nameServers = (0..<1_000).map { IPv4Address($0) }
        let bytes = try long.optionBytes()
        #expect(bytes.prefix(2) == [6, 255])
        #expect(try AddressLease(address: Self.address, options: bytes) == long)
    }

    @Test("NULs behind a name are not part of it")
    func trailingNULs() throws {
        let lease = try AddressLease(address: Self.address, options: [66, 4, 97, 98, 0, 0, 255])
        #expect(lease.fileServerName?.text == "ab")
    }

    @Test("A lease without end is told from the longest one that ends")
    func durations() throws {
        var lease = AddressLease(address: Self.address)
        lease.duration = AddressLease.unlimited
        #expect(try lease.optionBytes() == [51, 4, 255, 255, 255, 255, 255])
        #expect(try AddressLease(address: Self.address, options: lease.optionBytes()) == lease)
        lease.duration = .seconds(1 << 33)
        #expect(try lease.optionBytes() == [51, 4, 255, 255, 255, 254, 255])
        lease.duration = .milliseconds(1_001)
        #expect(try lease.optionBytes() == [51, 4, 0, 0, 0, 2, 255])
        lease.duration = .seconds(-5)
        #expect(try lease.optionBytes() == [51, 4, 0, 0, 0, 0, 255])
    }

    @Test(
        "What is cut off or cannot be is refused, with the option at fault",
        arguments: [
            ([1], DHCPOptionError.truncated(code: 1, offset: 0)),
            ([0, 1, 4, 255], .truncated(code: 1, offset: 1)),
            ([3, 4, 10, 0, 0, 1, 6, 4, 1, 2, 3], .truncated(code: 6, offset: 6)),
            ([1, 3, 255, 255, 255, 255], .badLength(code: 1, byteCount: 3)),
            ([1, 0, 255], .badLength(code: 1, byteCount: 0)),
            ([3, 0, 255], .badLength(code: 3, byteCount: 0)),
            ([6, 5, 1, 2, 3, 4, 5, 255], .badLength(code: 6, byteCount: 5)),
            ([150, 3, 1, 2, 3, 255], .badLength(code: 150, byteCount: 3)),
            ([51, 2, 1, 2, 255], .badLength(code: 51, byteCount: 2)),
            ([66, 0, 255], .badLength(code: 66, byteCount: 0)),
            ([66, 2, 0, 0, 255], .badLength(code: 66, byteCount: 2)),
            ([66, 1, 47, 255], .badValue(code: 66)), ([66, 3, 97, 0, 98, 255], .badValue(code: 66)),
            ([1, 4, 255, 0, 255, 0, 255], .badValue(code: 1)),
        ] as [([UInt8], DHCPOptionError)])
    func refused(bytes: [UInt8], error: DHCPOptionError) {
        #expect(throws: error) { try AddressLease(address: Self.address, options: bytes) }
    }

    @Test("No cut of a good message traps, and no byte changed in it does", arguments: [1, 2] as [UInt64])
    func mutated(seed: UInt64) throws {
        for count in 0...Self.fullBytes.count {
            _ = try? AddressLease(address: Self.address, options: Self.fullBytes.prefix(count))
        }
        var generator = SplitMix64(seed: seed)
        for _ in 0..<5_000 {
            var bytes = Self.fullBytes
            for _ in 0..<1 + Int(generator.next() % 4) {
                bytes[Int(generator.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: generator.next())
            }
            guard let lease = try? AddressLease(address: Self.address, options: bytes) else { continue }
            #expect(try AddressLease(address: Self.address, options: lease.optionBytes()) == lease, "seed \(seed)")
        }
    }

    @Test("More than a message carries is neither read nor written")
    func bounded() {
        let tooMany = [UInt8](repeating: 0, count: 65_536)
        #expect(throws: DHCPOptionError.tooLong(byteCount: 65_536)) {
            try AddressLease(address: Self.address, options: tooMany)
        }
        var lease = AddressLease(address: Self.address)
        lease.routers = Array(repeating: Self.address, count: 16_384)
        #expect(throws: DHCPOptionError.self) { try lease.optionBytes() }
        lease.routers = []
        lease.subnetMask = IPv4Address(5)
        #expect(throws: DHCPOptionError.badValue(code: 1)) { try lease.optionBytes() }
    }

    @Test("A device tries the servers of option 150 first, then that of option 66, each once")
    func order() throws {
        var lease = try Self.full()
        #expect(
            lease.fileServersInOrder
                == lease.fileServers.map { .address($0) } + [.name(try #require(HostName("tftp.example")))])
        lease.fileServerName = HostName("10.0.0.5")
        #expect(lease.fileServersInOrder == lease.fileServers.map { .address($0) })
        lease.fileServers = []
        #expect(lease.fileServersInOrder == [.address(IPv4Address(0x0A00_0005))])
    }
}
