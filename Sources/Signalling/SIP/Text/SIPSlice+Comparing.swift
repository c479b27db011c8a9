extension SIPSlice {
    /// Whether the bytes are those of `text`, without regard to the case of letters.
    ///
    /// Text is given in lower case.
    func matches(_ text: StaticString, in bytes: Span<UInt8>) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        for index in 0..<count {
            // Within the literal: the index is below its count, which equals ours.
            let expected = unsafe text.utf8Start[index]
            if bytes[lowerBound &+ index].lowercased != expected { return false }
        }
        return true
    }

    /// Whether the bytes are exactly those of `text`.
    func equals(_ text: StaticString, in bytes: Span<UInt8>) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        for index in 0..<count {
            // As above.
            let expected = unsafe text.utf8Start[index]
            if bytes[lowerBound &+ index] != expected { return false }
        }
        return true
    }

    /// Whether both parts hold the same bytes.
    func equals(_ other: SIPSlice, in bytes: Span<UInt8>) -> Bool {
        guard count == other.count else { return false }
        for index in 0..<count where bytes[lowerBound &+ index] != bytes[other.lowerBound &+ index] { return false }
        return true
    }

    /// The number that the whole part writes in 1 to 16 hexadecimal digits; `nil` for anything else.
    ///
    /// What ``SIPPhone`` wrote as a branch, tag or Call-ID is read back with it.
    public func hexadecimalNumber(in bytes: Span<UInt8>) -> UInt64? {
        guard (1...16).contains(count) else { return nil }
        var value: UInt64 = 0
        for place in bounds {
            guard let digit = bytes[place].hexadecimalValue else { return nil }
            value = value << 4 | UInt64(digit)
        }
        return value
    }

    /// The part as text, where it is UTF-8; repaired where it is not. Allocates: for logs and tests.
    public func text(in bytes: Span<UInt8>) -> String {
        var units: [UInt8] = []
        units.reserveCapacity(count)
        for place in bounds { units.append(bytes[place]) }
        return String(decoding: units, as: UTF8.self)
    }
}
