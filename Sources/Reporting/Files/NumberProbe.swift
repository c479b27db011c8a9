/// Looks through any JSON for a number that can be no count.
///
/// The decoder reports a count that is negative or out of range exactly like text that is no JSON, and does not say where it
/// stands. This second look, taken only after a failure, tells the two apart: text that is no JSON fails here as well.
struct NumberProbe: Decodable {
    /// Where the first number below zero or beyond 64 bits stands; `nil` when there is none.
    private(set) var suspect: [any CodingKey]?

    init(from decoder: any Decoder) throws {
        if let object = try? decoder.container(keyedBy: AnyKey.self) {
            for key in object.allKeys.sorted(by: { $0.stringValue < $1.stringValue }) where suspect == nil {
                suspect = try object.decode(NumberProbe.self, forKey: key).suspect
            }
        } else if var array = try? decoder.unkeyedContainer() {
            while !array.isAtEnd, suspect == nil { suspect = try array.decode(NumberProbe.self).suspect }
        } else if let number = try? decoder.singleValueContainer().decode(Double.self),
            number < 0 || number >= 0x1p64
        {
            suspect = decoder.codingPath
        }
    }

    /// A key of any object.
    private struct AnyKey: CodingKey {
        let stringValue: String
        let intValue: Int? = nil

        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
