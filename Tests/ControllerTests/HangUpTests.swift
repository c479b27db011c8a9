import Foundation
import TestSupport
import Testing

/// SIGHUP: the configuration is read again.
@Suite struct HangUpTests {
    private static let listen = "listen: {sccp: off, sip: off, admin: \"127.0.0.1:0\"}\n"

    /// A controller with a configuration of its own, and where that stands.
    private static func start(_ text: String) throws -> (RunningController, TemporaryFiles, path: String) {
        let files = try TemporaryFiles()
        let path = try files.write(listen + text, to: "c.yaml")
        return (try RunningController([path]), files, path)
    }

    @Test("Parameters of the file are taken over, and what needs a new start is named")
    func takesOver() throws {
        let (controller, files, _) = try Self.start("parameters: {queueDepthHigh: 111}\n")
        #expect(try controller.get("/parameters").contains("\"queueDepthHigh\": 111"))
        try files.write(
            Self.listen + "name: b\nlaw: open\nparameters: {queueDepthHigh: 222}\nserviceRatePerSecondMax: 9.5\n",
            to: "c.yaml")
        controller.call.signal(SIGHUP)
        #expect(try controller.says("\"queueDepthHigh\": 222", at: "/parameters"))
        #expect(try controller.says("\"serviceRatePerSecondMax\": 9.5", at: "/parameters"))
        #expect(try controller.warns("what changed in name, law waits for the next start"))
        #expect(controller.call.standardError.contains("SIGHUP: the configuration was read again"))
        // A second time as well as the first.
        try files.write(Self.listen + "parameters: {queueDepthHigh: 333}\n", to: "c.yaml")
        controller.call.signal(SIGHUP)
        #expect(try controller.says("\"queueDepthHigh\": 333", at: "/parameters"))
        #expect(try controller.end().status == 0)
    }

    @Test("A broken file changes nothing, and that is said with its line")
    func broken() throws {
        let (controller, files, path) = try Self.start("parameters: {queueDepthHigh: 111}\n")
        let before = try controller.get("/parameters")
        try files.write(Self.listen + "parameters:\n  queueDepthLow: 5\n  queueDepthHigh: many\n", to: "c.yaml")
        controller.call.signal(SIGHUP)
        #expect(try controller.warns("SIGHUP: nothing was changed: \(path):4: parameters.queueDepthHigh: cannot be"))
        #expect(try controller.get("/parameters") == before)
        try FileManager.default.removeItem(atPath: path)
        controller.call.signal(SIGHUP)
        #expect(try controller.warns("SIGHUP: nothing was changed: \(path): the file cannot be read"))
        #expect(try controller.get("/parameters") == before)
        #expect(try controller.end().status == 0)
    }

    @Test("Without a configuration there is nothing to read again")
    func noFile() throws {
        let controller = try RunningController()
        controller.call.signal(SIGHUP)
        #expect(try controller.warns("SIGHUP: there is no configuration to read again"))
        #expect(try controller.end().status == 0)
    }
}
