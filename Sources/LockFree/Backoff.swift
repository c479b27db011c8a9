internal import CPlatform
internal import Glibc

/// How a thread waits for another that is about to finish a few instructions: first with spin hints, each pause twice as
/// long as the last, then by giving up its time slice, since on few cores the other thread may not be running at all.
public struct Backoff: Sendable {
    private var round: UInt32 = 0

    /// Rounds of spinning before the thread yields; 2^6 hints take about a microsecond.
    private static var spinRoundMax: UInt32 { 6 }

    /// A wait that has not begun.
    public init() {}

    /// Whether the next pause gives up the time slice.
    public var isYielding: Bool { round > Self.spinRoundMax }

    /// Waits a little, longer each time.
    public mutating func pause() {
        guard !isYielding else {
            sched_yield()
            return
        }
        for _ in 0..<(1 << round) { platform_spin_hint() }
        round += 1
    }
}
