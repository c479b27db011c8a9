/// What our ring carries in the comparisons: the size of an entry of the registration queue. Its stamp stands beside it.
struct RingElement: BitwiseCopyable {
    /// The first eight bytes.
    var first: UInt64
    /// The other eight.
    var second: UInt64

    /// The element of a number, as `peer_element_of` makes it.
    @inline(__always)
    static func of(_ number: UInt64) -> RingElement { RingElement(first: number, second: number &+ 1) }

    /// What it adds to the sum that a queue is checked by.
    @inline(__always)
    var sum: UInt64 { first &+ second }
}
