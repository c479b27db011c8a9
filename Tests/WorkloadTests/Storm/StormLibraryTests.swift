import Testing
import Workload

@Suite struct StormLibraryTests {
    @Test(
        "Every storm of the library is read, says what it is about, and is comparable", arguments: StormLibrary.entries)
    func entries(entry: StormLibrary.Entry) throws {
        let storm = try StormFile(yaml: Array(entry.yaml.utf8), file: entry.name)
        #expect(storm.summary?.hasSuffix(".") == true)
        let isLive = entry.name.hasPrefix("live-")
        #expect(storm.numbers["devices"] == (isLive ? 10_000 : 100_000))
        #expect(storm.numbers["rate"] == (isLive ? 500 : 1_000))
        #expect(StormLibrary.entry(entry.name) == entry)
    }

    @Test("The names are those promised, the default first")
    func names() {
        #expect(
            StormLibrary.entries.map(\.name) == [
                "primary-crash", "rolling-restart", "wan-flap", "cold-start", "slow-primary", "mixed-gateways",
                "misbehaving", "mid-storm-crash", "live-crash", "live-hang", "live-slow", "live-rolling-restart",
            ])
        #expect(StormLibrary.entry(StormLibrary.liveName) != nil)
        #expect(StormLibrary.entries[0].name == StormLibrary.defaultName)
        #expect(StormLibrary.entry("none") == nil)
    }
}
