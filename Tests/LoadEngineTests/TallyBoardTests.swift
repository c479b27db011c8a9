import TestSupport
import Testing

@testable import LoadEngine

@Suite struct TallyBoardTests {
    @Test("Every worker's tally is in the total, whoever posts when")
    func total() {
        let board = TallyBoard(workerCount: 8)
        _ = runConcurrently(threads: 8) { worker in
            var tally = WorkerTally()
            tally.grants = UInt64(worker)
            tally.startedAt = Int64(worker)
            board.post(tally, of: worker)
        }
        #expect(board.total.grants == 28)
        #expect(board.total.startedAt == 0)
    }

    @Test("A worker that never posted is not counted")
    func missing() {
        let board = TallyBoard(workerCount: 2)
        var tally = WorkerTally()
        tally.acknowledged = 5
        board.post(tally, of: 1)
        #expect(board.total.acknowledged == 5)
    }

    @Test("A second tally of a worker is a programmer's error")
    func twice() async {
        await #expect(processExitsWith: .failure) {
            let board = TallyBoard(workerCount: 1)
            board.post(WorkerTally(), of: 0)
            board.post(WorkerTally(), of: 0)
        }
    }
}
