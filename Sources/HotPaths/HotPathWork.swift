/// The structures of a ``HotPath``, and what is done to them.
///
/// One thread calls ``prepare()``, then every thread calls ``run(thread:)``, and when all have returned it begins again.
public protocol HotPathWork: Sendable {
    /// Operations that one run does, all threads together.
    var operationCount: Int { get }

    /// Brings the structures to where a run begins; not part of the path.
    ///
    /// - Throws: `OutOfMemory`, for paths that begin with new structures.
    func prepare() throws

    /// Does this thread's operations; returns how many came out as they should. All of them do, or the work is at fault. With
    /// threads that depend on one another a run may count what other threads began: the sum over the threads is what holds.
    func run(thread: Int) -> Int
}
