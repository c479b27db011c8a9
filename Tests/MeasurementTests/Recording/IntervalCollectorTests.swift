import Histogram
import Testing

@testable import Measurement

@Suite("IntervalCollector")
struct IntervalCollectorTests {
    @Test("Each interval is a row, and the rows add up to the totals")
    func rows() {
        let recorders = [IntervalRecorder(views: .separate), IntervalRecorder(views: .separate)]
        var collector = IntervalCollector(recorders: recorders, startedAt: 1_000_000_000)
        for (index, recorder) in recorders.enumerated() {
            recorder.record(.token, corrected: 1_000, uncorrected: 10, count: 98)
            recorder.record(.registrationToken, corrected: 2_000_000, uncorrected: 10, count: 2)
            recorder.recordLag(900_000_000, count: 500)
            recorder.addCompleted(UInt64(index) + 5)
            recorder.addDenied(1)
            recorder.finish()
        }
        let row = collector.collect(at: 2_500_000_000, queueDepth: [1, 2, 3])
        #expect(row.seconds == 1.5)
        #expect(row.completedCount == 11)
        #expect(row.deniedCount == 2)
        #expect(row.p50Nanoseconds == 1_000)
        // Lag is no answer: it is not among the percentiles.
        #expect(row.p99Nanoseconds.map { (1_999_000...2_001_000).contains($0) } == true)
        #expect(row.queueDepth == [1, 2, 3])
        let second = collector.collect(at: 3_500_000_000, queueDepth: [])
        #expect(second.completedCount == 0)
        #expect(second.p50Nanoseconds == nil)
        #expect(second.p99Nanoseconds == nil)
        #expect(collector.timeline == [row, second])
        #expect(collector.total.completedCount == 11)
        #expect(collector.total.corrected(.token).totalCount == 196)
        #expect(collector.total.uncorrected(.token).maxRecorded == 10)
        #expect(collector.total.corrected(.lag).totalCount == 1_000)
    }

    @Test("A worker that sleeps is not waited for long, and its figures come later")
    func sleepingWorker() {
        let recorder = IntervalRecorder(views: .same)
        var collector = IntervalCollector(recorders: [recorder], startedAt: 0)
        recorder.addCompleted(3)
        let before = SystemClock.nanoseconds()
        #expect(collector.collect(at: 1_000_000_000, queueDepth: []).completedCount == 0)
        #expect(SystemClock.nanoseconds() - before < 10_000_000_000)
        recorder.checkpoint()
        recorder.addCompleted(4)
        #expect(collector.collect(at: 2_000_000_000, queueDepth: []).completedCount == 3)
        let early = collector.finish(at: 3_000_000_000, queueDepth: [])
        #expect(!early)
        recorder.finish()
        let complete = collector.finish(at: 4_000_000_000, queueDepth: [])
        #expect(complete)
        #expect(collector.total.completedCount == 7)
    }

    @Test("The log holds every interval of every series, and adds up to the totals")
    func log() throws {
        let folder = try ScratchFolder()
        let log = try HistogramLogWriter(creating: folder.file("run.hlog"), startMilliseconds: 5_000, comment: "test")
        let recorder = IntervalRecorder(views: .same)
        var collector = IntervalCollector(recorders: [recorder], startedAt: 0, log: log)
        var generator = RecordingGenerator(seed: 11)
        for second in 1...3 as ClosedRange<Int64> {
            for _ in 0..<200 {
                let latency = generator.latency()
                recorder.record(.token, corrected: latency, uncorrected: latency)
                if second == 2 { recorder.recordLag(latency) }
            }
            recorder.requestFlip()
            recorder.checkpoint()
            collector.collect(at: second * 1_000_000_000, queueDepth: [])
        }
        recorder.finish()
        let complete = collector.finish(at: 3_000_000_000, queueDepth: [])
        #expect(complete)
        #expect(collector.logError == nil)
        let read = try intervals(at: folder.file("run.hlog"))
        #expect(read.map(\.tag) == ["token", "token", "lag", "token"])
        #expect(read.map(\.startMilliseconds) == [0, 1_000, 1_000, 2_000])
        #expect(read.allSatisfy { $0.lengthMilliseconds == 1_000 })
        var sum = LatencyRange.histogram()
        for interval in read where interval.tag == "token" { sum.add(interval.histogram) }
        #expect(sum == collector.total.corrected(.token))
    }

    @Test("A log that cannot be written is given up and reported; the run goes on")
    func failingLog() throws {
        let log = try HistogramLogWriter(creating: "/dev/full", startMilliseconds: 0, comment: "test")
        let recorder = IntervalRecorder(views: .same)
        var collector = IntervalCollector(recorders: [recorder], startedAt: 0, log: log)
        recorder.record(.token, corrected: 5, uncorrected: 5)
        recorder.finish()
        let complete = collector.finish(at: 1_000_000_000, queueDepth: [])
        #expect(complete)
        #expect(collector.logError?.reason == .system(operation: "write", code: 28))
        #expect(collector.total.corrected(.token).totalCount == 1)
    }
}
