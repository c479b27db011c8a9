extension TortureCase {
    private static func request(
        _ line: String, via: String = "SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKlae", _ fields: String
    )
        -> String
    { "\(line)\nVia: \(via)\n\(fields)\n\n" }

    private static func usual(_ method: String) -> String {
        """
        From: <sip:caller@example.net>;tag=1933
        To: <sip:user@example.com>
        Call-ID: case.asdof3uj203@example.net
        CSeq: 7 \(method)
        Content-Length: 0
        """
    }

    /// Sections 3.2 to 3.4: messages that are as the grammar says, and ask too much.
    static let application: [TortureCase] = [
        TortureCase(
            "3.2.1 a branch that is the cookie and nothing else", .served,
            request(
                "OPTIONS sip:user@example.com SIP/2.0", via: "SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK", usual("OPTIONS"))),
        TortureCase(
            "3.3.1 no Call-ID, From or To", .dropped,
            request("INVITE sip:user@example.com SIP/2.0", "CSeq: 1 INVITE\nl: 0")),
        TortureCase(
            "3.3.2 a scheme that nobody knows", .refused(416),
            request("OPTIONS nobodyKnowsThis:totallyopaquecontent SIP/2.0", usual("OPTIONS"))),
        TortureCase(
            "3.3.3 a scheme of another protocol", .refused(416),
            request("OPTIONS soap.beep://192.0.2.103:3002 SIP/2.0", usual("OPTIONS"))),
        TortureCase(
            "3.3.4 schemes that nobody knows in other fields", .refused(404),
            request(
                "REGISTER sip:example.com SIP/2.0",
                """
                To: isbn:2983792873
                From: <http://www.example.com>;tag=3234233
                Call-ID: case.daksdj@hyphenated-host.example.com
                CSeq: 234902 REGISTER
                Contact: <name:John_Smith>
                l: 0
                """)),
        TortureCase(
            "3.3.5 extensions that nobody supports", .refused(420),
            request(
                "OPTIONS sip:user@example.com SIP/2.0",
                "Require: nothingSupportsThis, norefersub,\n nothingSupportsThisEither\n\(usual("OPTIONS"))")),
        TortureCase(
            "3.3.6 a body of a type that nobody reads: a redirect reads none", .served,
            request(
                "INVITE sip:user@example.com SIP/2.0",
                "Content-Type: application/unknownformat\n"
                    + usual("INVITE").replacing("Content-Length: 0", with: "l: 5\n\n<audi"))),
        TortureCase(
            "3.3.7 an authorization of a scheme that nobody knows", .served,
            request(
                "REGISTER sip:example.com SIP/2.0",
                "Authorization: NoOneKnowsThisScheme opaque-data=here\n\(usual("REGISTER"))")),
        TortureCase(
            "3.3.8 several values where one is due", .refused(400),
            request(
                "INVITE sip:user@example.com SIP/2.0", "CSeq: 59 INVITE\nTo: <sip:o@example.com>\n\(usual("INVITE"))")),
        TortureCase(
            "3.3.9 several Content-Lengths", .refused(400),
            request("OPTIONS sip:user@example.com SIP/2.0", "Content-Length: 13\n\(usual("OPTIONS"))")),
        TortureCase(
            "3.3.11 no hop left, at the end of the way", .served,
            request("OPTIONS sip:user@example.com SIP/2.0", "Max-Forwards: 0\n\(usual("OPTIONS"))")),
        TortureCase(
            "3.3.11 no hop left, and the way goes on", .refused(483),
            request("INVITE sip:user@example.com SIP/2.0", "Max-Forwards: 0\n\(usual("INVITE"))")),
        TortureCase(
            "3.3.12 a parameter of a contact that nobody knows", .served,
            request(
                "REGISTER sip:example.com SIP/2.0",
                "Contact: sip:+19725552222@gw1.example.net;unknownparam\n\(usual("REGISTER"))")),
        TortureCase(
            "3.3.13 a parameter of an address that nobody knows", .served,
            request(
                "REGISTER sip:example.com SIP/2.0",
                "Contact: <sip:+19725552222@gw1.example.net;unknownparam>\n\(usual("REGISTER"))")),
        TortureCase(
            "3.3.14 header fields within the address of a contact", .served,
            request(
                "REGISTER sip:example.com SIP/2.0",
                "Contact: <sip:user@example.com?Route=%3Csip:sip.example.com%3E>\n\(usual("REGISTER"))")),
        TortureCase(
            "3.3.15 an Accept that cannot be met: a redirect sends no body", .served,
            request("INVITE sip:user@example.com SIP/2.0", "Accept: text/nobodyKnowsThis\n\(usual("INVITE"))")),
        TortureCase(
            "3.4.1 an INVITE of RFC 2543", .served,
            request(
                "INVITE sip:UserB@example.com SIP/2.0", via: "SIP/2.0/UDP iftgw.example.com",
                """
                From: <sip:+13035551111@ift.client.example.net;user=phone>
                Record-Route: <sip:UserB@example.com;maddr=ss1.example.com>
                To: sip:+16505552222@ss1.example.net;user=phone
                Call-ID: case.1717@ift.client.example.com
                CSeq: 56 INVITE
                Content-Type: application/sdp
                """)),
    ]
}
