import TestSupport
import Testing

/// `loadgen phone`, where it cannot begin. What it does with a network is the subject of the tests with programs of others.
@Suite struct PhoneTests {
    /// Words of the command line, how it ends, and what the message names.
    static let mistakes: [([String], Int32, String)] = [
        ([], 64, "--interface"), (["--interface", "a b"], 64, "no interface has such a name"),
        (["--interface", "nothere0"], 1, "nothere0: No such device"),
        (["--interface", "lo"], 64, "lo has address 127.0.0.1"),
        (["--interface", "lo", "--mac", "01:00:00:00:00:01"], 64, "--mac 01:00:00:00:00:01"),
        (["--interface", "lo", "--mac", "02:00"], 64, "--mac 02:00"),
        (["--interface", "lo", "--seconds", "0"], 64, "--seconds 0"),
    ]

    @Test("A phone that cannot be switched on says why, and does nothing", arguments: mistakes)
    func mistake(options: [String], status: Int32, named: String) throws {
        let output = try Tool.run(["phone"] + options)
        #expect(output.hasExited && output.status == status)
        #expect(output.standardOutput.isEmpty)
        #expect(output.standardError.contains(named), "\(output.standardError)")
    }
}
