import Registration
import Testing
import TestSupport

@testable import Signalling

/// No bytes trap: what is read, judged and answered is whatever it is.
@Suite struct SIPMutationTests {
    /// Messages of every kind that is read, to be spoilt.
    static let seeds: [[UInt8]] = [
        SIPText.register,
        SIPText.request("OPTIONS", "Require: norefersub, x", "Supported: path, gruu"),
        SIPText.request(
            "REFER", "Require: norefersub", "Refer-To: <urn:X-cisco-remotecc:token-registration>",
            "Contact: <sip:a@10.0.0.7>;+sip.instance=\"<urn:uuid:00000000-0000-0000-0000-0123456789ab>\""),
        SIPText.request("INVITE", "Contact: \"x\" <sip:a@[::1]:5060;lr>;q=0.5, *", "l: 0"),
        SIPText.request(
            "REGISTER",
            "Authorization: Digest username=\"a\", realm=\"example.com\", nonce=\"\(String(repeating: "0", count: 48))\", "
                + "uri=\"sip:1001@10.0.0.1\", response=\"\(String(repeating: "a", count: 32))\", qop=auth, nc=00000001, "
                + "cnonce=\"c\"", "Contact: *", "Expires: 0"),
        SIPText.wire(
            """
            SIP/2.0 401 Unauthorized
            Via: SIP/2.0/UDP 10.0.0.7;branch=z9hG4bK1;received=1.2.3.4;rport=5, SIP/2.0/TCP h
            From: a <sip:a@b>;tag=1
            To: <sip:a@b>;tag=2
            Call-ID: x@y
            CSeq: 1 REGISTER
            WWW-Authenticate: Digest realm="example.com", nonce="n", qop="auth,auth-int", algorithm=SHA-256
            Retry-After: 5


            """),
    ]

    private static func exercise(_ bytes: [UInt8]) -> Int {
        var count = 0
        _ = [UInt8](capacity: 8_192) { output in count = SIPDecoders.exercise(bytes.span, into: &output) }
        return count
    }

    @Test("The seeds themselves are in order")
    func seedsAreRead() { for seed in Self.seeds { #expect(Self.exercise(seed) >= 1) } }

    @Test("Every truncation is read or refused, and none but the last is whole")
    func truncations() {
        for seed in Self.seeds {
            for count in 0..<seed.count {
                _ = Self.exercise(Array(seed[..<count]))
                let isWhole = ReadMessage(Array(seed[..<count])).fault == nil
                #expect(!isWhole, "\(count) of \(seed.count) bytes")
            }
        }
    }

    @Test("Every byte with every bit flipped, and with every value of note")
    func flips() {
        for seed in Self.seeds {
            var bytes = seed
            for place in seed.indices {
                for bit in 0..<8 {
                    bytes[place] = seed[place] ^ 1 << UInt8(bit)
                    _ = Self.exercise(bytes)
                }
                for value: UInt8 in [0x00, 0x0A, 0x0D, 0x20, 0x22, 0x2C, 0x3B, 0x3C, 0x5C, 0xFF] {
                    bytes[place] = value
                    _ = Self.exercise(bytes)
                }
                bytes[place] = seed[place]
            }
        }
    }

    @Test("100,000 mutations, each of up to eight steps")
    func mutations() {
        let seed = TestSeed.current
        var generator = seed.generator()
        var readCount = 0
        for _ in 0..<100_000 * StressVolume.current.factor {
            var bytes = Self.seeds[Int.random(in: 0..<Self.seeds.count, using: &generator)]
            for _ in 0..<Int.random(in: 1...8, using: &generator) { Self.mutate(&bytes, &generator) }
            readCount += Self.exercise(bytes)
        }
        // Most mutations spoil a message; those that do not keep the deeper layers busy.
        #expect(readCount > 10_000, "\(seed)")
    }

    @Test("Random bytes are no message")
    func garbage() {
        var generator = TestSeed.current.generator(1)
        for _ in 0..<10_000 {
            let count = Int.random(in: 0..<600, using: &generator)
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            #expect(Self.exercise(bytes) == 0, "\(TestSeed.current)")
        }
    }

    static func mutate(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
        guard !bytes.isEmpty else { return }
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        let end = min(bytes.count, place + Int.random(in: 1...20, using: &generator))
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.removeSubrange(place..<end)
        case 2: bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &generator))
        case 3:
            let other = seeds[Int.random(in: 0..<seeds.count, using: &generator)]
            let from = Int.random(in: 0..<other.count, using: &generator)
            bytes.insert(contentsOf: other[from..<min(other.count, from + 40)], at: place)
        case 4:
            let letters = Array("\r\n\t \",;:<>=@*%/\\[]?0".utf8)
            bytes[place] = letters[Int.random(in: 0..<letters.count, using: &generator)]
        default:
            let digits = String(UInt64.random(in: 0...(.max), using: &generator))
            bytes.insert(contentsOf: digits.utf8, at: place)
        }
    }
}
