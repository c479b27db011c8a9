/// A realm of protection (RFC 7616 section 3.3): 1 to 63 bytes of visible ASCII and blanks, without quotes and backslashes.
public struct DigestRealm: Sendable, BitwiseCopyable {
    private var characters = InlineArray<63, UInt8>(repeating: 0)
    private var count: UInt8 = 0

    /// The realm of this text; `nil` when it is empty, longer, or holds other characters.
    public init?(_ text: String) {
        for unit in text.utf8 {
            guard count < 63, unit >= 0x20, unit < 0x7F, unit != 0x22, unit != 0x5C else { return nil }
            characters[Int(count)] = unit
            count += 1
        }
        guard count > 0 else { return nil }
    }

    /// Whether `slice` spells it.
    func isSpelled(by slice: SIPSlice, in bytes: Span<UInt8>) -> Bool {
        guard slice.count == Int(count) else { return false }
        for index in 0..<slice.count where bytes[slice.lowerBound + index] != characters[index] { return false }
        return true
    }

    /// Writes it without quotes.
    func write(into output: inout OutputSpan<UInt8>) throws(SIPOutputFull) {
        try output.writeAll(characters.span.extracting(0..<Int(count)))
    }
}
