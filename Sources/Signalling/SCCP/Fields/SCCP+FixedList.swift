extension SCCP {
    /// Up to `capacity` elements inline, in order.
    public struct FixedList<let capacity: Int, Element: SCCP.Element>: Hashable, Sendable, BitwiseCopyable {
        /// The elements, then blank ones, so that equal lists are equal memory.
        private var elements = FixedArray<capacity, Element>()
        /// How many elements there are.
        public private(set) var count = 0

        /// An empty list.
        public init() {}

        /// A list of these elements; `nil` when there are more than `capacity`.
        public init?(_ elements: some Sequence<Element>) {
            for element in elements where !append(element) { return nil }
        }

        /// Appends an element; false, and nothing done, when the list is full.
        @discardableResult
        public mutating func append(_ element: Element) -> Bool {
            guard count < capacity else { return false }
            elements.replace(at: count, with: element)
            count += 1
            return true
        }

        /// The element at a place below ``count``.
        public subscript(place: Int) -> Element {
            precondition(place < count, "a list has elements at 0 ..< count")
            return elements[place]
        }

        /// The element at a place below `capacity`; blank from ``count`` on.
        func padded(_ place: Int) -> Element { elements[place] }
    }
}
