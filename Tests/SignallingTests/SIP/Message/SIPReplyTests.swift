import Testing
import TestSupport

@testable import Signalling

/// What a phone reads of an answer is what the whole message says.
@Suite struct SIPReplyTests {
    private static func answer(_ status: String, _ lines: String...) -> [UInt8] {
        SIPText.wire(
            """
            SIP/2.0 \(status)
            Via: SIP/2.0/UDP 10.0.0.7:5062;rport=5062;branch=z9hG4bK00000000000000a1;received=10.0.0.7
            Via: SIP/2.0/UDP 10.0.0.8;branch=z9hG4bK00000000000000b2
            From: <sip:1001@10.0.0.1>;tag=f1
            To: <sip:1001@10.0.0.1>;tag=t1
            Call-ID: c1@10.0.0.7
            CSeq: 7 REGISTER
            \(lines.map { $0 + "\n" }.joined())

            """)
    }

    private func read(_ bytes: [UInt8], framing: SIPFraming = .datagram) throws(SIPFault) -> SIPReply? {
        try SIPReply.read(bytes.span, framing: framing)
    }

    @Test("A registration's answer says how it fared, whose it is, and what is bound")
    func registered() throws {
        let bytes = Self.answer(
            "200 OK", "Contact: <sip:1001@10.0.0.7:5062>;expires=60", "Contact: <sip:b@h>", "Server: x")
        let reply = try #require(try read(bytes))
        #expect(reply.status == .ok)
        #expect(reply.transaction.hexadecimalNumber(in: bytes.span) == 0xA1)
        #expect(reply.contact.text(in: bytes.span) == "<sip:1001@10.0.0.7:5062>;expires=60")
        #expect(reply.retryAfterSeconds(in: bytes.span) == nil)
    }

    @Test("A denial's answer says when to come back")
    func denied() throws {
        let bytes = Self.answer("503 Service Unavailable", "retry-after: 18 (storm);duration=5", "l: 0")
        let reply = try #require(try read(bytes, framing: .stream))
        #expect(reply.status == .serviceUnavailable)
        #expect(!reply.contact.isPresent)
        #expect(reply.retryAfterSeconds(in: bytes.span) == 18)
    }

    @Test(
        "A request is no answer",
        arguments: [SIPText.register, SIPText.request("NOTIFY"), SIPText.wire("GET / HTTP/1.1\n\n")])
    func request(bytes: [UInt8]) throws { #expect(try read(bytes) == nil) }

    @Test("A Via whose first value has no branch names no transaction, whatever follows")
    func noBranch() throws {
        let text =
            "SIP/2.0 200 OK\nv: SIP/2.0/UDP a, SIP/2.0/UDP b;branch=z9hG4bK1\nf: <sip:a@b>\nt: <sip:a@b>\ni: x\nCSeq: 1 REGISTER\n\n"
        #expect(try read(SIPText.wire(text))?.transaction.isPresent == false)
    }

    @Test(
        "An answer that is not in its form is refused, and why is said",
        arguments: [
            ("SIP/2.1 200 OK\n\n", SIPFault.Kind.version), ("SIP/2.0 2000 OK\n\n", .startLine),
            ("SIP/2.0 200 OK\nVia: SIP/2.0/UDP a;branch=z9hG4bK1\n\n", .missingField),
            ("SIP/2.0 200 OK\nno field\n\n", .fieldName), ("SIP/2.0 200 OK\nCall-ID: x\ni: y\n\n", .repeatedField),
            ("SIP/2.0 200 OK\nVia: SIP/2.0/UDP a;=\n\n", .malformedField),
            ("SIP/2.0 200 OK\nCSeq: 1 REGISTER\n", .truncated),
            ("SIP/2.0 200 OK\nl: -1\n\n", .malformedField), ("SIP/2.0 200 OK", .truncated),
        ])
    func faults(text: String, kind: SIPFault.Kind) {
        #expect { try read(SIPText.wire(text)) } throws: { ($0 as? SIPFault)?.kind == kind }
    }

    @Test("A body that has not come whole, or whose length a stream does not know, is refused")
    func bodies() throws {
        let bytes = Self.answer("200 OK", "Content-Length: 5")
        #expect { try read(bytes + Array("four".utf8)) } throws: { ($0 as? SIPFault)?.kind == .bodyTruncated }
        #expect(try read(bytes + Array("fives".utf8)) != nil)
        #expect { try read(Self.answer("200 OK"), framing: .stream) } throws: {
            ($0 as? SIPFault)?.kind == .missingField
        }
    }

    @Test("Whatever SIPMessage takes for an answer says the same to a phone")
    func agreement() {
        let seeds = [
            Self.answer("200 OK", "Contact: <sip:1001@10.0.0.7:5062>;expires=60", "Content-Length: 0"),
            Self.answer("503 Service Unavailable", "Retry-After: 18", "m: *"), Self.answer("100 Trying"),
        ]
        let seed = TestSeed.current
        var generator = seed.generator()
        var (readCount, refusedCount) = (0, 0)
        for _ in 0..<50_000 * StressVolume.current.factor {
            var bytes = seeds[Int.random(in: 0..<seeds.count, using: &generator)]
            for _ in 0..<Int.random(in: 1...3, using: &generator) { SIPMutationTests.mutate(&bytes, &generator) }
            let whole = ReadMessage(bytes)
            guard whole.fault == nil, let status = whole.message.status else {
                refusedCount += 1
                continue
            }
            guard let reply = try? read(bytes) else {
                Issue.record("\(Written.text(bytes)) is an answer, \(seed)")
                return
            }
            readCount += 1
            #expect(reply.status == status, "\(seed)")
            #expect(reply.transaction == whole.message.via.transaction(in: bytes.span), "\(seed)")
            #expect(reply.contact == whole.message.fields[.contact], "\(seed)")
            #expect(reply.retryAfterSeconds(in: bytes.span) == whole.waits.retryAfter, "\(seed)")
        }
        // Some of both, or the comparison says little.
        #expect(readCount > 5_000 && refusedCount > 5_000, "\(readCount) read, \(refusedCount) refused, \(seed)")
    }
}
