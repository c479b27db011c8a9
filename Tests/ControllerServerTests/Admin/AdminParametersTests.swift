import Foundation
import Registration
import Testing

@testable import AdminHTTP
@testable import ControllerServer

/// Parameters read and changed through the admin interface.
@Suite struct AdminParametersTests {
    private static func object(_ response: AdminResponse) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(response.body.utf8)) as? [String: Any])
    }

    @Test("All parameters are read, in a form in which they can be set again")
    func readAndSetAgain() throws {
        let test = try TestParts {
            $0.parameters.criticalDevices = [DeviceName(macAddress: 1), DeviceName(macAddress: 2)]
        }
        let shown = test.answer("GET", "/parameters")
        #expect(shown.status == 200)
        let names = try Self.object(shown).keys
        #expect(Set(names) == Set(ParameterField.all.map(\.name) + ["serviceRatePerSecondMax"]))
        let before = test.parts.shared.core.parameters
        let set = test.answer("PATCH", "/parameters", shown.body)
        #expect(set.status == 200 && set.body == shown.body)
        #expect(test.parts.shared.core.parameters == before)
        try test.shutDown()
    }

    @Test("Values have the types of JSON")
    func types() throws {
        let test = try TestParts {
            $0.serviceRatePerSecondMax = 12.5
            $0.parameters.criticalDevices = [DeviceName("0007")].compactMap { $0 }.reduce(into: []) { $0.insert($1) }
        }
        let shown = try Self.object(test.answer("GET", "/parameters"))
        #expect(shown["queueDepthHigh"] as? Int == 8_192)
        #expect(shown["answersDenials"] as? Bool == true)
        #expect(shown["retrySeconds"] as? String == "staggered")
        #expect(shown["serviceRatePerSecondMax"] as? Double == 12.5)
        // A name of digits is no number.
        #expect(shown["criticalDevices"] as? String == "0007")
        try test.shutDown()
    }

    @Test(
        "Some are changed, the others stay, and the answer shows all",
        arguments: [
            #"{"queueDepthHigh": 5000, "serviceRatePerSecondMax": 40, "criticalDevices": ["D1", "D2"]}"#,
            #"{"queueDepthHigh": "5000", "serviceRatePerSecondMax": 4e1, "criticalDevices": "D1,D2"}"#,
            "queueDepthHigh: 5000\nserviceRatePerSecondMax: 40\ncriticalDevices:\n  - D1\n  - D2\n",
        ])
    func change(body: String) throws {
        let test = try TestParts()
        let core = test.parts.shared.core
        var expected = core.parameters
        let response = test.answer("PATCH", "/parameters", body)
        #expect(response.status == 200)
        expected.queueDepthHigh = 5_000
        expected.criticalDevices = Set(["D1", "D2"].compactMap { DeviceName($0) })
        #expect(core.parameters == expected)
        #expect(core.serviceRatePerSecondMax == 40)
        let shown = try Self.object(response)
        #expect(shown["queueDepthHigh"] as? Int == 5_000 && shown["serviceRatePerSecondMax"] as? Int == 40)
        try test.shutDown()
    }

    /// A body, and a part of what is said of it. Each begins with a change that would be right.
    static let mistakes: [(body: String, message: String)] = [
        (#"{"queueDepthLow": 7, "queueDepthHig": 8}"#, "did you mean \"queueDepthHigh\"?"),
        (#"{"queueDepthLow": 7, "queueDepthHigh": -8}"#, "queueDepthHigh: cannot be \"-8\"; allowed: a whole number"),
        (#"{"queueDepthLow": 7, "queueDepthHigh": 99999999999999999999}"#, "queueDepthHigh: cannot be"),
        (#"{"queueDepthLow": 7, "queueDepthHigh": null}"#, "wrong type: queueDepthHigh is nothing"),
        (#"{"queueDepthLow": 7, "queueDepthHigh": {"a": 1}}"#, "wrong type: queueDepthHigh is keys with values"),
        (#"{"queueDepthLow": 7, "queueDepthLow": 8}"#, "duplicate key \"queueDepthLow\""),
        (#"{"queueDepthLow": 7, "serviceRatePerSecondMax": -1}"#, "0 to 10000000; 0 for no limit"),
        (#"{"queueDepthLow": 7, "serviceRatePerSecondMax": 10000001}"#, "0 to 10000000; 0 for no limit"),
        (#"{"queueDepthLow": 7, "serviceRatePerSecondMax": "fast"}"#, "wrong type: serviceRatePerSecondMax"),
        (#"{"queueDepthLow": 7, "answersDenials": 1}"#, "answersDenials: cannot be \"1\"; allowed: true or false"),
        (#"{"queueDepthLow": 7, "criticalDevices": ["D1", "a name"]}"#, "criticalDevices: cannot be \"D1,a name\""),
        (#"{"queueDepthLow": 7"#, "syntax: "), (#"["queueDepthLow", 7]"#, "wrong type: the document is a list"),
        ("queueDepthLow: 7\n\u{1}", "syntax: "), ("", "nothing is to be changed"), ("\"\"", "wrong type: the document"),
        (String(repeating: "[", count: 60_000), "more than 1000 lists and mappings"),
    ]

    @Test("A change is refused whole when one name or value is wrong", arguments: mistakes)
    func mistake(body: String, message: String) throws {
        let test = try TestParts()
        let core = test.parts.shared.core
        let before = core.parameters
        let response = test.answer("PATCH", "/parameters", body)
        #expect(response.status == 400)
        let said = try #require(try Self.object(response)["error"] as? String)
        #expect(said.hasPrefix("parameters") && said.contains(message), "\(said)")
        #expect(core.parameters == before && core.serviceRatePerSecondMax == 0)
        try test.shutDown()
    }

    @Test("A body that is no text is refused")
    func notText() throws {
        let test = try TestParts()
        let request = AdminRequest(method: "PATCH", uri: "/parameters", body: [0x61, 0x3A, 0x20, 0xFF])
        #expect(AdminRouter(parts: test.parts).answer(request).status == 400)
        try test.shutDown()
    }

    @Test("A limit of service that is almost none stops nothing for good", arguments: [1e-300, 1e-9])
    func tinyLimit(limit: Double) throws {
        let test = try TestParts()
        #expect(test.answer("PATCH", "/parameters", "serviceRatePerSecondMax: \(limit)").status == 200)
        // One may be served at once; what follows waits until the limit is lifted.
        for number in 1...3 { try test.register(DeviceName(macAddress: UInt64(number))) }
        #expect(test.parts.registeredDeviceCount < 3)
        #expect(test.answer("PATCH", "/parameters", "serviceRatePerSecondMax: 1000").status == 200)
        for _ in 0..<12_000 where test.parts.registeredDeviceCount < 3 {
            test.clock.advance(by: .milliseconds(5))
            usleep(5_000)
        }
        #expect(test.parts.registeredDeviceCount == 3)
        try test.shutDown()
    }
}
