/// A value alone on its cache lines.
///
/// Words that different threads write must not share a line, or each write takes the line from the other core (some 50 ns).
/// The unit is 128 bytes, not 64, because the adjacent-line prefetcher moves lines in pairs. The value lives in memory of
/// its own, so its address is stable: atomics inside keep working when the owner moves.
@safe
public struct CacheLinePadded<Value: ~Copyable>: ~Copyable {
    private let storage: UnsafeMutablePointer<Value>

    /// The distance that keeps two values from disturbing one another, in bytes.
    public static var byteCount: Int { 128 }

    /// Moves `value` to lines of its own.
    public init(_ value: consuming Value) {
        let size = (max(MemoryLayout<Value>.size, 1) + Self.byteCount - 1) / Self.byteCount * Self.byteCount
        let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: Self.byteCount)
        unsafe storage = memory.bindMemory(to: Value.self, capacity: 1)
        unsafe storage.initialize(to: value)
    }

    deinit {
        unsafe storage.deinitialize(count: 1)
        unsafe storage.deallocate()
    }

    /// The value, in place.
    public var value: Value {
        // Sound: the pointer is initialised by `init` and stays so until `deinit`; ownership makes access exclusive.
        _read { yield unsafe storage.pointee }
        _modify { yield unsafe &storage.pointee }
    }
}

// Sound: the memory belongs to this value alone, so sharing it shares nothing but `Value`.
extension CacheLinePadded: @unchecked Sendable where Value: Sendable & ~Copyable {}
