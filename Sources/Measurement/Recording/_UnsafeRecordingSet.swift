public import Histogram

/// One of the two sets of histograms and counters of an ``IntervalRecorder``, in memory of its own.
///
/// A handle: copies refer to the same set. Whoever owns the set by the recorder's protocol may call it, one thread at a
/// time. Raw memory rather than properties of a class, so that a record pays no exclusivity check.
@usableFromInline
@unsafe
struct _UnsafeRecordingSet {
    /// The counters of a set.
    @usableFromInline
    struct Counters: BitwiseCopyable {
        /// Requests that were answered with what they asked for.
        @usableFromInline var completed: UInt64 = 0
        /// Requests that were denied or discarded.
        @usableFromInline var denied: UInt64 = 0
        /// Values above the range.
        @usableFromInline var clamped: UInt64 = 0
    }

    /// First the corrected histograms by the raw value of their series, then the uncorrected ones if there are any.
    @usableFromInline let histograms: UnsafeMutablePointer<Histogram<UInt64>>

    /// The counters, on a cache line of their own.
    @usableFromInline let counters: UnsafeMutablePointer<Counters>

    /// How many histograms there are: one per series, and one more per series with a second view.
    let histogramCount: Int

    /// Where the uncorrected histograms begin.
    @usableFromInline static var uncorrectedOffset: Int { LatencySeries.lag.rawValue + 1 }

    /// Allocates an empty set.
    init(views: LatencyViews) {
        // No pointer is followed to know how many there are.
        unsafe histogramCount =
            Self.uncorrectedOffset + (views == .same ? 0 : LatencySeries.allCases.count(where: \.hasUncorrectedView))
        unsafe histograms = .allocate(capacity: histogramCount)
        for index in unsafe 0..<histogramCount {
            // Within the allocation, and each element once.
            unsafe (histograms + index).initialize(to: LatencyRange.histogram())
        }
        // A whole line, so that the two sets' counters never share one.
        let line = UnsafeMutableRawPointer.allocate(byteCount: 128, alignment: 128)
        unsafe counters = line.initializeMemory(as: Counters.self, to: Counters())
    }

    /// Frees the set. The handle and its copies are dead afterwards.
    func destroy() {
        unsafe histograms.deinitialize(count: histogramCount)
        unsafe histograms.deallocate()
        unsafe UnsafeMutableRawPointer(counters).deallocate()
    }

    /// Records `count` times the value `nanoseconds`, held within the range, in the histogram at `index`.
    @inlinable
    @inline(__always)
    func record(at index: Int, _ nanoseconds: Int64, count: UInt64) {
        var value = UInt64(bitPattern: max(nanoseconds, 1))
        if value > LatencyRange.highestNanoseconds {
            value = LatencyRange.highestNanoseconds
            unsafe counters.pointee.clamped &+= count
        }
        // The index comes from a series, so it is within the allocation; the value is within the range.
        unsafe histograms[index].record(value, count: count)
    }

    /// Adds the set to `interval`, which has the same views, and empties it.
    func drain(into interval: inout RecordedInterval) {
        for index in unsafe 0..<histogramCount where unsafe histograms[index].totalCount > 0 {
            // The index is within the allocation, and this thread owns the set.
            if unsafe index < Self.uncorrectedOffset {
                unsafe interval.correctedHistograms[index].add(histograms[index])
            } else {
                unsafe interval.uncorrectedHistograms[index - Self.uncorrectedOffset].add(histograms[index])
            }
            unsafe histograms[index].reset()
        }
        unsafe interval.completedCount &+= counters.pointee.completed
        unsafe interval.deniedCount &+= counters.pointee.denied
        unsafe interval.clampedCount &+= counters.pointee.clamped
        unsafe counters.pointee = Counters()
    }
}
