/// A range of places in batches of ``HotPathSetting/batchCount``, in order; the last may be shorter.
struct Batches: Sequence, IteratorProtocol {
    private var rest: Range<Int>

    init(of places: Range<Int>) { rest = places }

    mutating func next() -> Range<Int>? {
        guard !rest.isEmpty else { return nil }
        let end = Swift.min(rest.lowerBound + HotPathSetting.batchCount, rest.upperBound)
        defer { rest = end..<rest.upperBound }
        return rest.lowerBound..<end
    }
}
