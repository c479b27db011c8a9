/// What is kept of a device beside its machine: where it is registered, and what it went through. Times are on the storm's clock, in nanoseconds.
struct LiveRecord: BitwiseCopyable {
    /// The life of its serving controller in which it was registered there; -1 for none.
    var servedLife: Int32 = -1
    /// Since when it is without service; -1 while it is served, or before it started.
    var withoutSince: Int64 = -1
    /// Its time without service so far.
    var withoutTotal: Int64 = 0
    /// The part of it before measuring began.
    var withoutBefore: Int64 = 0
    /// When it came home; -1 while it is not.
    var homeAt: Int64 = -1
    /// When it first asked controller 0 for anything since the return; -1 for never.
    var askedAt: Int64 = -1
    /// The first time that controller 0 told it to come; -1 for none.
    var promisedAt: Int64 = -1
    /// Token requests to controller 0 since its return; stops at the top.
    var tokenRequests: UInt16 = 0
    /// Denials since the return of controller 0; stops at the top.
    var denials: UInt16 = 0
    /// What it asked its controller for last is a registration with priority, with a token, or an initial one.
    var lastTier: UInt8 = 0
    /// Whether it is where it belongs in the end.
    var isSettled = false
    /// Whether it waits for controller 0.
    var waits = false

    /// Time without service up to `now`.
    func withoutService(at now: Int64) -> Int64 { withoutTotal + (withoutSince >= 0 ? max(now - withoutSince, 0) : 0) }
}
