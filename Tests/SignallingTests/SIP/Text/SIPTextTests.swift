import Testing

@testable import Signalling

@Suite struct SIPTextTests {
    @Test("Each set of characters is the one that its definition spells out")
    func characters() {
        let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
        let alphanumeric = letters + "0123456789"
        let visible = String(decoding: 0x21...0x7E, as: UTF8.self)
        let sets: [(SIPCharacters, String)] = [
            (.space, " \t\r\n".map(String.init).joined()), (.digit, "0123456789"),
            (.token, alphanumeric + "-.!%*_+`'~"), (.callID, alphanumeric + "-.!%*_+`'~()<>:\\\"/[]?{}@"),
            (.parameterValue, visible.filter { !";,\"<>\\".contains($0) }), (.host, alphanumeric + "-.[]:"),
            (.user, alphanumeric + "-_.!~*'()%&=+$,;?/:"), (.scheme, alphanumeric + "+-."),
            (.address, visible.filter { !"<>\"\\^`{|}".contains($0) }),
            (.digestValue, visible.filter { !",\"".contains($0) }),
        ]
        for (set, text) in sets {
            let expected = Set(text.utf8)
            for byte in UInt8.min...UInt8.max {
                #expect(set.contains(byte) == expected.contains(byte), "\(text) \(byte)")
            }
        }
    }

    @Test("A line's end is found wherever it stands, a lone CR or LF is not taken for one")
    func lineEnds() {
        for length in 0..<40 {
            let line = [UInt8](repeating: 0x8D, count: length)
            #expect(Self.end(line + [0x0D, 0x0A, 0x0D]) == .found(at: length))
            #expect(Self.end(line + [0x0A] + line) == .broken(at: length))
            #expect(Self.end(line + [0x0D, 0x41] + line) == .broken(at: length))
            #expect(Self.end(line + [0x0D]) == .missing(from: length))
            #expect(Self.end(line) == .missing(from: length))
        }
    }

    private static func end(_ bytes: [UInt8]) -> SIPLines.End { SIPLines.end(in: bytes.span, from: 0) }

    @Test("SipHash-2-4-128 gives its authors' results")
    func sipHash() {
        func hash(_ count: UInt8) -> SipHash.Value {
            var hash = SipHash(key: SipHash.Key(low: 0x0706_0504_0302_0100, high: 0x0F0E_0D0C_0B0A_0908))
            for byte in 0..<count { hash.combine(byte) }
            return hash.finish()
        }
        // The published bytes a3817f04ba25a8e66df67214c7550293 and da87c1d86b99af44347659119b22fc45, read as little-endian words.
        #expect(hash(0) == SipHash.Value(low: 0xE6A8_25BA_047F_81A3, high: 0x9302_55C7_1472_F66D))
        #expect(hash(1) == SipHash.Value(low: 0x44AF_996B_D8C1_87DA, high: 0x45FC_229B_1159_7634))
    }

    @Test("Numbers are written with the digits that they have")
    func numbers() throws {
        for value: UInt64 in [0, 9, 10, 99, 100, 4_294_967_295, 9_999_999_999_999_999_999, .max] {
            let bytes = try Written.bytes { output throws(SIPOutputFull) in try output.write(decimal: value) }
            #expect(Written.text(bytes) == "\(value)")
        }
        let padded = try Written.bytes { output throws(SIPOutputFull) in
            try output.write(decimal: 7, digitCount: 2)
            try output.write(hexadecimal: 0xABC, digitCount: 8)
        }
        #expect(Written.text(padded) == "0700000abc")
    }

    @Test(
        "Addresses are taken apart",
        arguments: [
            ("sip:alice:pw@atlanta.com:5061;transport=tcp?subject=x", "alice", "atlanta.com", 5_061),
            ("SIPS:a%40b@[2001:db8::1]:70", "a%40b", "[2001:db8::1]", 70), ("sip:10.0.0.1", "", "10.0.0.1", 0),
            ("sip:host:5060", "", "host", 5_060), ("sip:a?b;c@h", "a?b;c", "h", 0),
        ])
    func addresses(text: String, user: String, host: String, port: UInt16) throws {
        let bytes = Array((" " + text).utf8)
        let read = SIPURI(SIPSlice(1, bytes.count), in: bytes.span)
        let uri = try #require(read)
        let parts = [uri.user.text(in: bytes.span), uri.host.text(in: bytes.span)]
        #expect(parts == [user, host])
        #expect(uri.port == port)
    }

    @Test(
        "What is no address is none",
        arguments: ["sip:", "sip", ":x", "sip:@h", "sip:a@", "sip:[::1", "sip:h:x", "sip:h:70000"])
    func noAddresses(text: String) {
        let bytes = Array((" " + text).utf8)
        let uri = SIPURI(SIPSlice(1, bytes.count), in: bytes.span)
        #expect(uri == nil)
    }
}
