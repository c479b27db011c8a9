import Foundation
import Testing

@testable import AdminHTTP

@Suite struct LivePageTests {
    @Test("The page loads nothing from elsewhere, and its policy allows what it has and nothing else")
    func selfContained() throws {
        let response = LivePage.response
        #expect(response.contentType == "text/html; charset=utf-8")
        for address in ["http://", "https://", "src=", "url(", "@import"] {
            let places = response.body.components(separatedBy: address).count - 1
            #expect(places == (address == "http://" ? 1 : 0), "\(address): only the name of SVG's space")
        }
        let policy = try #require(response.contentSecurityPolicy)
        #expect(policy.hasPrefix("default-src 'none'; connect-src 'self'"))
        #expect(!policy.contains("unsafe") && policy.components(separatedBy: "'sha256-").count == 3)
        #expect(!response.body.contains("innerHTML"), "what comes from elsewhere is text")
    }

    @Test("An event is one line of JSON, whatever is in its texts")
    func event() {
        let event = LiveEvent(
            title: "<script>alert(1)</script>\n", progress: 0.5, facts: [("a\"", "b\\")],
            curves: [
                LiveEvent.Curve(id: "rate", name: "Rate", unit: "/s", lines: [("x", 1.5), ("y", nil), ("z", .nan)])
            ])
        #expect(
            event.json.text
                == #"{"title": "<script>alert(1)</script>\n", "progress": 0.5, "facts": [["a\"", "b\\"]], "curves": "#
                + #"[{"id": "rate", "name": "Rate", "unit": "/s", "lines": [["x", 1.5], ["y", null], ["z", null]]}]}"#)
        #expect(!event.json.text.contains("\n"))
    }
}
