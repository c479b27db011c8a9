import LockFree
import Testing

@Suite struct BackoffTests {
    @Test("A wait spins first and gives up its time slice from the eighth pause on")
    func spinsThenYields() {
        var backoff = Backoff()
        for _ in 0..<7 {
            #expect(!backoff.isYielding)
            backoff.pause()
        }
        for _ in 0..<100 {
            #expect(backoff.isYielding)
            backoff.pause()
        }
    }

    @Test("A new wait begins with spinning again")
    func startsAgain() {
        var backoff = Backoff()
        for _ in 0..<20 { backoff.pause() }
        backoff = Backoff()
        #expect(!backoff.isYielding)
    }
}
