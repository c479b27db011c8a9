/// A figure of the result file that may be unknown: written as `null`, never left out.
///
/// A reader of the file can so rely on every key of the contract being there. Reading accepts both forms: `null` and no
/// key at all mean unknown.
@propertyWrapper
public struct OrNull<Value: Codable & Equatable & Sendable>: Codable, Equatable, Sendable {
    /// The figure; `nil` when it is unknown.
    public var wrappedValue: Value?

    /// A figure, or its absence.
    public init(wrappedValue: Value?) { self.wrappedValue = wrappedValue }

    /// Reads the figure or `null`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        wrappedValue = container.decodeNil() ? nil : try container.decode(Value.self)
    }

    /// Writes the figure or `null`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let wrappedValue { try container.encode(wrappedValue) } else { try container.encodeNil() }
    }
}

extension KeyedDecodingContainer {
    /// What a synthesised `init(from:)` calls for an ``OrNull`` property: a missing key is an unknown figure, no error.
    func decode<Value>(_: OrNull<Value>.Type, forKey key: Key) throws -> OrNull<Value> {
        OrNull(wrappedValue: try decodeIfPresent(Value.self, forKey: key))
    }
}
