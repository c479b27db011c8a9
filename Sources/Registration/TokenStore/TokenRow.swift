/// What the token store keeps of one device: a live grant or a denial with its retry time. One cache line with its control.
///
/// Use of ``LineControl``: `kind` is ``Kind``; `note` counts denials in a row (to 15); `port` is the address's port; `detail` is
/// in milliseconds: for a grant the token's timeout, for a reservation how long after the retry time it stays open. A free
/// line whose `kind` is still "granted" held a token that expired.
struct TokenRow: DeviceRow {
    var name: DeviceName
    var secretHigh: UInt64
    var secretLow: UInt64
    var addressHigh: UInt64
    var addressLow: UInt64
    /// When the token was granted; for a denial, when the device may come again. Nanoseconds.
    var time: Int64

    /// What a row is.
    enum Kind: UInt8 {
        /// A token is outstanding.
        case granted = 1
        /// The device was told to come again later; nothing is set aside for it.
        case denied = 2
        /// The device was told to come again later, and capacity is set aside for it then.
        case reserved = 3
    }

    /// When the row ends: a token redeemed then is expired, a slot is kept for the last time.
    func end(_ control: LineControl) -> Instant {
        Instant(nanoseconds: time) + .milliseconds(Int64(control.detail))
    }

    /// Whether nothing holds any more at `now`: a token ends at its end, a slot is open at it still.
    func isOver(_ control: LineControl, at now: Instant) -> Bool {
        control.kind == Kind.granted.rawValue ? now >= end(control) : now > end(control)
    }
}
