import Signalling

extension SIPSeeds {
    /// Messages as others write them: every method, short names, folded lines, lists, quoted text, bodies.
    static var foreign: [SeedFile] {
        var files = SIPMethod.allCases.map { method in
            let name = method == .unknown ? "DANCE" : method.name.description
            return request(name, named: "method-\(name)", "Content-Length: 0")
        }
        files += [
            request(
                "REGISTER", named: "folded",
                "Contact: \"A \\\"quoted\\\" name\"\n <sip:a@[2001:db8::7]:5060;lr>;q=0.5,",
                "\t<sip:b@h>;expires=0", "Supported: path,\n  gruu, outbound", "Content-Length : 0"),
            request("REGISTER", named: "wildcard", "Contact: *", "Expires: 0", "l: 0"),
            request("REGISTER", named: "extensions", "Require: x, y", "Proxy-Require: z", "l: 0"),
            request(
                "MESSAGE", named: "body", "Content-Type: text/plain", "Content-Language: en", "Content-Length: 2",
                "", "hi"),
            request(
                "INVITE", named: "routes", "Via: SIP/2.0/TCP proxy.example:5060;branch=z9hG4bKb2;received=10.0.0.9",
                "Route: <sip:proxy.example;lr>, <sip:b.example;lr>", "m: sip:a@h", "k: path", "c: application/sdp",
                "Max-Forwards: 0", "l: 0"),
            request(
                "REFER", named: "refer", "r: <urn:X-cisco-remotecc:token-registration>", "b: <sip:a@h>",
                "Require: norefersub",
                "Contact: <sip:a@h>;+sip.instance=\"<urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6>\"", "l: 0"),
        ]
        files.append(
            SeedFile(
                name: "short",
                bytes: wire([
                    "OPTIONS sip:h SIP/2.0", "v: SIP/2.0/UDP h;rport;branch=z9hG4bK1", "f: sip:a@h;tag=1", "t: sip:b@h",
                    "i: 1", "CSeq: 1 OPTIONS", "l: 0", "", "",
                ])))
        return files
    }

    /// A request of this method, with these lines behind the fields that all have. A line break within a line stays one.
    private static func request(_ method: String, named name: String, _ lines: String...) -> SeedFile {
        let fields = [
            "\(method) sip:1001@10.0.0.1 SIP/2.0",
            "Via: SIP/2.0/UDP 10.0.0.7:5062;branch=z9hG4bKa1;rport;received=1.2.3.4",
            "From: \"One\" <sip:1001@10.0.0.1>;tag=f1", "To: <sip:1001@10.0.0.1>", "Call-ID: c1@10.0.0.7",
            "CSeq: 1 \(method)",
        ]
        return SeedFile(name: name, bytes: wire(fields + lines + (lines.contains("") ? [] : ["", ""])))
    }

    /// Lines with the line ends of the wire.
    private static func wire(_ lines: [String]) -> [UInt8] {
        Array(lines.joined(separator: "\n").replacing("\n", with: "\r\n").utf8)
    }
}
