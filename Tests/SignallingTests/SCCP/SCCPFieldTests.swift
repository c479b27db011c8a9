import Glibc
import Registration
import Signalling
import TestSupport
import Testing

@Suite("SCCP fields")
struct SCCPFieldTests {
    @Test("Text is what stands before the NUL, and what fits")
    func text() throws {
        #expect(SCCP.FixedText<4>("abcd")?.count == 4)
        #expect(SCCP.FixedText<4>("abcde") == nil)
        #expect(SCCP.FixedText<4>("a\u{0}b") == nil)
        #expect(SCCP.FixedText<4>("")?.description == "")
        #expect(SCCP.FixedText<4>(truncating: "abcd").description == "abc")
        #expect(SCCP.FixedText<4>(truncating: "aäöb").description == "aä")
        #expect(SCCP.FixedText<4>(truncating: "ab\u{0}c").description == "ab")
        #expect(SCCP.FixedText<4>(bytes: [0x61, 0, 0x62]) == SCCP.FixedText<4>("a"))
        #expect(Set([SCCP.FixedText<4>(bytes: [0x61, 0, 0x62]), SCCP.FixedText<4>(bytes: [0x61])]).count == 1)
        #expect(SCCP.FixedText<4>(bytes: [0x80, 0x01]).description == "\u{FFFD}\u{1}")
        #expect(SCCP.FixedText<4>(bytes: [1, 2, 3, 4, 5]).count == 4)
    }

    @Test("A list holds what fits, and no more")
    func list() throws {
        var list = try #require(SCCP.FixedList<3, UInt8>([1, 2]))
        #expect(SCCP.FixedList<3, UInt8>([1, 2, 3, 4]) == nil)
        let third = list.append(3)
        let fourth = list.append(4)
        #expect(third && !fourth)
        #expect(list.count == 3 && list[2] == 3)
        #expect(list == SCCP.FixedList([1, 2, 3]))
        #expect(list != SCCP.FixedList([1, 2]))
    }

    @Test("A place outside a list is a programmer's error")
    func listBounds() async {
        await #expect(processExitsWith: .failure) {
            let list = SCCP.FixedList<3, UInt8>()
            _ = list[0]
        }
    }

    @Test(
        "A MAC address is found in both ways of writing it",
        arguments: [
            (SCCP.HardwareAddress(macAddress: 0x0123_4567_89AB), 0x0123_4567_89AB),
            (SCCP.HardwareAddress(high: 0x3031_3233_3435_3637, low: 0x3839_4142), 0x0123_4567_89AB),
            (SCCP.HardwareAddress(high: 0x6162_6364_6566_4142, low: 0x4344_4546), 0xABCD_EFAB_CDEF),
            (SCCP.HardwareAddress(high: 0x3031_3233_3435_3637, low: 0x3839_4147), nil),
            (SCCP.HardwareAddress(high: 0x0123_4567_89AB_CDEF), nil),
        ] as [(SCCP.HardwareAddress, UInt64?)])
    func hardwareAddress(field: SCCP.HardwareAddress, address: UInt64?) {
        #expect(field.macAddress == address)
    }

    @Test("Gateways are told from phones by their model")
    func deviceClass() {
        for gateway: UInt32 in [0x1E, 0x28, 0x2B, 0x2F, 0x30, 0x3E, 0x79, 0x83, 0x84, 0xFE, 0x754B, 0x7550] {
            #expect(SCCP.DeviceType(rawValue: gateway).deviceClass == .gateway)
        }
        for phone: UInt32 in [0, 7, 8, 0x64, 0x73, 0x1B5, 0x27, 0x2C, .max] {
            #expect(SCCP.DeviceType(rawValue: phone).deviceClass == .phone)
        }
        #expect(SCCP.DeviceType.voiceGateway.deviceClass == .gateway)
        #expect(SCCP.DeviceType.sipGateway.deviceClass == .gateway)
        #expect(SCCP.DeviceType.phone7960.deviceClass == .phone)
        #expect(SCCP.DeviceType.phone7940.deviceClass == .phone)
        #expect(SCCP.DeviceType.phone7941.deviceClass == .phone)
        #expect(SCCP.DeviceType.phone7975.deviceClass == .phone)
        #expect(SCCP.DeviceType.loadSimulator.deviceClass == .phone)
    }

    @Test(
        "A device without a name is refused",
        arguments: ["00", "20", "53455020", "534550FF", "C3A4"])
    func deviceName(start: String) throws {
        let name = SCCPBytes.bytes(start) + [UInt8](repeating: 0, count: 16 - start.count / 2)
        let frame = SCCPBytes.bytes("24000000 00000000 29000000") + name + [UInt8](repeating: 0, count: 16)
        #expect(throws: SCCP.ParseError.invalidDeviceName) {
            try SCCPBytes.message(SCCP.RegisterTokenRequest.self, in: frame)
        }
    }

    @Test("A name may take all sixteen bytes, and what follows a NUL is no part of it")
    func longName() throws {
        for (field, name) in [
            ("GW0123456789ABCD", "GW0123456789ABCD"), ("GW1\u{0}rubbish\u{0}\u{0}\u{0}\u{0}\u{0}", "GW1"),
        ] {
            let frame =
                SCCPBytes.bytes("24000000 00000000 29000000") + Array(field.utf8) + [UInt8](repeating: 0, count: 16)
            let request = try SCCPBytes.message(SCCP.RegisterTokenRequest.self, in: frame)
            #expect(request.station.deviceName.description == name)
        }
    }

    @Test("A message is written in the version of the phone's protocol, or from before there were any")
    func version() {
        for version: UInt8 in 0...9 { #expect(SCCP.HeaderVersion(protocolVersion: version) == .basic) }
        for version: UInt8 in 10...22 {
            #expect(SCCP.HeaderVersion(protocolVersion: version).rawValue == UInt32(version))
        }
    }

    @Test("More elements than a list holds are passed over")
    func longList() throws {
        let codecs = (0..<20).flatMap { codec in [UInt8(codec)] + [UInt8](repeating: 0, count: 15) }
        let frame = SCCPBytes.bytes("48010000 00000000 10000000 14000000") + codecs
        let capabilities = try SCCPBytes.message(SCCP.CapabilitiesResponse.self, in: frame).capabilities
        #expect(capabilities.count == 18)
        #expect(capabilities[17].codec == 17)
    }

    @Test("An address that a version cannot say, or whose kind is not known, is none")
    func address() throws {
        var servers = SCCP.FixedList<5, SCCP.ServerResponse.Server>()
        servers.append(.init(name: SCCP.FixedText(), address: .ipv6(SCCP.IPv6Address(high: 1, low: 2))))
        var frame = try SCCPBytes.frame(of: SCCP.ServerResponse(servers: servers))
        #expect(try SCCPBytes.message(SCCP.ServerResponse.self, in: frame).servers[0].address == .none)
        frame = try SCCPBytes.frame(of: SCCP.ServerResponse(servers: servers), in: SCCP.HeaderVersion(rawValue: 17))
        frame[12 + 260] = 3
        #expect(try SCCPBytes.message(SCCP.ServerResponse.self, in: frame).servers[0].address == .none)
    }

    @Test("The time is what the C library makes of it")
    func time() throws {
        var generator = TestSeed.current.generator(300)
        let edges: [UInt32] = [0, 59, 86_399, 86_400, 951_782_400, 951_868_800, 4_107_542_400, .max - 86_400, .max]
        let moments = edges + (0..<10_000).map { _ in UInt32.random(in: 0...(.max), using: &generator) }
        for moment in moments {
            for offset: Int32 in [0, 3_600, -3_600, 86_399, -86_399] {
                var seconds = time_t(moment) + time_t(offset)
                // Of the structure, only the time zone's name is unsafe, and it is not read.
                var expected = unsafe tm()
                _ = unsafe gmtime_r(&seconds, &expected)
                let time = SCCP.DefineTimeDate(systemTime: moment, offsetSeconds: offset)
                let fields = [time.year, time.month, time.day, time.dayOfWeek, time.hour, time.minute, time.second]
                let reference = unsafe [
                    expected.tm_year + 1900, expected.tm_mon + 1, expected.tm_mday, expected.tm_wday, expected.tm_hour,
                    expected.tm_min, expected.tm_sec,
                ]
                #expect(fields.map(Int32.init) == reference, "\(moment) \(offset)")
                #expect(time.systemTime == moment)
            }
        }
        let moment = SCCP.DefineTimeDate(systemTime: 86_400)
        for offset: Int32 in [.min, -86_400, 86_400, .max] {
            #expect(SCCP.DefineTimeDate(systemTime: 86_400, offsetSeconds: offset) == moment)
        }
    }
}
