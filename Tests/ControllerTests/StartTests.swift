import Foundation
import TestSupport
import Testing

/// What the tool says when it starts, and how it ends.
@Suite struct StartTests {
    @Test("It prints where it listens, and then that it is ready")
    func addresses() throws {
        let controller = try RunningController()
        let lines = controller.call.standardOutput
        #expect(
            lines.wholeMatch(
                of: /sccp 127\.0\.0\.1:[0-9]+\nsip 127\.0\.0\.1:[0-9]+\nadmin 127\.0\.0\.1:[0-9]+\nready\n/)
                != nil)
        #expect(Set(controller.addresses.values).count == 3)
        #expect(controller.addresses.values.allSatisfy { !$0.hasSuffix(":0") })
        #expect(try controller.get("/health").contains("\"status\": \"ok\""))
    }

    @Test("What is off is not printed")
    func off() throws {
        let controller = try RunningController(["--sccp", "off", "--sip", "[::1]:0", "--admin", "off"])
        #expect(controller.call.standardOutput.wholeMatch(of: /sip \[::1\]:[0-9]+\nready\n/) != nil)
    }

    @Test("Options go before the file, and the file before the defaults")
    func precedence() throws {
        let files = try TemporaryFiles()
        let path = try files.write(
            "name: east-1\nlisten: {sccp: off, sip: off, admin: \"192.0.2.1:1\"}\n", to: "c.yaml")
        let controller = try RunningController([path, "--admin", "127.0.0.1:0"])
        #expect(Set(controller.addresses.keys) == ["admin"])
        #expect(try controller.get("/health").contains("\"name\": \"east-1\""))
    }

    @Test("It ends in order at SIGTERM and at Ctrl-C, as soon as it is ready", arguments: [SIGTERM, SIGINT])
    func end(signal: Int32) throws {
        let output = try RunningController().end(signal)
        #expect(output.hasExited && output.status == 0)
        #expect(output.standardError.isEmpty, "\(output.standardError)")
        #expect(output.standardOutput.hasSuffix("ready\n"))
    }

    @Test("It goes on where what it says for the person can be written nowhere")
    func nowhereToWrite() throws {
        let controller = try RunningController(errorSink: "/dev/full")
        controller.call.signal(SIGHUP)
        // The signal is answered behind this one's back; each answer of the interface gives it time.
        for _ in 0..<20 {
            #expect(try controller.get("/health").contains("ok"))
            usleep(10_000)
        }
        let output = try controller.end()
        #expect(output.hasExited && output.status == 0)
    }
}
