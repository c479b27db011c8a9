import Foundation
import Registration
import Testing

@testable import AdminHTTP
@testable import ControllerServer

@Suite struct AdminRouterTests {
    /// An answer as any reader of JSON sees it.
    private static func object(_ response: AdminResponse) throws -> [String: Any] {
        #expect(response.contentType == "application/json")
        return try #require(try JSONSerialization.jsonObject(with: Data(response.body.utf8)) as? [String: Any])
    }

    @Test("Health says that devices can register, and how many are")
    func health() throws {
        let test = try TestParts { $0.name = "east \"1\"" }
        try test.register(DeviceName(macAddress: 1))
        let response = test.answer("GET", "/health")
        #expect(response.status == 200)
        let health = try Self.object(response)
        #expect(health["status"] as? String == "ok")
        #expect(health["name"] as? String == "east \"1\"")
        #expect(health["queueDepth"] as? Int == 0)
        #expect(health["registeredDevices"] as? Int == 1)
        try test.shutDown()
    }

    @Test("The root lists what there is, and all of it is there")
    func index() throws {
        let test = try TestParts()
        let lines = test.answer("GET", "/").body.split(separator: "\n")
        #expect(lines.count == 7)
        for line in lines {
            let words = line.split(separator: " ").map(String.init)
            let status = test.answer(words[0], words[1].replacing("NAME", with: "SEP1"), "{queueDepthHigh: 5}").status
            #expect(status == (words[1].hasPrefix("/devices") ? 404 : 200), "\(line)")
        }
        try test.shutDown()
    }

    @Test("What follows a question mark does not matter")
    func query() throws {
        let test = try TestParts()
        #expect(test.answer("GET", "/health?verbose=1").status == 200)
        try test.shutDown()
    }

    @Test(
        "Where nothing is, that is said, with where to look",
        arguments: [
            "", "/nothing", "/health/", "//health", "/devices", "*", "/" + String(repeating: "x", count: 10_000),
        ])
    func nothing(uri: String) throws {
        let test = try TestParts()
        let response = test.answer("GET", uri)
        #expect(response.status == 404)
        let message = try #require(try Self.object(response)["error"] as? String)
        #expect(message.contains("GET /") && message.count < 200)
        try test.shutDown()
    }

    @Test(
        "A method that a path does not have is refused with those that it has",
        arguments: [
            ("POST", "/", ["GET"]), ("DELETE", "/health", ["GET"]), ("POST", "/metrics", ["GET"]),
            ("PUT", "/parameters", ["GET", "PATCH"]), ("OPTIONS", "/parameters", ["GET", "PATCH"]),
            ("DELETE", "/devices/SEP1", ["GET"]), ("get", "/health", ["GET"]),
        ])
    func methods(method: String, path: String, allowed: [String]) throws {
        let test = try TestParts()
        let response = test.answer(method, path)
        #expect(response.status == 405)
        #expect(response.allowedMethods == allowed)
        try test.shutDown()
    }

    @Test("HEAD is answered as GET is", arguments: ["/", "/health", "/metrics", "/parameters", "/devices/SEP1"])
    func head(path: String) throws {
        let test = try TestParts()
        #expect(test.answer("HEAD", path).status == test.answer("GET", path).status)
        try test.shutDown()
    }

    @Test("A registered device is shown with its address and its lines")
    func device() throws {
        let test = try TestParts { $0.linesPerPhone = 2 }
        let device = DeviceName(macAddress: 0x0011_2233_4455)
        #expect(test.answer("GET", "/devices/SEP001122334455").status == 404)
        try test.register(device)
        let response = test.answer("GET", "/devices/SEP001122334455")
        #expect(response.status == 200)
        let shown = try Self.object(response)
        #expect(shown["name"] as? String == "SEP001122334455")
        #expect(shown["class"] as? String == "phone")
        #expect((shown["address"] as? String)?.hasPrefix("10.0.0.7") == true)
        #expect(shown["lines"] as? [String] == ["10000000", "10000001"])
        try test.shutDown()
    }

    @Test(
        "What is no device's name is told so",
        arguments: ["", "seventeen-letters", "SEP%20", "a/b", "é", "a b"])
    func noDevice(name: String) throws {
        let test = try TestParts()
        let response = test.answer("GET", "/devices/\(name)")
        // A sign that names may have is no mistake, but nobody's.
        #expect(response.status == (DeviceName(name) == nil ? 400 : 404))
        #expect(try Self.object(response)["error"] is String)
        try test.shutDown()
    }
}
