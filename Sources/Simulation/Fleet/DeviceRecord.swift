internal import Devices

/// What the simulation keeps of a device beside its machine: timers, where it is registered, and what it went through.
struct DeviceRecord {
    /// When each timer is due; `Int64.max` for not at all.
    var deadlines: (procedure: Int64, keepAlive: Int64, watch: Int64) = (.max, .max, .max)
    /// When the device's pending timer event is; later ones in the queue are void.
    var scheduledAt = Int64.max
    /// A keep-alive of the device's present registration is due at this instant, and each interval after.
    var keepAliveBase: Int64 = 0
    /// Since when it is without service; -1 while it is served, or before it started.
    var withoutSince: Int64 = -1
    /// Its time without service so far.
    var withoutTotal: Int64 = 0
    /// The part of it before measuring began.
    var withoutBefore: Int64 = 0
    /// When it came home, -1 while it is not.
    var homeAt: Int64 = -1
    /// When it first asked controller 0 for anything since the return, -1 for never.
    var askedAt: Int64 = -1
    /// The first time that controller 0 told it to come, -1 for none.
    var promisedAt: Int64 = -1
    /// When it could be home if controller 0 owed it nothing; -1 while nothing is known of that.
    var earliestHome: Int64 = -1
    /// When it left home, if nobody else was known to be on their way then; -1 otherwise.
    var leftAt: Int64 = -1
    /// By how much that was later than ``earliestHome``, and than N / mu, has it.
    var leftLate: Int64 = 0
    /// Since when it and controller 0 do not hear each other, -1 while they do.
    var silentSince: Int64 = -1
    /// When its registration was queued at controller 0.
    var queuedAt: Int64 = -1
    /// The secret of the token it redeemed last, in part; 0 for none.
    var redeemed: UInt64 = 0
    /// Token requests to controller 0 since its return; stops at the top.
    var tokenRequests: UInt16 = 0
    /// Denials since the return of controller 0; stops at the top.
    var denials: UInt16 = 0
    /// The controllers that have it in their tables, by bit.
    var registeredAt: UInt16 = 0
    /// The controllers that have it in their queues, by bit.
    var queuedAtControllers: UInt16 = 0
    /// Whether it is where it belongs in the end.
    var isSettled = false
    /// Whether controller 0 told it to come later than it can be home.
    var wasCalledLate = false
    /// Whether it waits for controller 0.
    var waits = false

    @inline(__always)
    subscript(timer: DeviceTimer) -> Int64 {
        get {
            switch timer {
            case .procedure: deadlines.procedure
            case .keepAlive: deadlines.keepAlive
            case .watch: deadlines.watch
            }
        }
        set {
            switch timer {
            case .procedure: deadlines.procedure = newValue
            case .keepAlive: deadlines.keepAlive = newValue
            case .watch: deadlines.watch = newValue
            }
        }
    }

    var earliestDeadline: Int64 { min(deadlines.procedure, deadlines.keepAlive, deadlines.watch) }
}
