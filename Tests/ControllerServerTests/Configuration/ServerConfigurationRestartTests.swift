import Registration
import Testing

@testable import ControllerServer

/// What waits for the next start when a configuration is read again.
@Suite struct ServerConfigurationRestartTests {
    private static let users = "sip: {digest: {users: {alice: a, bob: b}}}\n"

    @Test("The same configuration needs no restart, read from a file as made", arguments: ["", users])
    func same(text: String) throws {
        let first = try ServerConfigurationTests.read(text)
        #expect(first.keysThatNeedRestart(comparedWith: try ServerConfigurationTests.read(text)) == [])
        let full = try ServerConfigurationTests.read(ServerConfigurationTests.full)
        #expect(full.keysThatNeedRestart(comparedWith: full) == [])
    }

    @Test("Parameters and the limit of service need none")
    func changeable() throws {
        let changed = try ServerConfigurationTests.read(
            "parameters: {queueDepthHigh: 9, criticalDevices: [D1]}\nserviceRatePerSecondMax: 5\n")
        #expect(ServerConfiguration().keysThatNeedRestart(comparedWith: changed) == [])
    }

    @Test(
        "Every other key does",
        arguments: [
            ("name: b", ["name"]), ("listen: {sccp: off}", ["listen"]), ("listen: {sip: \"127.0.0.1:1\"}", ["listen"]),
            ("listen: {admin: off}", ["listen"]), ("eventLoops: 3", ["eventLoops"]),
            ("capacity: {devices: 5}", ["capacity"]), ("capacity: {exchanges: 5}", ["capacity"]),
            ("capacity: {tokenSlots: 64}", ["capacity"]), ("capacity: {queue: 64}", ["capacity"]),
            ("law: open", ["law"]),
            ("discipline: drr", ["discipline"]), ("lines: {perPhone: 2}", ["lines"]),
            ("lines: {perGateway: 2}", ["lines"]), ("lines: {first: 2}", ["lines"]), ("lines: {count: 2}", ["lines"]),
            ("devices: {D1: {lines: [1]}}", ["devices"]), ("sccp: {keepAliveSeconds: 5}", ["sccp"]),
            ("sccp: {secondaryKeepAliveSeconds: 5}", ["sccp"]), ("sccp: {firstMessageSeconds: 5}", ["sccp"]),
            ("sccp: {messageSeconds: 5}", ["sccp"]), ("sccp: {dateTemplate: M-D}", ["sccp"]),
            ("sccp: {firmware: x}", ["sccp"]), ("sip: {minExpires: 5}", ["sip"]), ("sip: {maxExpires: 7200}", ["sip"]),
            ("sip: {defaultExpires: 600}", ["sip"]), ("sip: {firstMessageSeconds: 5}", ["sip"]),
            ("sip: {messageSeconds: 5}", ["sip"]), ("sip: {idleSeconds: 5}", ["sip"]),
            ("group: [{name: a, address: \"10.0.0.1:2000\"}]", ["group"]),
            (users, ["sip.digest"]), ("name: b\nlaw: open", ["name", "law"]),
        ])
    func needed(text: String, keys: [String]) throws {
        let changed = try ServerConfigurationTests.read(text + "\n")
        #expect(ServerConfiguration().keysThatNeedRestart(comparedWith: changed) == keys)
        #expect(changed.keysThatNeedRestart(comparedWith: ServerConfiguration()) == keys)
    }

    @Test(
        "A user, a password or the realm that changed is not overlooked",
        arguments: [
            ("users: {alice: a, bob: c}", true), ("users: {alice: a}", true), ("users: {alice: b, bob: a}", true),
            ("realm: other\n    users: {alice: a, bob: b}", true), ("users: {bob: b, alice: a}", false),
        ])
    func digest(text: String, isChange: Bool) throws {
        let changed = try ServerConfigurationTests.read("sip:\n  digest:\n    \(text)\n")
        let keys = try ServerConfigurationTests.read(Self.users).keysThatNeedRestart(comparedWith: changed)
        #expect(keys == (isChange ? ["sip.digest"] : []))
    }
}
