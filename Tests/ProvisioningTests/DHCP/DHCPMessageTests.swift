import Devices
import SeededRandom
import Testing

@testable import Provisioning

@Suite struct DHCPMessageTests {
    private static func address() throws -> MACAddress { try #require(MACAddress(0x0200_0000_0001)) }

    private static func offer() throws -> DHCPMessage {
        var message = DHCPMessage(kind: .offer, transaction: 0xDEAD_BEEF, hardwareAddress: try address())
        message.yourAddress = IPv4Address(0x0A42_000A)
        message.options.set(DHCPMessage.Code.server, [10, 66, 0, 1])
        message.options.set(DHCPOptions.Code.fileServers, [10, 66, 0, 1, 10, 66, 0, 2])
        return message
    }

    @Test("A message is written as RFC 2131 draws it")
    func layout() throws {
        var message = DHCPMessage(
            kind: .discover, transaction: 0x0102_0304, hardwareAddress: try Self.address(), seconds: 5)
        message.options.set(DHCPMessage.Code.wanted, [66, 150])
        let bytes = try message.bytes()
        #expect(bytes.count == 300)
        #expect(bytes.prefix(12) == [1, 1, 6, 0, 1, 2, 3, 4, 0, 5, 0x80, 0])
        #expect(bytes[28..<36] == [2, 0, 0, 0, 0, 1, 0, 0])
        #expect(bytes[236..<249] == [99, 130, 83, 99, 53, 1, 1, 55, 2, 66, 150, 255, 0])
    }

    @Test("A message with an address of its device does not ask for broadcasts")
    func unicast() throws {
        var message = DHCPMessage(kind: .request, transaction: 1, hardwareAddress: try Self.address())
        message.clientAddress = IPv4Address(0x0A42_000A)
        let bytes = try message.bytes()
        #expect(bytes[10..<16] == [0, 0, 10, 66, 0, 10])
    }

    @Test("Each kind of message is read as it was written", arguments: DHCPMessage.Kind.allCases)
    func roundTrip(kind: DHCPMessage.Kind) throws {
        var message = try Self.offer()
        message.kind = kind
        message.seconds = 77
        message.clientAddress = IPv4Address(0x0A42_000B)
        let bytes = try message.bytes()
        #expect(try DHCPMessage(parsing: bytes.span) == message)
    }

    @Test("The options that spill over into the fields for names are read as well")
    func overload() throws {
        var message = try Self.offer()
        message.options.set(DHCPMessage.Code.overload, [3])
        var bytes = try message.bytes()
        // The list of file servers goes on in the field for the boot file, and then in that for the server's name.
        bytes.replaceSubrange(108..<115, with: [150, 4, 10, 66, 0, 3, 255])
        bytes.replaceSubrange(44..<51, with: [150, 4, 10, 66, 0, 4, 255])
        let read = try DHCPMessage(parsing: bytes.span)
        #expect(
            read.options.values[DHCPOptions.Code.fileServers]
                == [10, 66, 0, 1, 10, 66, 0, 2, 10, 66, 0, 3, 10, 66, 0, 4])
    }

    @Test("A message that is cut off anywhere before its end is none, and traps nothing")
    func truncated() throws {
        let bytes = try Self.offer().bytes()
        let end = try #require(bytes.lastIndex(of: 255))
        for count in 0..<bytes.count {
            let part = Array(bytes.prefix(count))
            let message = try? DHCPMessage(parsing: part.span)
            // Behind the options is padding alone; between two options a cut cannot be told from the end.
            if count < 243 { #expect(message == nil, "\(count) bytes") }
            if count > end { #expect(message != nil, "\(count) bytes") }
        }
    }

    @Test(
        "What is no answer to a device is none",
        arguments: [(0, 1), (1, 6), (2, 8), (236, 0), (239, 0), (242, 0), (242, 9)])
    func damaged(place: Int, byte: UInt8) throws {
        var bytes = try Self.offer().bytes()
        bytes[place] = byte
        #expect(throws: DHCPMessageError.self) { try DHCPMessage(parsing: bytes.span) }
    }

    @Test("Bytes without order trap nothing, whole or behind the head of a message")
    func noise() throws {
        var random = SplitMix64(seed: 16)
        let head = Array(try Self.offer().bytes().prefix(240))
        for round in 0..<5_000 {
            let noise = (0..<Int.random(in: 0...200, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            let bytes = round.isMultiple(of: 2) ? noise : head + [53, 1, 2, 52, 1, 3] + noise
            _ = try? DHCPMessage(parsing: bytes.span)
        }
    }

    @Test("Options that no datagram has room for are not written")
    func tooLong() throws {
        var message = try Self.offer()
        message.options.set(200, [UInt8](repeating: 1, count: 1_400))
        #expect(throws: DHCPOptionError.self) { try message.bytes() }
    }
}
