public import Synchronization

/// Records latencies and counts of one worker, and hands them over interval by interval without stopping it.
///
///     let recorder = IntervalRecorder(views: .separate)
///     // worker, per request and per batch:
///     recorder.record(.token, corrected: answered - planned, uncorrected: answered - sent)
///     recorder.checkpoint()
///     // collector, once a second:
///     recorder.requestFlip()
///     if recorder.tryCollect(into: &interval) == .pending { /* the worker sleeps: its figures come next time */ }
///
/// There are two sets of histograms. The worker writes the active one; the collector owns the other. When the collector
/// asks for a flip the worker changes sets at its next ``checkpoint()``, and the set it left is the collector's. Nothing is
/// lost and nothing is counted twice: a set has one owner at any time, and is emptied as it is collected.
///
/// Progress: recording is wait-free, allocates nothing and takes a few nanoseconds; collecting never blocks, and says
/// ``Collection/pending`` while the worker has not reached a checkpoint. There is one writer and one collector. Either role
/// may move to another thread if the move itself is ordered, as handing a batch to a dispatch queue is. Memory: 4 MB with
/// separate views, 2 MB without, all of it allocated at creation.
@safe
public final class IntervalRecorder {
    /// What ``tryCollect(into:)`` did.
    public enum Collection: Sendable {
        /// The set that the writer left was added to the interval.
        case collected
        /// No flip was asked for, or the writer has not reached a checkpoint since: nothing was added.
        case pending
        /// The writer has ended: all that was left was added, and nothing will ever come again.
        case finished
    }

    /// Whether the two views of a latency are one histogram.
    public let views: LatencyViews

    /// The number of the flip that the collector wants; its lowest bit is the set to write. Written by the collector, read
    /// by the writer. Never more than one ahead of ``acknowledgedFlip``.
    @usableFromInline let requestedFlip = Atomic<UInt32>(0)

    /// The number of the flip that the writer made, and whether it has ended: see ``finishedBit``. Written by the writer,
    /// read by the collector.
    @usableFromInline let acknowledgedFlip = Atomic<UInt32>(0)

    /// Set in ``acknowledgedFlip`` when the writer will write no more.
    @usableFromInline static var finishedBit: UInt32 { 1 << 31 }

    /// What only the writer touches.
    @usableFromInline
    @unsafe
    struct WriterState {
        /// The set it writes.
        @usableFromInline var active: _UnsafeRecordingSet
        /// The flip it made last, without ``finishedBit``.
        @usableFromInline var flip: UInt32
    }

    /// The writer's own state, on a cache line of its own and outside the object: no exclusivity check per record.
    @usableFromInline let writer: UnsafeMutablePointer<WriterState>

    /// The sets of even and of odd flips.
    @usableFromInline let evenSet: _UnsafeRecordingSet
    /// See ``evenSet``.
    @usableFromInline let oddSet: _UnsafeRecordingSet

    /// The flip whose predecessor's set was collected last. Guarded by: the collector's role.
    private var collectedFlip: UInt32 = 0

    /// A recorder in which nothing is recorded; the even set is active.
    public init(views: LatencyViews) {
        self.views = views
        unsafe evenSet = _UnsafeRecordingSet(views: views)
        unsafe oddSet = _UnsafeRecordingSet(views: views)
        let line = UnsafeMutableRawPointer.allocate(byteCount: 128, alignment: 128)
        unsafe writer = line.initializeMemory(as: WriterState.self, to: WriterState(active: evenSet, flip: 0))
    }

    deinit {
        // Neither role is in a call: each holds a reference while it is.
        unsafe UnsafeMutableRawPointer(writer).deallocate()
        unsafe evenSet.destroy()
        unsafe oddSet.destroy()
    }
}

/// Shared by the writer and the collector. Sound because each set and each plain field has one owner at a time, and
/// ownership passes only through `requestedFlip` and `acknowledgedFlip` with release and acquire.
extension IntervalRecorder: @unchecked Sendable {}

// MARK: The writer's side

extension IntervalRecorder {
    /// Records `count` requests of one latency: `corrected` nanoseconds from the planned start, `uncorrected` from the send.
    ///
    /// Values outside ``LatencyRange`` are recorded at its ends. `uncorrected` is ignored when ``views`` is `.same` and for
    /// a series without that view. Writer only; O(1), no allocation.
    @inlinable
    public func record(_ series: LatencySeries, corrected: Int64, uncorrected: Int64, count: UInt64 = 1) {
        let active = unsafe writer.pointee.active
        unsafe active.record(at: series.rawValue, corrected, count: count)
        if views == .separate && series.hasUncorrectedView {
            unsafe active.record(
                at: series.rawValue &+ _UnsafeRecordingSet.uncorrectedOffset, uncorrected, count: count)
        }
    }

    /// Records `count` requests that were sent `nanoseconds` after their planned start. Writer only; O(1), no allocation.
    @inlinable
    public func recordLag(_ nanoseconds: Int64, count: UInt64 = 1) {
        let active = unsafe writer.pointee.active
        unsafe active.record(at: LatencySeries.lag.rawValue, nanoseconds, count: count)
    }

    /// Counts `count` requests that were answered with what they asked for. Writer only.
    @inlinable
    public func addCompleted(_ count: UInt64 = 1) {
        unsafe writer.pointee.active.counters.pointee.completed &+= count
    }

    /// Counts `count` requests that were denied or discarded. Writer only.
    @inlinable
    public func addDenied(_ count: UInt64 = 1) {
        unsafe writer.pointee.active.counters.pointee.denied &+= count
    }

    /// Changes sets if the collector asked for it. Call once per batch, and before sleeping; writer only. One load when
    /// nothing was asked.
    @inlinable
    public func checkpoint() {
        // Acquire: pairs with the release in requestFlip(); makes the collector's emptying of the set visible.
        let requested = requestedFlip.load(ordering: .acquiring)
        let made = unsafe writer.pointee.flip
        if requested != made { flip(to: requested) }
    }

    /// Changes sets and tells the collector.
    @usableFromInline
    func flip(to requested: UInt32) {
        unsafe writer.pointee.active = requested & 1 == 0 ? evenSet : oddSet
        unsafe writer.pointee.flip = requested
        // Release: pairs with the acquire in tryCollect(into:); makes all records in the set just left visible.
        acknowledgedFlip.store(requested, ordering: .releasing)
    }

    /// Says that the writer will record no more; the collector may then take both sets. Recording afterwards is an error of
    /// the caller. Calling it again does nothing.
    public func finish() {
        let made = unsafe writer.pointee.flip
        // Release: pairs with the acquire in tryCollect(into:); makes all records in both sets visible.
        acknowledgedFlip.store(made | Self.finishedBit, ordering: .releasing)
    }
}

// MARK: The collector's side

extension IntervalRecorder {
    /// Asks the writer to change sets at its next checkpoint. Collector only; does nothing while an earlier request is open
    /// or its set is not collected.
    public func requestFlip() {
        // Relaxed: only the collector writes this word, so it reads its own last store.
        guard requestedFlip.load(ordering: .relaxed) == collectedFlip else { return }
        // Release: pairs with the acquire in checkpoint(); the writer finds the set as tryCollect(into:) emptied it.
        requestedFlip.store((collectedFlip &+ 1) & ~Self.finishedBit, ordering: .releasing)
    }

    /// Adds the set that the writer left to `interval`, which must have the same views, and empties it. Never waits.
    /// Collector only.
    public func tryCollect(into interval: inout RecordedInterval) -> Collection {
        precondition(interval.views == views, "the interval must have the recorder's views")
        // Acquire: pairs with the releases in flip(to:) and finish(); makes the records of the sets given up visible.
        let acknowledged = acknowledgedFlip.load(ordering: .acquiring)
        if acknowledged & Self.finishedBit != 0 {
            unsafe evenSet.drain(into: &interval)
            unsafe oddSet.drain(into: &interval)
            return .finished
        }
        guard acknowledged != collectedFlip else { return .pending }
        unsafe (acknowledged & 1 == 0 ? oddSet : evenSet).drain(into: &interval)
        collectedFlip = acknowledged
        return .collected
    }
}
