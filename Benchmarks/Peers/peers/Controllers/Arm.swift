internal import CPeers

/// One side of the comparison: a controller that serves one round.
protocol Arm: Sendable {
    /// What a thread works with.
    associatedtype Worker: CycleWorker

    /// The name in the table.
    static var label: String { get }

    /// A controller for this many devices and threads, with all its tables built.
    init(devices: Int, threads: Int, seed: UInt64) throws

    /// What thread `index` works with. Called on that thread.
    func makeWorker(index: Int) -> Worker

    /// Devices in the table, found by both their names; after the round.
    func countRegistered() -> Int
}

/// One thread's way through the cycle, a batch at a time: the harness is the same code for all arms.
protocol CycleWorker: AnyObject {
    /// Asks for a token for each device; the answers are kept for ``register(at:)``.
    func requestTokens(for numbers: Span<UInt32>, at nowNanoseconds: Int64)

    /// Registers each device of the last batch that was granted a token, with the time as context.
    func register(at nowNanoseconds: Int64)

    /// Serves up to a batch of queued devices, of any thread; returns how many.
    func serve(at nowNanoseconds: Int64) -> Int

    /// The context of a device served last.
    func context(at index: Int) -> Int64
}

/// Requests that go through the cycle together, on both sides.
var batchCount: Int { Int(PEER_BATCH_MAX) }
