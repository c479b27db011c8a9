extension TortureCase {
    /// Fields that every request of the cases has, behind its top Via.
    private static func fields(_ method: String, cSeq: String? = nil, to: String? = nil, from: String? = nil) -> String
    {
        """
        Max-Forwards: 15
        From: \(from ?? "<sip:caller@example.org>;tag=f7")
        To: \(to ?? "<sip:t.watson@example.org>")
        Call-ID: case.0ha0isnda977644900765@192.0.2.15
        CSeq: \(cSeq ?? "8 \(method)")
        """
    }

    private static func request(
        _ line: String, _ method: String, cSeq: String? = nil, to: String? = nil, from: String? = nil,
        _ rest: String = "l: 0"
    ) -> String {
        """
        \(line)
        Via: SIP/2.0/UDP 192.0.2.15;branch=z9hG4bKkdjuw
        \(fields(method, cSeq: cSeq, to: to, from: from))
        \(rest)


        """
    }

    /// Section 3.1.2: messages that are not as the grammar says.
    static let invalidSyntax: [TortureCase] = [
        TortureCase(
            "3.1.2.1 extra separators in Via", .dropped,
            """
            INVITE sip:t.watson@example.org SIP/2.0
            Via: SIP/2.0/UDP 192.0.2.15;;,;,,
            \(fields("INVITE"))
            l: 0


            """),
        TortureCase(
            "3.1.2.1 extra separators in Contact", .refused(400),
            request("REGISTER sip:example.org SIP/2.0", "REGISTER", "Contact: \"Joe\" <sip:joe@example.org>;;;;")),
        TortureCase(
            "3.1.2.2 Content-Length larger than the body", .refused(400),
            request("INVITE sip:t.watson@example.org SIP/2.0", "INVITE", "Content-Length: 9999\n\nv=0")),
        TortureCase(
            "3.1.2.3 negative Content-Length", .refused(400),
            request("INVITE sip:t.watson@example.org SIP/2.0", "INVITE", "Content-Length: -999")),
        TortureCase(
            "3.1.2.4 CSeq beyond 64 bits", .refused(400),
            request("REGISTER sip:example.com SIP/2.0", "REGISTER", cSeq: "36893488147419103232 REGISTER")),
        TortureCase(
            "3.1.2.4 Max-Forwards above 255", .refused(400),
            SIPTextCases.register(replacing: "Max-Forwards: 70", by: "Max-Forwards: 300")),
        TortureCase(
            "3.1.2.5 a response with overlarge numbers", .dropped,
            """
            SIP/2.0 503 Service Unavailable
            Via: SIP/2.0/TCP host129.example.com;branch=z9hG4bKzzxdiwo34sw
            To: <sip:user@example.com>
            From: <sip:other@example.net>;tag=2easdjfejw
            CSeq: 9292394834772304023312 OPTIONS
            Call-ID: noase0of0234hn2qofoaf0232aewf2394r
            Retry-After: 949302838503028349304023988
            Content-Length: 0


            """),
        TortureCase(
            "3.1.2.6 a name in quotes without end", .refused(400),
            request("INVITE sip:t.watson@example.org SIP/2.0", "INVITE", to: "\"Mr. Watson <sip:t.watson@example.org>")),
        TortureCase(
            "3.1.2.7 brackets around the request's address", .refused(400),
            request("INVITE <sip:t.watson@example.org> SIP/2.0", "INVITE")),
        TortureCase(
            "3.1.2.8 a blank within the request's address", .refused(400),
            request("INVITE sip:t.watson@example.org; lr SIP/2.0", "INVITE")),
        TortureCase(
            "3.1.2.9 several blanks in the request line", .refused(400),
            request("INVITE  sip:t.watson@example.org  SIP/2.0", "INVITE")),
        TortureCase(
            "3.1.2.10 blanks at the end of the request line", .refused(400),
            request("OPTIONS sip:t.watson@example.org SIP/2.0  ", "OPTIONS")),
        TortureCase(
            "3.1.2.11 header fields within the request's address", .served,
            request("INVITE sip:user@example.com?Route=%3Csip:example.com%3E SIP/2.0", "INVITE")),
        TortureCase(
            "3.1.2.12 a date of another time zone", .served,
            request("INVITE sip:t.watson@example.org SIP/2.0", "INVITE", "Date: Fri, 01 Jan 2010 16:00:00 EST")),
        TortureCase(
            "3.1.2.13 a contact with a question mark and no brackets", .refused(400),
            request("REGISTER sip:example.com SIP/2.0", "REGISTER", "Contact: sip:user@example.com?Route=%3Csip:a%3E")),
        TortureCase(
            "3.1.2.14 blanks within an address", .refused(400),
            request(
                "OPTIONS sip:t.watson@example.org SIP/2.0", "OPTIONS",
                to: "\"Watson, Thomas\" < sip:t.watson@example.org >")),
        TortureCase(
            "3.1.2.15 a comma in a name without quotes", .refused(400),
            request("OPTIONS sip:t.watson@example.org SIP/2.0", "OPTIONS", from: "Bell, A <sip:a@example.com>;tag=43")),
        TortureCase(
            "3.1.2.16 another version", .refused(505),
            """
            OPTIONS sip:t.watson@example.org SIP/7.0
            Via: SIP/2.0/UDP c.example.com;branch=z9hG4bKkdjuw
            \(fields("OPTIONS"))
            l: 0


            """),
        TortureCase(
            "3.1.2.17 CSeq of another method", .refused(400),
            request("OPTIONS sip:user@example.com SIP/2.0", "OPTIONS", cSeq: "8 INVITE")),
        TortureCase(
            "3.1.2.18 CSeq of another method, none known", .refused(400),
            request("NEWMETHOD sip:user@example.com SIP/2.0", "NEWMETHOD", cSeq: "8 INVITE")),
        TortureCase(
            "3.1.2.19 a status code beyond 32 bits", .dropped,
            """
            SIP/2.0 4294967301 better not break the receiver
            Via: SIP/2.0/UDP 192.0.2.105;branch=z9hG4bK2398ndaoe
            To: <sip:user@example.com>;tag=1
            From: <sip:other@example.net>;tag=2
            CSeq: 8 INVITE
            Call-ID: bigcode.asdof3uj203asdnf3429uasdhfas3ehjasdfas9i
            Content-Length: 0


            """),
    ]
}

/// Variations of a message that is in order.
enum SIPTextCases {
    /// The REGISTER of the tests with one piece of it replaced.
    static func register(replacing old: String, by new: String) -> String {
        String(decoding: SIPText.register, as: UTF8.self).replacing("\r\n", with: "\n").replacing(old, with: new)
    }
}
