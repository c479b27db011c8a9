import Registration
import Testing

@testable import Signalling

@Suite struct SIPDemandTests {
    private static let token = "Refer-To: <urn:X-cisco-remotecc:token-registration>"

    @Test(
        "A REFER to the token address asks for a token, by contact or by From",
        arguments: [
            ("Contact: <sip:a@10.0.0.7>", "1002"), ("X: y", "1002"),
            ("Contact: <sip:a@h>;+sip.instance=\"<urn:uuid:00000000-0000-0000-0000-0123456789ab>\"", "SEP0123456789AB"),
        ])
    func token(line: String, name: String) throws {
        for target in [Self.token, "r: <URN:x-CISCO-remotecc:Token-Registration>"] {
            let read = ReadMessage(SIPText.request("REFER", line, target, "Require: norefersub"))
            guard case .token(let device) = read.demand() else {
                Issue.record("no token request")
                return
            }
            #expect(device == DeviceName(name))
        }
    }

    @Test("Another REFER is forbidden, one without a target malformed")
    func otherRefer() {
        #expect(ReadMessage(SIPText.request("REFER", "Refer-To: <sip:a@b>")).refusal == 403)
        #expect(ReadMessage(SIPText.request("REFER", "Refer-To: <sip:a@b>", "Refer-To: <sip:a@b>")).refusal == 400)
        #expect(ReadMessage(SIPText.request("REFER", "Refer-To: \"")).refusal == 400)
        #expect(ReadMessage(SIPText.request("REFER", "Contact: ;", Self.token)).refusal == 400)
        #expect(ReadMessage(SIPText.request("REFER")).refusal == 400)
    }

    @Test("Each method has its demand")
    func methods() {
        func demand(_ method: String) -> String { "\(ReadMessage(SIPText.request(method)).demand())" }
        #expect(demand("OPTIONS").hasPrefix("options"))
        #expect(demand("INVITE").hasPrefix("invite"))
        #expect(demand("ACK").hasPrefix("acknowledgment"))
        #expect(demand("CANCEL").hasPrefix("cancel"))
        #expect(demand("BYE").hasPrefix("bye"))
        for method in ["SUBSCRIBE", "NOTIFY", "MESSAGE", "INFO", "UPDATE", "PRACK", "PUBLISH"] {
            #expect(ReadMessage(SIPText.request(method)).refusal == 405)
        }
        for method in ["FETCH", "register", "REGISTERX"] {
            #expect(ReadMessage(SIPText.request(method)).refusal == 501)
        }
    }

    @Test("Every method is spelled as it is named")
    func spelling() {
        for method in SIPMethod.allCases where method != .unknown {
            #expect(ReadMessage(SIPText.request("\(method.name)")).message.method == method)
        }
    }

    @Test("What must be supported and is not is refused; an ACK and a CANCEL are never refused for it")
    func extensions() {
        #expect(ReadMessage(SIPText.request("OPTIONS", "Require: norefersub")).refusal == nil)
        for tags in ["outbound", "norefersub, gruu", "path", "100rel"] {
            #expect(ReadMessage(SIPText.request("OPTIONS", "Require: \(tags)")).refusal == 420)
            #expect(ReadMessage(SIPText.request("CANCEL", "Require: \(tags)")).refusal == nil)
            #expect(ReadMessage(SIPText.request("OPTIONS", "Supported: \(tags)")).refusal == nil)
        }
        #expect(ReadMessage(SIPText.request("OPTIONS", "Require: a b")).refusal == 400)
    }
}
