/// The known header fields of a message, in their order: names and places, in storage of fixed size.
///
/// It holds 128 fields; RFC 3261's 70 hops may each add a Via. Fields of unknown names take no place.
public struct SIPFields: Sendable {
    /// A field: its name, and its value without the white space around it. A folded value keeps its line ends.
    public struct Field: Sendable, BitwiseCopyable {
        /// Which field.
        public let name: SIPFieldName
        /// Its value.
        public let value: SIPSlice
    }

    private var entries: InlineArray<128, Field>
    /// For each name, one more than the place of its first field; 0 when it has none.
    private var firstPlaces: InlineArray<26, UInt8>
    /// How many fields there are.
    public private(set) var count = 0

    /// No fields.
    init() {
        entries = InlineArray(repeating: Field(name: .unknown, value: .absent))
        firstPlaces = InlineArray(repeating: 0)
    }

    /// How many fields it can hold.
    static var capacity: Int { 128 }

    /// Forgets all fields.
    mutating func removeAll() {
        firstPlaces = InlineArray(repeating: 0)
        count = 0
    }

    /// Adds a field behind the others; false when there is no place for it.
    @inline(__always)
    mutating func append(_ name: SIPFieldName, _ value: SIPSlice) -> Bool {
        guard count < Self.capacity else { return false }
        entries[count] = Field(name: name, value: value)
        count &+= 1
        if firstPlaces[Int(name.rawValue)] == 0 { firstPlaces[Int(name.rawValue)] = UInt8(truncatingIfNeeded: count) }
        return true
    }

    /// The field at `place`, which is below ``count``.
    @inline(__always)
    public subscript(place: Int) -> Field { entries[place] }

    /// The value of the first field of this name; absent when there is none.
    @inline(__always)
    public subscript(name: SIPFieldName) -> SIPSlice {
        let place = firstPlaces[Int(name.rawValue)]
        return place == 0 ? .absent : entries[Int(place) &- 1].value
    }

    /// The place of the first field of this name at or after `place`; `nil` when none follows.
    public func place(of name: SIPFieldName, from place: Int = 0) -> Int? {
        var place = max(place, Int(firstPlaces[Int(name.rawValue)]) &- 1)
        guard firstPlaces[Int(name.rawValue)] != 0 else { return nil }
        while place < count {
            if entries[place].name == name { return place }
            place &+= 1
        }
        return nil
    }
}
