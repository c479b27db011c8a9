internal import SeededRandom

/// Spreads device names over the lines of the core's tables.
///
/// One folded 128-bit product with two secret words: peers choose their names, so without the secret they could choose
/// names that share a home. A table maps the hash to a home by its high bits, see ``_UnsafeLineTable``.
@_spi(HotPaths) public struct DeviceHasher: Sendable {
    private let secret: (UInt64, UInt64)

    /// A hasher for this seed; equal seeds give equal hashes on every machine.
    @_spi(HotPaths) public init(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        // Odd and dense words: a product with few bits set would not spread.
        secret = (generator.next() | 1, generator.next() | 1)
    }

    /// Where the rows of `name` begin; unpredictable without the secret.
    @inline(__always)
    @_spi(HotPaths) public func hash(_ name: DeviceName) -> UInt64 { hash(name.high, name.low) }

    @inline(__always)
    func hash(_ name: DirectoryName) -> UInt64 { hash(name.rawValue, 0x9E37_79B9_7F4A_7C15) }

    private func hash(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let first = (a ^ secret.0).multipliedFullWidth(by: b ^ secret.1)
        let mixed = first.high ^ first.low
        let second = mixed.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
        return second.high ^ second.low
    }
}
