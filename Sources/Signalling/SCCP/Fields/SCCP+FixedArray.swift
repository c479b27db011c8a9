extension SCCP {
    /// What a ``FixedArray`` or a ``FixedList`` may hold.
    public protocol Element: Hashable, Sendable, BitwiseCopyable {
        /// What stands in a place that is not used; its bytes are zero.
        static var blank: Self { get }
    }

    /// A fixed number of elements inline, to be compared and hashed as one value.
    public struct FixedArray<let count: Int, Element: SCCP.Element>: Hashable, Sendable, BitwiseCopyable {
        private var elements: InlineArray<count, Element>

        /// As many blank elements.
        public init() { elements = InlineArray(repeating: .blank) }

        /// The elements that `element` gives for each place.
        public init(_ element: (Int) -> Element) { elements = InlineArray(element) }

        /// The element at a place, which must be in `0 ..< count`.
        public subscript(place: Int) -> Element { elements[place] }

        /// Puts an element at a place, which must be in `0 ..< count`.
        ///
        /// No setter: in generic code that is not specialised, one that modifies in place allocates its frame.
        public mutating func replace(at place: Int, with element: Element) { elements[place] = element }

        /// Whether all places hold the same.
        public static func == (left: Self, right: Self) -> Bool {
            for place in 0..<count where left.elements[place] != right.elements[place] { return false }
            return true
        }

        /// Feeds all places to `hasher`.
        public func hash(into hasher: inout Hasher) {
            for place in 0..<count { hasher.combine(elements[place]) }
        }
    }
}

extension UInt8: SCCP.Element {
    /// Zero.
    public static var blank: UInt8 { 0 }
}

extension UInt16: SCCP.Element {
    /// Zero.
    public static var blank: UInt16 { 0 }
}
