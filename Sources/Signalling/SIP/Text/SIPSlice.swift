/// A part of a message, by its place in the message's bytes: four bytes, no copy.
///
/// It means something only together with the bytes that were read; a message has at most 65,535 of them (a datagram's limit).
public struct SIPSlice: Hashable, Sendable, BitwiseCopyable {
    private let start: UInt16
    private let length: UInt16

    /// The bytes from `lowerBound` up to `upperBound`, both within a message.
    @inline(__always)
    init(_ lowerBound: Int, _ upperBound: Int) {
        start = UInt16(truncatingIfNeeded: lowerBound)
        length = UInt16(truncatingIfNeeded: upperBound &- lowerBound)
    }

    /// What stands for a part that the message does not have. No part is empty at the very start: a method stands there.
    public static var absent: SIPSlice { SIPSlice(0, 0) }

    /// Whether the message has this part; it may be empty all the same.
    @inline(__always)
    public var isPresent: Bool { start | length != 0 }

    /// Where the part begins.
    @inline(__always)
    public var lowerBound: Int { Int(start) }

    /// Where it has ended.
    @inline(__always)
    public var upperBound: Int { Int(start) &+ Int(length) }

    /// How many bytes it has.
    @inline(__always)
    public var count: Int { Int(length) }

    /// Whether it has no bytes.
    @inline(__always)
    public var isEmpty: Bool { length == 0 }

    /// The places of its bytes, for `Span.extracting`.
    public var bounds: Range<Int> { lowerBound..<upperBound }
}
