/// A bounded first-in, first-out queue for any number of producers and consumers.
///
/// The contract, honestly:
/// - **Order.** Elements whose enqueue calls do not overlap leave in the order of those calls. A batch keeps its order and is
///   not interleaved with others.
/// - **Once.** Each accepted element leaves exactly once, or is destroyed with the ring.
/// - **`nil` or a short batch** from a dequeue: at some moment of the call the oldest element was not visible. That is an empty
///   ring, or a ring whose oldest slot is claimed by an enqueue that has not finished; the elements behind it wait for it. So
///   an emptiness that no concurrent enqueue can explain is never reported.
/// - **`false` or a short batch** from an enqueue: at some moment of the call the slot needed held an element, or a dequeue that
///   claimed it had not finished. So a fullness that no concurrent dequeue can explain is never reported.
/// - **Progress.** No call waits for another: each ends after finitely many failed claims, each of which means that another
///   call succeeded. A thread stopped between claim and publication hides the slots behind its own until it goes on, so the
///   ring is not lock-free in the strict sense; the window is a handful of instructions, with no call-out inside.
/// - **References.** An element that holds some costs an atomic exchange where others cost a store: see `announce`.
/// - **Memory.** All slots exist from the start: 17 bytes and the element each. Nothing grows; nothing is allocated later.
///
/// ```swift
/// let ring = MPMCRing<Int>(capacity: 1_024)
/// guard ring.tryEnqueue(7) else { return }  // full: deny, do not wait
/// let seven = ring.tryDequeue()
/// ```
///
/// The algorithm is Dmitry Vyukov's bounded queue with per-slot sequence numbers: for position p in the slot p mod capacity, the
/// slot's sequence is p when it is free for the enqueue of p, p + 1 when it holds p's element, and p + capacity when that was taken.
/// A batch claims a run of slots that it has seen ready with one compare-and-exchange. What is ours is a second sequence for every
/// eight slots: a batch that fills or empties all eight says so there, with one store, and a batch that comes for them looks there
/// first. Batches thus pay an eighth of a look and an eighth of a store per element, single calls pay nothing while they are among
/// themselves, and a second look where they follow a batch. The proof stands with the memory, in `_UnsafeRingHandle`.
@safe
public struct MPMCRing<Element>: ~Copyable {
    let handle: _UnsafeRingHandle<Element>

    /// A ring of at least `capacity` elements: rounded up to a power of two, 2 at least.
    ///
    /// - Parameter firstPosition: where the 64-bit positions start; tests begin just below the wrap.
    public init(capacity: Int, firstPosition: UInt64 = 0) {
        precondition(capacity > 0, "a ring holds at least one element")
        precondition(capacity <= 1 << 40, "a ring of over 2^40 elements is a mistake")
        var rounded = 2
        while rounded < capacity { rounded *= 2 }
        unsafe handle = _UnsafeRingHandle(capacity: rounded, firstPosition: firstPosition)
    }

    deinit { unsafe handle.destroy() }

    /// The number of elements that fit.
    public var capacity: Int { unsafe Int(truncatingIfNeeded: handle.mask &+ 1) }

    /// The number of elements in the ring; under concurrency a figure of the recent past, between 0 and ``capacity``.
    public var count: Int { unsafe handle.count }

    /// Whether the ring holds nothing; likewise.
    public var isEmpty: Bool { unsafe handle.isEmpty }

    /// Adds one element; `false` when the ring is full (see the contract above). `stamp` is what ``headStamp`` shows.
    @inline(__always)
    public func tryEnqueue(_ element: consuming Element, stamp: UInt64 = 0) -> Bool {
        guard let position = unsafe handle.claimFree() else { return false }
        unsafe handle.publish(element, stamp: stamp, at: position)
        return true
    }

    /// Takes the oldest element; `nil` when none is visible (see the contract above).
    @inline(__always)
    public func tryDequeue() -> Element? {
        guard let position = unsafe handle.claimReady() else { return nil }
        return unsafe handle.take(at: position).element
    }

    /// Adds a prefix of `elements`, in order and without others between; returns its length, short when the ring fills.
    public func enqueue(contentsOf elements: Span<Stamped<Element>>) -> Int {
        guard elements.count > 0 else { return 0 }
        let run = unsafe handle.claimFree(upTo: elements.count)
        unsafe handle.publish(elements, in: run)
        return run.count
    }

    /// Appends up to `countMax` of the oldest elements to `buffer`, in order; returns how many.
    ///
    /// Stops before the first element whose stamp is above `stampMax`. Allocates only if `buffer` lacks the capacity.
    public func dequeue(
        upTo countMax: Int, stampMax: UInt64 = .max, into buffer: inout [Stamped<Element>]
    ) -> Int {
        guard countMax > 0 else { return 0 }
        let run = unsafe handle.claimReady(upTo: countMax, stampMax: stampMax)
        guard run.count > 0 else { return 0 }
        buffer.append(addingCapacity: run.count) { free in unsafe handle.take(run, into: &free) }
        return run.count
    }

    /// The stamp of the oldest visible element; `nil` when there is none. By the time the caller looks, another consumer may
    /// have taken the element: use it to choose between rings, not to decide what the next dequeue returns.
    public var headStamp: UInt64? { unsafe handle.headStamp }
}

// Sound: the handle's shared words are atomics, and an element is touched only by the call that claimed its slot.
extension MPMCRing: @unchecked Sendable where Element: Sendable {}
