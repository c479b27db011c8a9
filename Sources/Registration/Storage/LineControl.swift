/// The first word of each 64-byte line of a core table, as a value.
///
/// Layout, from bit 0: lock (1), occupied (1), kind (2), overflow (8), note (4), port (16), detail (32).
/// - `overflow` of line i is the number of rows whose home is at or before i but which stand after it. A search that reaches
///   a line with overflow 0 has seen every place its row can have.
/// - `kind`, `note`, `port` and `detail` belong to the table that uses the line.
/// - A table whose rows are read without the lock has in place of `port` and `detail` a `version` (48), see ``_UnsafeLineTable``.
struct LineControl: BitwiseCopyable {
    var rawValue: UInt64

    static var lockBit: UInt64 { 1 }

    var isLocked: Bool { rawValue & Self.lockBit != 0 }

    var isOccupied: Bool {
        get { rawValue & 2 != 0 }
        set { rawValue = newValue ? rawValue | 2 : rawValue & ~2 }
    }

    /// Two bits of the table's own.
    var kind: UInt8 {
        get { UInt8(truncatingIfNeeded: rawValue >> 2) & 3 }
        set { rawValue = rawValue & ~(3 << 2) | UInt64(newValue & 3) << 2 }
    }

    var overflow: UInt8 {
        get { UInt8(truncatingIfNeeded: rawValue >> 4) }
        set { rawValue = rawValue & ~(0xFF << 4) | UInt64(newValue) << 4 }
    }

    /// Four bits of the table's own.
    var note: UInt8 {
        get { UInt8(truncatingIfNeeded: rawValue >> 12) & 15 }
        set { rawValue = rawValue & ~(15 << 12) | UInt64(newValue & 15) << 12 }
    }

    var port: UInt16 {
        get { UInt16(truncatingIfNeeded: rawValue >> 16) }
        set { rawValue = rawValue & ~(0xFFFF << 16) | UInt64(newValue) << 16 }
    }

    var detail: UInt32 {
        get { UInt32(truncatingIfNeeded: rawValue >> 32) }
        set { rawValue = rawValue & 0xFFFF_FFFF | UInt64(newValue) << 32 }
    }

    /// Counts changes of the row, modulo 2^48: at a thousand million a second it comes round after three days.
    var version: UInt64 { rawValue >> 16 }

    /// Counts one more change. The carry out of the uppermost bit is lost, as it should be.
    mutating func countChange() { rawValue &+= 1 << 16 }

    /// What a freed line keeps: its lock, the rows that others keep behind it, and the bits from `port` on, which say nothing of a
    /// free line but must not repeat where they are a version.
    mutating func free() { rawValue &= ~(2 | 3 << 2 | 15 << 12) }
}
