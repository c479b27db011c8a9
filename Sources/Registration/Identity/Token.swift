/// A granted right to register: 128 unguessable bits and a hint to where the store keeps its row.
///
/// The secret comes from a ``TokenGenerator``. The hint is no part of what makes a token valid: it only lets the store say
/// why a token is not (foreign or reused rather than unknown). On wires that carry no token (SCCP, Cisco SIP phones) the
/// token is the store's row for that device; see ``TokenProof``.
///
/// Source: rows S2, S4 and S5.
public struct Token: Hashable, Sendable, BitwiseCopyable {
    /// The first 64 bits of the secret.
    public let high: UInt64
    /// The last 64 bits of the secret.
    public let low: UInt64
    /// Where the store keeps the row; untrusted when a peer presents it.
    let slot: UInt32

    /// A token of this secret, at this place in the store. `Token`s from a peer are made with ``init(hexadecimal:)``.
    init(high: UInt64, low: UInt64, slot: UInt32) {
        self.high = high
        self.low = low
        self.slot = slot
    }

    /// A token that no store issued: same shape, given bits. The load generator presents these as forgeries.
    public static func forged(high: UInt64, low: UInt64) -> Token {
        Token(high: high, low: low, slot: UInt32(truncatingIfNeeded: low))
    }
}

extension Token {
    /// The text form: forty hexadecimal digits, secret first.
    public var hexadecimal: String {
        func digits(_ value: UInt64, _ count: Int) -> String {
            let text = String(value, radix: 16)
            return String(repeating: "0", count: count - text.count) + text
        }
        return digits(high, 16) + digits(low, 16) + digits(UInt64(slot), 8)
    }

    /// Reads the text form; `nil` unless it is exactly forty hexadecimal digits.
    public init?(hexadecimal text: String) {
        let digits = Array(text.utf8)
        guard digits.count == 40 else { return nil }
        func value(_ range: Range<Int>) -> UInt64? {
            var value: UInt64 = 0
            for digit in digits[range] {
                switch digit {
                case 0x30...0x39: value = value << 4 | UInt64(digit - 0x30)
                case 0x41...0x46: value = value << 4 | UInt64(digit - 0x41 + 10)
                case 0x61...0x66: value = value << 4 | UInt64(digit - 0x61 + 10)
                default: return nil
                }
            }
            return value
        }
        guard let high = value(0..<16), let low = value(16..<32), let slot = value(32..<40) else { return nil }
        self.init(high: high, low: low, slot: UInt32(slot))
    }
}
