import Foundation
import TestSupport
import Testing

extension InteropTests {
    /// `loadgen storm --live` with the built controller: small storms, each over within half a minute.
    @Suite struct LiveStormTests {
        private static let devices = 300

        @Test(
            "A primary that is killed and comes back has all its devices home again",
            arguments: ["sccp", "sip"])
        func kill(scheme: String) throws {
            let storm = try LiveStorm("outage: { at: 1, for: 7 }", over: scheme)
            try storm.expectAllHome(t100SecondsMax: 12)
            // The same scenario has the same name, wherever it is played.
            #expect(try storm.plan("hash") == storm.hashOfSimulation())
            #expect(try storm.plan("target") == "live \(scheme)")
        }

        @Test("A primary that hangs loses its devices, and has them back when it goes on", arguments: ["sccp", "sip"])
        func hang(scheme: String) throws {
            try LiveStorm("outage: { at: 1, for: 7, keepsMemory: true }", over: scheme).expectAllHome(
                t100SecondsMax: 16)
        }

        @Test("A primary that serves at half its rate from its return on takes twice as long")
        func slowDown() throws {
            let storm = try LiveStorm(
                """
                outage: { at: 1, for: 9 }
                faults: [{ kind: slowDown, factor: 0.5, controller: 0, at: 2, for: 600 }]
                """, over: "sip+tcp")
            try storm.expectAllHome(t100SecondsMax: 20)
            // 300 at 50 a second, where saved up are 64 at most.
            #expect(try #require(storm.live["t100"] as? Double) > 4)
            #expect(try #require(storm.live["boundSeconds"] as? Double) > 5)
        }

        @Test("Three controllers that are restarted in turn keep all devices in the end")
        func rollingRestart() throws {
            let storm = try LiveStorm(
                """
                assignment: balanced
                outage: { at: 1, for: 5 }
                faults:
                  - { kind: crash, controller: 1, at: 9, for: 5 }
                  - { kind: crash, controller: 2, at: 17, for: 5 }
                """, over: "sccp")
            try storm.expectAllHome(t100SecondsMax: 12)
        }

        @Test("Ctrl-C ends a live storm with what was seen of it, and leaves neither processes nor files")
        func interrupt() throws {
            let before = LiveStorm.leftovers()
            let storm = try LiveStorm("outage: { at: 1, for: 600 }", over: "sccp", interruptAfter: 15)
            #expect(storm.output.status == 130)
            #expect(storm.output.standardOutput.contains("interrupted: 0 of 1 laws were played to their end"))
            #expect(storm.isValidFile)
            #expect(storm.live["neverRegistered"] as? Int == Self.devices)
            #expect(LiveStorm.leftovers().subtracting(before).isEmpty)
        }

        @Test(
            "What keeps a storm from being played live is said, with what to do",
            arguments: [
                (["--controller", "/nowhere/controller"], "swift build --product controller"),
                (["--faults", "wanFlap@20+5/0"], "hang@START+LENGTH"),
                (["--faults", "clockStep=5@20/0"], "without --live"),
                (["--over", "h323"], "sccp"),
                (["--devices", "1000000"], "ulimit -Hn"),
                (["--within", "0"], "--within"),
            ])
        func refusals(arguments: [String], advice: String) throws {
            let output = try BuiltTool("loadgen").start(["storm", "--live"] + arguments).output()
            #expect(output.status == 64 && output.standardError.contains(advice), "\(output.standardError)")
        }

        @Test("Options of live storms are for live storms")
        func misplaced() throws {
            let output = try BuiltTool("loadgen").start(["storm", "--over", "sip"]).output()
            #expect(output.status == 64 && output.standardError.contains("--live"))
        }
    }
}
