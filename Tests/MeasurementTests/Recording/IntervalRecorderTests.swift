import Histogram
import Synchronization
import Testing

@testable import Measurement

/// How often the collector of a test got a set.
private final class FlipCount: Sendable {
    let value = Atomic<Int>(0)
}

@Suite("IntervalRecorder")
struct IntervalRecorderTests {
    @Test("Each series has its own corrected and uncorrected histogram")
    func seriesAreApart() {
        let recorder = IntervalRecorder(views: .separate)
        for series in LatencySeries.allCases {
            recorder.record(series, corrected: 100 + Int64(series.rawValue), uncorrected: 50 + Int64(series.rawValue))
        }
        var interval = RecordedInterval(views: .separate)
        recorder.finish()
        #expect(recorder.tryCollect(into: &interval) == .finished)
        for series in LatencySeries.allCases {
            let raw = UInt64(series.rawValue)
            #expect(interval.corrected(series).countForValue(100 + raw) == 1)
            #expect(interval.corrected(series).totalCount == 1)
            let expected = series == .lag ? 100 + raw : 50 + raw
            #expect(interval.uncorrected(series).countForValue(expected) == 1)
            #expect(interval.uncorrected(series).totalCount == 1)
        }
    }

    @Test("With one view the uncorrected histogram is the corrected one")
    func oneView() {
        let recorder = IntervalRecorder(views: .same)
        recorder.record(.token, corrected: 100, uncorrected: 50, count: 3)
        recorder.finish()
        var interval = RecordedInterval(views: .same)
        #expect(recorder.tryCollect(into: &interval) == .finished)
        #expect(interval.corrected(.token).countForValue(100) == 3)
        #expect(interval.uncorrected(.token) == interval.corrected(.token))
        #expect(interval.corrected(.token).totalCount == 3)
    }

    @Test("Zero and negative latencies are recorded as one nanosecond, long ones as sixty seconds and counted")
    func range() {
        let recorder = IntervalRecorder(views: .separate)
        let limit = Int64(LatencyRange.highestNanoseconds)
        recorder.record(.token, corrected: 0, uncorrected: -7)
        recorder.record(.token, corrected: .min, uncorrected: 1)
        recorder.record(.token, corrected: limit, uncorrected: limit)
        recorder.record(.token, corrected: limit + 1, uncorrected: limit, count: 5)
        recorder.record(.token, corrected: .max, uncorrected: .max)
        recorder.recordLag(-3, count: 2)
        recorder.finish()
        var interval = RecordedInterval(views: .separate)
        #expect(recorder.tryCollect(into: &interval) == .finished)
        #expect(interval.corrected(.token).countForValue(1) == 2)
        #expect(interval.corrected(.token).countForValue(LatencyRange.highestNanoseconds) == 7)
        #expect(interval.corrected(.token).maxRecorded == LatencyRange.highestNanoseconds)
        #expect(interval.uncorrected(.token).countForValue(1) == 2)
        #expect(interval.uncorrected(.token).countForValue(LatencyRange.highestNanoseconds) == 7)
        #expect(interval.corrected(.lag).countForValue(1) == 2)
        #expect(interval.clampedCount == 7)
    }

    @Test("A flip hands over exactly what was recorded before the checkpoint")
    func flipsAtCheckpoint() {
        let recorder = IntervalRecorder(views: .separate)
        var interval = RecordedInterval(views: .separate)
        recorder.addCompleted(2)
        recorder.requestFlip()
        recorder.addCompleted()
        #expect(recorder.tryCollect(into: &interval) == .pending)
        #expect(interval.completedCount == 0)
        recorder.checkpoint()
        recorder.addCompleted(10)
        recorder.addDenied(4)
        #expect(recorder.tryCollect(into: &interval) == .collected)
        #expect(interval.completedCount == 3)
        #expect(interval.deniedCount == 0)
        #expect(recorder.tryCollect(into: &interval) == .pending)
        recorder.requestFlip()
        recorder.checkpoint()
        #expect(recorder.tryCollect(into: &interval) == .collected)
        #expect(interval.completedCount == 13)
        #expect(interval.deniedCount == 4)
    }

    @Test("Asking again before the last flip is collected changes nothing")
    func asksOnce() {
        let recorder = IntervalRecorder(views: .separate)
        var interval = RecordedInterval(views: .separate)
        recorder.addCompleted(1)
        recorder.requestFlip()
        recorder.requestFlip()
        recorder.checkpoint()
        recorder.addCompleted(10)
        recorder.requestFlip()
        recorder.checkpoint()
        recorder.addCompleted(100)
        #expect(recorder.tryCollect(into: &interval) == .collected)
        #expect(interval.completedCount == 1)
        recorder.finish()
        #expect(recorder.tryCollect(into: &interval) == .finished)
        #expect(interval.completedCount == 111)
    }

    @Test("A writer that ends with a request open gives up both sets, once")
    func finishes() {
        let recorder = IntervalRecorder(views: .separate)
        var interval = RecordedInterval(views: .separate)
        recorder.addDenied(1)
        recorder.requestFlip()
        recorder.checkpoint()
        recorder.addDenied(2)
        recorder.finish()
        recorder.finish()
        #expect(recorder.tryCollect(into: &interval) == .finished)
        #expect(recorder.tryCollect(into: &interval) == .finished)
        #expect(interval.deniedCount == 3)
    }

    @Test("The sum over all intervals is what a writer on another thread recorded", arguments: [1, 2, 3] as [UInt64])
    func nothingLostAcrossThreads(seed: UInt64) throws {
        let recordCount = 60_000
        let recorder = IntervalRecorder(views: .separate)
        // Relaxed everywhere: a mere count, nothing else is read by it.
        let flips = FlipCount()
        let writer = try RecordingThread {
            var generator = RecordingGenerator(seed: seed)
            for index in 0..<recordCount {
                let latency = generator.latency()
                recorder.record(.token, corrected: latency, uncorrected: latency / 2, count: 2)
                recorder.record(.registrationInitial, corrected: latency, uncorrected: latency)
                recorder.addCompleted()
                if index % 16 == 0 { recorder.checkpoint() }
                // Half way the writer waits for the collector, or a fast one would end before the first flip.
                while index == recordCount / 2 && flips.value.load(ordering: .relaxed) < 3 {
                    recorder.checkpoint()
                    SystemClock.sleep(nanoseconds: 100_000)
                }
            }
            recorder.finish()
        }
        var whole = RecordedInterval(views: .separate)
        var ended = false
        while !ended {
            recorder.requestFlip()
            switch recorder.tryCollect(into: &whole) {
            case .pending: SystemClock.sleep(nanoseconds: 1_000_000)
            case .collected: flips.value.add(1, ordering: .relaxed)
            case .finished: ended = true
            }
        }
        writer.join()

        var expected = RecordedInterval(views: .separate)
        var generator = RecordingGenerator(seed: seed)
        for _ in 0..<recordCount {
            let latency = UInt64(max(generator.latency(), 1))
            let clamped = min(latency, LatencyRange.highestNanoseconds)
            let half = min(max(latency / 2, 1), LatencyRange.highestNanoseconds)
            expected.correctedHistograms[LatencySeries.token.rawValue].record(clamped, count: 2)
            expected.uncorrectedHistograms[LatencySeries.token.rawValue].record(half, count: 2)
            expected.correctedHistograms[LatencySeries.registrationInitial.rawValue].record(clamped)
        }
        #expect(flips.value.load(ordering: .relaxed) >= 3)
        #expect(whole.completedCount == UInt64(recordCount))
        #expect(whole.corrected(.token) == expected.corrected(.token))
        #expect(whole.uncorrected(.token) == expected.uncorrected(.token))
        #expect(whole.corrected(.registrationInitial) == expected.corrected(.registrationInitial))
        #expect(whole.corrected(.registrationToken).totalCount == 0)
    }
}
