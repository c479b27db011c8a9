internal import CPeers
internal import Foundation
internal import Measurement
internal import Synchronization

/// Where the threads of a round wait for one another before the clock starts.
final class StartLine: Sendable {
    private let count: Int
    /// Threads that are there. Written by each once.
    private let arrived = Atomic<Int>(0)

    fileprivate init(count: Int) { self.count = count }

    /// Returns when all threads of the crew have called it.
    func wait() {
        // Relaxed: the line orders time, not memory; what threads share was made before they were.
        arrived.add(1, ordering: .relaxed)
        var rounds: UInt32 = 0
        while arrived.load(ordering: .relaxed) < count { unsafe peer_relax(&rounds) }
    }
}

/// Threads of the operating system that work at the same time.
enum Crew {
    /// Runs `body` on `threads` threads of its own and returns the time from the first start to the last end, in nanoseconds.
    ///
    /// `prepare` makes on each thread what the thread needs; the clock starts when all are prepared. Blocks until all have
    /// ended.
    static func run<Tools>(
        threads: Int, clock: MonotonicClock, prepare: @escaping @Sendable (Int) -> Tools,
        body: @escaping @Sendable (Int, Tools) -> Void
    ) -> Int64 {
        let line = StartLine(count: threads)
        let group = DispatchGroup()
        let board = Board()
        for index in 0..<threads {
            group.enter()
            let thread = Thread {
                let tools = prepare(index)
                line.wait()
                let start = clock.nanoseconds()
                body(index, tools)
                let end = clock.nanoseconds()
                board.spans.withLock { $0.append((start, end)) }
                group.leave()
            }
            thread.start()
        }
        group.wait()
        return board.spans.withLock { spans in
            (spans.map(\.end).max() ?? 0) - (spans.map(\.start).min() ?? 0)
        }
    }

    /// When each thread worked.
    private final class Board: Sendable {
        let spans = Mutex<[(start: Int64, end: Int64)]>([])
    }
}
