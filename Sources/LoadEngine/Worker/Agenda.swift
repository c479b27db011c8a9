internal import Registration

/// What a device does next, on its way through a cycle.
enum Step: UInt8, BitwiseCopyable {
    /// Ask for a token.
    case askForToken
    /// Send the registration request.
    case register
}

/// A request that is due: planned, or to be repeated, or the next of its cycle.
struct DueRequest: BitwiseCopyable {
    /// When it should be sent, on the run's clock.
    var due: Int64
    var device: UInt32
    var kind: UInt8
    var step: Step
    /// Whether this presents a token that was used already; nothing follows from it.
    var isRepetition = false
    /// What to present when registering.
    var proof: TokenProof?
}

/// The requests of one worker that wait for their time: a binary heap, earliest first.
///
/// Bounded by the number of the worker's devices under way; room for that is reserved at the start, in address space that is
/// not touched until it is needed.
struct Agenda {
    private var heap: [DueRequest] = []

    init(capacity: Int) { heap.reserveCapacity(capacity) }

    var isEmpty: Bool { heap.isEmpty }
    var count: Int { heap.count }

    /// When the earliest is due.
    var nextDue: Int64? { heap.first?.due }

    mutating func insert(_ request: DueRequest) {
        heap.append(request)
        var child = heap.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[child].due < heap[parent].due else { break }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    /// The earliest request if it is due by `now`.
    mutating func popDue(by now: Int64) -> DueRequest? {
        guard let first = heap.first, first.due <= now, let last = heap.popLast() else { return nil }
        guard !heap.isEmpty else { return first }
        heap[0] = last
        var parent = 0
        while true {
            var child = 2 * parent + 1
            guard child < heap.count else { break }
            if child + 1 < heap.count, heap[child + 1].due < heap[child].due { child += 1 }
            guard heap[child].due < heap[parent].due else { break }
            heap.swapAt(child, parent)
            parent = child
        }
        return first
    }
}
