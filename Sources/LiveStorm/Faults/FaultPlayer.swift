internal import Dispatch
internal import Measurement
internal import Synchronization

/// Does to controllers what a storm does to them, each thing at its time, on a thread of its own: a controller that starts may take its time, and
/// the fleet must not wait for it.
final class FaultPlayer: Sendable {
    private let faults: [LiveFault]
    private let group: ControllerGroup
    private let clock: MonotonicClock
    /// What was done since it was last asked. Written by the player, read by the fleet's thread.
    private let news = Mutex<[ControllerNews]>([])
    /// What kept it from going on. Written by the player.
    private let failure = Mutex<LiveStormError?>(nil)
    /// Signalled to end the player early.
    private let ending = DispatchSemaphore(value: 0)
    private let isEnding = Atomic<Bool>(false)
    private let running = DispatchGroup()

    /// A player that has done nothing yet.
    init(_ faults: [LiveFault], to group: ControllerGroup, clock: MonotonicClock) {
        self.faults = faults
        self.group = group
        self.clock = clock
    }

    /// Begins; the storm began at `start` on the clock.
    func begin(at start: Int64) {
        DispatchQueue(label: "faults", qos: .userInitiated).async(group: running) { self.play(from: start) }
    }

    /// Ends it: what has not been done yet is not done. Waits for what is being done.
    func end() {
        // Relaxed: it orders nothing; the wait for the group does.
        isEnding.store(true, ordering: .relaxed)
        ending.signal()
        running.wait()
    }

    /// What was done since the last call, in order: one piece of news for each fault.
    func takeNews() throws(LiveStormError) -> [ControllerNews] {
        if let failure = failure.withLock({ $0 }) { throw failure }
        return news.withLock { news in
            guard !news.isEmpty else { return [] }
            defer { news.removeAll() }
            return news
        }
    }

    // MARK: The thread

    private func play(from start: Int64) {
        do throws(LiveStormError) {
            for fault in faults {
                guard try wait(until: start + fault.time) else { return }
                try act(fault)
            }
            _ = try wait(until: .max)
        } catch {
            failure.withLock { $0 = error }
        }
    }

    /// Waits until then, and sees meanwhile that no controller ends of itself; `false` when the player shall end.
    private func wait(until time: Int64) throws(LiveStormError) -> Bool {
        while true {
            let left = time - clock.nanoseconds()
            guard left > 0 else { return !isEnding.load(ordering: .relaxed) }
            if ending.wait(timeout: .now() + .nanoseconds(Int(min(left, 500_000_000)))) == .success { return false }
            if let (index, said) = group.endedOfItself() {
                throw .controller(index, reason: "ended in the storm", said: said)
            }
        }
    }

    private func act(_ fault: LiveFault) throws(LiveStormError) {
        let index = fault.controller
        switch fault.action {
        case .kill:
            // What comes after the signal comes from nobody.
            tell(index, .isGone(keepsMemory: false))
            group.kill(index)
        case .start:
            try group.start(index)
            tell(index, .isBack)
        case .stop:
            tell(index, .isGone(keepsMemory: true))
            group.stop(index)
        case .resume:
            let wasTold = group.resume(index)
            tell(index, .isBack)
            try expect(wasTold, of: index)
        case .setSpeed(let speed):
            try expect(group.setSpeed(speed, of: index), of: index)
            tell(index, .serves(speed: speed))
        }
    }

    private func expect(_ wasTold: Bool, of index: Int) throws(LiveStormError) {
        guard !wasTold else { return }
        throw .controller(index, reason: "did not take another rate of service within 2 s", said: "")
    }

    private func tell(_ controller: Int, _ kind: ControllerNews.Kind) {
        let told = ControllerNews(controller: controller, kind: kind, at: clock.nanoseconds())
        news.withLock { $0.append(told) }
    }
}
