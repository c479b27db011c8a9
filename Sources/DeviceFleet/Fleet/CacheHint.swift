internal import CPlatform

/// Tells the processor which part of an array is needed next, so that it is there when it is. Nothing waits and nothing changes.
public enum CacheHint {
    /// The element at `index` will be written.
    @inline(__always)
    public static func willWrite<Element>(_ elements: borrowing [Element], at index: Int) {
        unsafe elements.withUnsafeBufferPointer { elements in
            guard elements.indices.contains(index), let base = elements.baseAddress else { return }
            // The hint reads nothing; the address is that of an element.
            unsafe platform_prefetch_for_write(base + index)
        }
    }
}
