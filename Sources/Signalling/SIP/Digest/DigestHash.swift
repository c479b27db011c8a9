internal import Hashing

/// A hash on its way: takes in pieces of text, gives the digits of the result. Allocates nothing.
struct DigestHash {
    private var hash: Hash

    init(_ algorithm: DigestAlgorithm) { hash = Hash(algorithm == .md5 ? .md5 : .sha256) }

    /// Takes in these bytes.
    mutating func combine(_ bytes: Span<UInt8>) { hash.combine(bytes) }

    /// Takes in part of a message.
    mutating func combine(_ slice: SIPSlice, of bytes: Span<UInt8>) { combine(bytes.extracting(slice.bounds)) }

    /// Takes in one character.
    mutating func combine(character: UInt8) {
        let single: InlineArray<1, UInt8> = [character]
        combine(single.span)
    }

    /// Takes in the digits of another hash.
    mutating func combine(_ text: DigestText) { combine(text.characters.span.extracting(0..<text.count)) }

    /// The result.
    consuming func finish() -> DigestText { DigestText(hash.finish()) }
}

/// A hash as text: 32 or 64 lower-case hexadecimal digits.
struct DigestText: Sendable, BitwiseCopyable {
    fileprivate(set) var characters = InlineArray<64, UInt8>(repeating: 0)
    private(set) var count = 0

    fileprivate init(_ value: HashValue) {
        for index in 0..<value.count {
            let byte = value.bytes[index]
            characters[count] = .hexadecimalDigit(byte >> 4)
            characters[count + 1] = .hexadecimalDigit(byte & 0xF)
            count += 2
        }
    }

    /// Whether `slice` spells it, in digits of either case. Takes the same time wherever they differ.
    func isSpelled(by slice: SIPSlice, in bytes: Span<UInt8>) -> Bool {
        guard slice.count == count else { return false }
        var difference: UInt8 = 0
        for index in 0..<count { difference |= characters[index] ^ bytes[slice.lowerBound + index].lowercased }
        return difference == 0
    }

    /// Writes the digits.
    func write(into output: inout OutputSpan<UInt8>) throws(SIPOutputFull) {
        try output.writeAll(characters.span.extracting(0..<count))
    }
}
