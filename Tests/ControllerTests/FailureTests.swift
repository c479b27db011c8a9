import TestSupport
import Testing

/// How the tool ends where it cannot do what is asked, and what it says.
@Suite struct FailureTests {
    @Test("A port in use ends it with 1 and what to do", arguments: ["sccp", "sip", "admin"])
    func portInUse(name: String) throws {
        let other = try RunningController()
        let address = try #require(other.addresses[name])
        // An option that comes again goes before.
        let output = try RunningController.run(RunningController.freePorts + ["--\(name)", address])
        #expect(output.hasExited && output.status == 1)
        #expect(output.standardOutput.isEmpty)
        #expect(output.standardError.hasPrefix("controller: \(address) is in use: another program listens there."))
        #expect(output.standardError.contains("choose another address with --\(name) ADDRESS:PORT"))
        #expect(try other.get("/health").contains("ok"))
    }

    @Test("An address of another machine ends it with 1")
    func foreignAddress() throws {
        let output = try RunningController.run(RunningController.freePorts + ["--sip", "192.0.2.1:5060"])
        #expect(output.status == 1)
        #expect(output.standardError.hasPrefix("controller: cannot listen at 192.0.2.1:5060: "))
    }

    @Test("A bad configuration ends it with 65 and its line", arguments: [[], ["check"]])
    func badConfiguration(command: [String]) throws {
        let files = try TemporaryFiles()
        let path = try files.write("name: a\nlaw: calender\n", to: "c.yaml")
        let output = try RunningController.run(command + [path])
        #expect(output.hasExited && output.status == 65)
        #expect(output.standardOutput.isEmpty)
        #expect(output.standardError.hasPrefix("controller: \(path):2: law: \"calender\" is none of its values"))
        #expect(output.standardError.hasSuffix("did you mean \"calendar\"?\n"))
    }

    @Test("A configuration that is not there ends it with 65", arguments: [[], ["check"]])
    func missingConfiguration(command: [String]) throws {
        let output = try RunningController.run(command + ["/nonexistent/c.yaml"])
        #expect(output.status == 65)
        #expect(output.standardError == "controller: /nonexistent/c.yaml: the file cannot be read\n")
    }

    /// Words of the command line, and what the message has to name.
    static let mistakes: [([String], String)] = [
        (["--sip", "localhost:5060"], "--sip"), (["--sccp", "2000"], "--sccp"),
        (["--admin", "127.0.0.1:65536"], "--admin"),
        (["--admin"], "--admin"), (["--prt", "5"], "--prt"), (["a.yaml", "b.yaml"], "b.yaml"), (["check"], "config"),
        (["check", "a.yaml", "b.yaml"], "b.yaml"),
    ]

    @Test("A mistake on the command line ends it with 64 and says what it is", arguments: mistakes)
    func usage(arguments: [String], named: String) throws {
        let output = try RunningController.run(arguments)
        #expect(output.hasExited && output.status == 64)
        #expect(output.standardOutput.isEmpty)
        #expect(output.standardError.contains(named), "\(output.standardError)")
    }
}
