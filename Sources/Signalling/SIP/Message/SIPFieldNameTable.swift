/// Finds a ``SIPFieldName`` by its letters in one step, without regard to their case.
///
/// Names are two words of lower-case letters; none that is looked for has more than 16. A table of 128 places, filled once,
/// holds each full and each compact name where its hash says, or in the next free place. An object, as a value of 2 KiB would be copied for
/// each name that is looked for.
final class SIPFieldNameTable: Sendable {
    /// The letters of a name in lower case, the first in the lowest place.
    struct Letters: Hashable, Sendable, BitwiseCopyable {
        var low: UInt64 = 0
        var high: UInt64 = 0

        /// Adds the letter at `index`, which is below 16. Setting bit 5 lowers letters and leaves the hyphen; the other
        /// characters of a token that it changes are in no name.
        @inline(__always)
        mutating func put(_ letter: UInt8, at index: Int) {
            let shifted = UInt64(letter | 0x20) &<< UInt64(index &* 8)
            if index < 8 { low |= shifted } else { high |= shifted }
        }

        @inline(__always)
        fileprivate var place: Int {
            Int(truncatingIfNeeded: ((low ^ high &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93) >> 57)
        }
    }

    private let letters: InlineArray<128, Letters>
    private let names: InlineArray<128, SIPFieldName>

    /// The one table.
    static let all = SIPFieldNameTable()

    private init() {
        var letters = InlineArray<128, Letters>(repeating: Letters())
        var names = InlineArray<128, SIPFieldName>(repeating: .unknown)
        func insert(_ key: Letters, _ name: SIPFieldName) {
            var place = key.place
            while names[place] != .unknown { place = (place + 1) & 127 }
            letters[place] = key
            names[place] = name
        }
        for name in SIPFieldName.allCases where name != .unknown {
            var full = Letters()
            for index in 0..<name.name.utf8CodeUnitCount {
                // Within the literal: the index is below its count.
                full.put(unsafe name.name.utf8Start[index], at: index)
            }
            insert(full, name)
            if let compact = name.compactName { insert(Letters(low: UInt64(compact)), name) }
        }
        self.letters = letters
        self.names = names
    }

    /// The name of these letters.
    @inline(__always)
    subscript(_ key: Letters) -> SIPFieldName {
        var place = key.place
        while names[place] != .unknown {
            if letters[place] == key { return names[place] }
            place = (place &+ 1) & 127
        }
        return .unknown
    }
}
