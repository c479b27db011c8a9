import Documents
import Testing

@testable import ControllerServer

@Suite struct ServerConfigurationErrorTests {
    /// What is wrong with a text; `nil` for nothing.
    static func error(_ text: String) -> DocumentError? {
        do {
            _ = try ServerConfigurationTests.read(text)
            return nil
        } catch { return error }
    }

    /// A mistake: the text, its line, what is said of it, and a part of what is allowed.
    struct Mistake: CustomTestStringConvertible, Sendable {
        let text: String
        let line: Int
        let message: String
        let allowed: String

        init(_ text: String, _ line: Int, _ message: String, _ allowed: String) {
            self.text = text
            self.line = line
            self.message = message
            self.allowed = allowed
        }

        var testDescription: String { text }
    }

    static let mistakes = [
        Mistake("- name\n", 1, "wrong type: the document is a list", "keys with values"),
        Mistake("law: open\nname: \"\"\n", 2, "name: a text is wrong", "1 to 47 characters"),
        Mistake("name: \(String(repeating: "x", count: 48))\n", 1, "name: a text is wrong", "1 to 47 characters"),
        Mistake("name: Jürgen\n", 1, "name: a text is wrong", "ASCII"),
        Mistake("name:\nlaw: open\n", 1, "wrong type: name is nothing", "a text or number"),
        Mistake(
            "listen:\n  sip: localhost:5060\n", 2, "listen.sip: \"localhost:5060\" is no address", "127.0.0.1:2000"),
        Mistake("listen:\n  sccp: 2000\n", 2, "listen.sccp: \"2000\" is no address", "or off"),
        Mistake("listen: off\n", 1, "wrong type: listen is \"off\"", "keys with values"),
        Mistake("\neventLoops: 0\n", 2, "eventLoops: 0 is out of range", "1 to 64"),
        Mistake("eventLoops: 65\n", 1, "eventLoops: 65 is out of range", "1 to 64"),
        Mistake("eventLoops: two\n", 1, "wrong type: eventLoops is \"two\"", "a whole number"),
        Mistake("capacity:\n  devices: 0\n", 2, "capacity.devices: 0 is out of range", "1 to 16777216"),
        Mistake("capacity:\n  devices: 16777217\n", 2, "capacity.devices: 16777217 is out of range", "1 to"),
        Mistake("capacity:\n  exchanges: -1\n", 2, "capacity.exchanges: -1 is out of range", "1 to 16777216"),
        Mistake("capacity:\n  tokenSlots: 63\n", 2, "capacity.tokenSlots: 63 is out of range", "64 to"),
        Mistake("capacity:\n  queue: 1\n", 2, "capacity.queue: 1 is out of range", "2 to"),
        Mistake(
            "eventLoops: 4\ncapacity: {exchanges: 3}\n", 2, "capacity: 3 exchanges are too few for 4 event loops",
            "capacity.exchanges >= eventLoops"),
        Mistake("serviceRatePerSecondMax: -1\n", 1, "serviceRatePerSecondMax: -1.0 is out of range", "0 to"),
        Mistake("serviceRatePerSecondMax: inf\n", 1, "wrong type: serviceRatePerSecondMax is \"inf\"", "a number"),
        Mistake("parameters:\n  queueDepthHigh: -1\n", 2, "parameters.queueDepthHigh: cannot be \"-1\"", "from 1"),
        Mistake("parameters:\n  answersDenials: yes\n", 2, "parameters.answersDenials: cannot be \"yes\"", "true or"),
        Mistake("parameters:\n  retrySeconds: [9, 5]\n", 2, "parameters.retrySeconds: cannot be \"9,5\"", "staggered"),
        Mistake("parameters:\n  criticalDevices: [{}]\n", 2, "wrong type: parameters.criticalDevices.0", "a text"),
        Mistake("lines:\n  perPhone: 256\n", 2, "lines.perPhone: 256 is out of range", "1 to 255"),
        Mistake("lines:\n  perGateway: 0\n", 2, "lines.perGateway: 0 is out of range", "1 to 65535"),
        Mistake("lines:\n  first: 12a\n", 2, "lines.first: \"12a\" is no directory name", "1 to 15 decimal digits"),
        Mistake("lines:\n  count: -1\n", 2, "lines.count: -1 is out of range", "0 to"),
        Mistake("devices:\n  a name:\n    lines: [1]\n", 3, "devices.a name: a device's name has 1 to 16", ""),
        Mistake("devices:\n  D1:\n    mailbox: 1\n", 3, "devices.D1: a device has lines", "1 to 65535 lines"),
        Mistake("devices:\n  D1:\n    lines: 1\n", 3, "wrong type: devices.D1.lines", "a list of directory names"),
        Mistake("devices:\n  D1:\n    lines:\n      - x\n", 4, "devices.D1.lines.0: \"x\" is no directory", "digits"),
        Mistake("devices:\n  D1:\n    lines: [1]\n  D1:\n    lines: [2]\n", 4, "duplicate key \"D1\"", ""),
        Mistake("sccp:\n  keepAliveSeconds: 0\n", 2, "sccp.keepAliveSeconds: 0 is out of range", "1 to 3600"),
        Mistake("sccp:\n  messageSeconds: 3601\n", 2, "sccp.messageSeconds: 3601 is out of range", "1 to 3600"),
        Mistake("sccp:\n  dateTemplate: D/M/YY\n", 2, "sccp.dateTemplate: a text is wrong", "1 to 5 characters"),
        Mistake("sip:\n  minExpires: 0\n", 2, "sip.minExpires: 0 is out of range", "1 to 2592000"),
        Mistake("sip:\n  idleSeconds: 86401\n", 2, "sip.idleSeconds: 86401 is out of range", "1 to 86400"),
        Mistake(
            "sip:\n  minExpires: 60\n  maxExpires: 30\n", 2, "sip: 60, 3600 and 30 seconds do not go together",
            "minExpires <= defaultExpires <= maxExpires"),
        Mistake("group: east\n", 1, "wrong type: group is \"east\"", "a list of controllers"),
        Mistake(
            "group:\n  - {name: east}\n", 2, "group.0: a controller of the group has a name and an address", "PORT"),
        Mistake("group:\n  - {name: a, address: \"10.0.0.1:0\"}\n", 2, "group.0: a controller of the group", "PORT"),
        Mistake("group:\n  - {name: a, address: off}\n", 2, "group.0: a controller of the group", "127.0.0.2:2000"),
        Mistake("group:\n  - {name: a, address: \"[::1]:2000\"}\n", 2, "group.0: phones are told IPv4", "127.0.0.2"),
        Mistake(
            "group:\n" + (1...6).map { "  - {name: c\($0), address: \"10.0.0.\($0):2000\"}\n" }.joined(), 7,
            "group.5: phones know five controllers", ""),
    ]

    @Test("A mistake is told with its line, what it is and what is allowed", arguments: mistakes)
    func mistake(_ mistake: Mistake) throws {
        let error = try #require(Self.error(mistake.text))
        #expect(error.line == mistake.line)
        #expect(error.message.hasPrefix(mistake.message), "\(error)")
        #expect((error.allowed ?? "").contains(mistake.allowed), "\(error)")
        #expect(error.description.hasPrefix("c.yaml:\(mistake.line): "))
    }

    @Test(
        "A key that does not exist is told with the one that was meant",
        arguments: [
            ("law: open\nlisn:\n  sip: off\n", 2, "listen"), ("listen:\n  sp: off\n", 2, "sip"),
            ("capacity: {device: 5}\n", 1, "devices"), ("parameters:\n\n  queuDepthHigh: 5\n", 3, "queueDepthHigh"),
            ("lines:\n  perPhon: 1\n", 2, "perPhone"), ("devices:\n  D1:\n    line: [1]\n", 3, "lines"),
            ("sccp:\n  keepAliveSecond: 1\n", 2, "keepAliveSeconds"), ("sip:\n  digst: {}\n", 2, "digest"),
            ("sip:\n  digest:\n    user: {}\n", 3, "users"), ("group:\n  - nam: a\n", 2, "name"),
        ])
    func suggestion(text: String, line: Int, meant: String) throws {
        let error = try #require(Self.error(text))
        #expect(error.line == line && error.suggestion == meant)
        #expect(error.message.hasPrefix("unknown key \""))
        #expect(error.description.hasSuffix("did you mean \"\(meant)\"?"))
    }

    @Test(
        "A word that is none of a choice is told with the one that was meant",
        arguments: [("\nlaw: calender\n", 2, "calendar"), ("discipline: edff\n", 1, "edf")])
    func choice(text: String, line: Int, meant: String) throws {
        let error = try #require(Self.error(text))
        #expect(error.line == line && error.suggestion == meant)
    }

    @Test("A file that cannot be read is told by its name")
    func missingFile() {
        #expect(throws: DocumentError.self) { try ServerConfiguration(path: "/nonexistent/c.yaml") }
        do {
            _ = try ServerConfiguration(path: "/nonexistent/c.yaml")
        } catch {
            #expect(error.description == "/nonexistent/c.yaml: the file cannot be read")
        }
    }
}
