/// An element and the number that orders it among the heads of several queues: for registrations, the arrival time.
public struct Stamped<Element> {
    /// What is queued.
    public var element: Element
    /// Its order; the queue compares stamps and knows nothing else of them.
    public var stamp: UInt64

    /// An element and its stamp.
    public init(_ element: Element, stamp: UInt64) {
        self.element = element
        self.stamp = stamp
    }
}

extension Stamped: Sendable where Element: Sendable {}
extension Stamped: BitwiseCopyable where Element: BitwiseCopyable {}
extension Stamped: Equatable where Element: Equatable {}
