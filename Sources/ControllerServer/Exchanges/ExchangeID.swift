/// Which exchange of which event loop: the context that a registration carries through the core's queue, and with which its answer finds
/// the way back.
///
/// From bit 0: the slot in the loop's ``ExchangeTable`` (24 bits), the loop (8), the slot's generation (32). A slot that was given to
/// another exchange since has another generation, so an answer never reaches the wrong one.
struct ExchangeID: RawRepresentable, Hashable, Sendable, BitwiseCopyable {
    let rawValue: UInt64

    init(rawValue: UInt64) { self.rawValue = rawValue }

    /// The most slots of a loop, and the most loops.
    static var slotCountMax: Int { 1 << 24 }
    static var loopCountMax: Int { 1 << 8 }

    init(loop: Int, slot: Int, generation: UInt32) {
        rawValue = UInt64(slot) | UInt64(loop) << 24 | UInt64(generation) << 32
    }

    /// The loop.
    var loop: Int { Int(rawValue >> 24 & 0xFF) }
    /// The slot in its table.
    var slot: Int { Int(rawValue & 0xFF_FFFF) }
    /// The slot's generation.
    var generation: UInt32 { UInt32(rawValue >> 32) }
}
