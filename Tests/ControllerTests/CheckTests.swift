import TestSupport
import Testing

/// `controller check`: what a configuration means.
@Suite struct CheckTests {
    @Test("A good configuration is summed up, and starts nothing")
    func good() throws {
        let files = try TemporaryFiles()
        let text = """
            listen: {sip: "[::1]:5070", admin: off}
            eventLoops: 3
            capacity: {devices: 1000, exchanges: 2000, queue: 512}
            law: threshold
            discipline: drr
            sip: {digest: {users: {alice: hunter2}}}
            """
        let output = try RunningController.run(["check", try files.write(text, to: "c.yaml")])
        #expect(output.hasExited && output.status == 0)
        #expect(output.standardError.isEmpty)
        #expect(
            output.standardOutput == """
                sccp 127.0.0.1:2000
                sip [::1]:5070
                admin off
                law threshold, discipline drr, 3 event loops
                1000 devices, 2000 exchanges at once, 512 places in each tier of the queue
                ok

                """)
    }

    @Test("An empty file is the defaults")
    func empty() throws {
        let files = try TemporaryFiles()
        let output = try RunningController.run(["check", try files.write("", to: "c.yaml")])
        #expect(output.status == 0 && output.standardOutput.hasSuffix("ok\n"))
        #expect(output.standardOutput.contains("admin 127.0.0.1:8080\n"))
    }
}
