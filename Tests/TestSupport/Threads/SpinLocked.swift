import Synchronization

/// A value under a lock that the thread sanitizer understands: it sees acquire and release here, but not inside the standard
/// library's `Mutex`, whose slow path is not instrumented and so looks like no lock at all.
///
/// For test doubles, where waiting is short; a waiting thread yields.
public final class SpinLocked<Value>: @unchecked Sendable {
    // Sound: `value` is touched only between taking and giving back `isHeld`.
    private var value: Value
    private let isHeld = Atomic<Bool>(false)

    /// Puts `value` under a lock.
    public init(_ value: sending Value) { self.value = value }

    /// Runs `body` on the value while no other thread does; not reentrant.
    public func withLock<Result>(_ body: (inout Value) -> Result) -> Result {
        // Acquiring: pairs with the releasing store below; makes the last holder's writes visible.
        while isHeld.exchange(true, ordering: .acquiring) { yieldThread() }
        defer { isHeld.store(false, ordering: .releasing) }
        return body(&value)
    }
}
