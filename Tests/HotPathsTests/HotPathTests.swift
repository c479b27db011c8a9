import Measurement
import Testing

@testable import HotPaths

/// Every hot path, at its smallest: benchmarks and gate stand on these, and must not rot.
@Suite struct HotPathTests {
    @Test("Each path does all its operations, run after run", arguments: HotPath.allCases, [1, 2])
    func doesItsWork(path: HotPath, threads: Int) throws {
        let runner = try HotPathRunner(path, HotPathSetting(devices: 300, threads: threads))
        let times = try runner.nanosecondsPerOperation(repetitions: 3, clock: .calibrated())
        #expect(times.count == 3)
        #expect(times.allSatisfy { $0 > 0 && $0.isFinite })
    }

    @Test("A run without a clock does the same operations", arguments: HotPath.allCases)
    func runsOnce(path: HotPath) throws {
        let runner = try HotPathRunner(path, HotPathSetting(devices: 300))
        #expect(try runner.runOnce() == runner.operationCount)
        #expect(runner.operationCount > 0)
    }

    @Test("A path of one device works", arguments: HotPath.allCases)
    func oneDevice(path: HotPath) throws {
        let runner = try HotPathRunner(path, HotPathSetting(devices: 1))
        #expect(try runner.runOnce() == runner.operationCount)
    }

    @Test("Threads share the devices without gaps, whatever the remainder")
    func shares() {
        for threads in 1...5 {
            let setting = HotPathSetting(devices: 17, threads: threads)
            #expect((0..<threads).flatMap { Array(setting.share(of: $0)) } == Array(0..<17))
        }
    }

    @Test("A run that leaves out an operation is a fault, not a time")
    func fault() {
        let runner = HotPathRunner(LazyWork())
        #expect(throws: HotPathFault.self) {
            try runner.nanosecondsPerOperation(repetitions: 1, clock: .calibrated())
        }
    }

    private struct LazyWork: HotPathWork {
        var operationCount: Int { 10 }
        func prepare() {}
        func run(thread: Int) -> Int { 9 }
    }
}
