import Glibc
import Synchronization

/// Runs `body` on `threadCount` threads of the system at once; returns what each returned, in thread order.
///
/// All threads wait at a barrier until the last has started. Threads of the system, not tasks: the scheduler may stop them
/// between any two instructions, which is what a test of shared structures is about. Returning joins every thread, so what
/// they wrote is visible to the caller.
public func runConcurrently<Outcome: Sendable>(
    threads threadCount: Int, _ body: @escaping @Sendable (_ thread: Int) -> Outcome
) -> [Outcome] {
    let barrier = StartBarrier(threadCount: threadCount)
    let slots = (0..<threadCount).map { _ in OutcomeSlot<Outcome>() }
    let threads = slots.enumerated().map { index, slot in
        startThread {
            barrier.wait()
            slot.outcome = body(index)
        }
    }
    for thread in threads {
        let status = pthread_join(thread, nil)
        precondition(status == 0, "joining a thread that this function started cannot fail")
    }
    return slots.compactMap(\.outcome)
}

/// Gives up the rest of the time slice, so that on few cores the thread that is waited for can run.
public func yieldThread() { sched_yield() }

/// Holds threads until all have arrived.
private final class StartBarrier: Sendable {
    private let awaited: Atomic<Int>

    init(threadCount: Int) { awaited = Atomic(threadCount) }

    func wait() {
        // Acquiring and releasing: no thread's work is ordered before another's arrival.
        awaited.subtract(1, ordering: .acquiringAndReleasing)
        while awaited.load(ordering: .acquiring) > 0 { sched_yield() }
    }
}

/// What one thread returned. Sound: written by that thread only, read after it was joined.
private final class OutcomeSlot<Outcome>: @unchecked Sendable {
    var outcome: Outcome?
}

/// What a thread is to do, in a form that the C interface can carry.
private final class ThreadEntry: Sendable {
    let run: @Sendable () -> Void

    init(run: @escaping @Sendable () -> Void) { self.run = run }
}

private func startThread(_ run: @escaping @Sendable () -> Void) -> pthread_t {
    let entry = unsafe Unmanaged.passRetained(ThreadEntry(run: run)).toOpaque()
    var thread = pthread_t()
    let status = unsafe pthread_create(
        &thread, nil,
        { argument in
            guard let argument = unsafe argument else { return nil }
            unsafe Unmanaged<ThreadEntry>.fromOpaque(argument).takeRetainedValue().run()
            return nil
        }, entry)
    precondition(status == 0, "the system refused a thread: error \(status)")
    return thread
}
