internal import Histogram
internal import Measurement
internal import Registration

/// What is counted while a storm is observed. Times are on the storm's clock, in nanoseconds.
struct LiveTally {
    /// Whether the storm has begun; before, devices come into service.
    var hasBegun = false
    /// When it began.
    var beganAt: Int64 = 0
    /// The last return of controller 0, or when it was lost for good; -1 before.
    var measuredFrom: Int64 = -1
    /// Live devices: those that do not vanish by a misbehaviour.
    var liveDevices = 0
    /// Live devices in service at their best controller of those that live in the end.
    var settledDevices = 0
    /// Devices that are home: in service at their primary.
    var homeDevices = 0
    /// When the most so far were settled.
    var progressAt: Int64 = 0
    private(set) var settledMax = 0

    var messages = 0
    var wasted = 0
    var secondFailovers = 0
    var keepAliveMisses = 0
    var denials = 0
    /// Registrations that controller 0 completed.
    var completed = 0
    /// Nanoseconds that those took at its rate of the moment.
    var busy: Int64 = 0
    /// Nanoseconds in which a device waited for controller 0.
    var waiting: Int64 = 0
    private var waitingSince: Int64 = -1
    private var waitingDevices = 0
    /// From a registration's request to its acknowledgment, by tier.
    var queueWaits: [[Int64]] = [[], [], []]
    /// How far registrations were from the first time that their device was told.
    var promiseErrors: [Int64] = []
    /// How late what devices said left them.
    private(set) var lag = LatencyRange.histogram()

    /// Whether what is reported of the storm has begun.
    var isMeasuring: Bool { measuredFrom >= 0 }

    /// Something that a device said left it so many nanoseconds after it was due.
    mutating func noteLag(_ nanoseconds: Int64) {
        lag.record(min(UInt64(clamping: max(nanoseconds, 1)), LatencyRange.highestNanoseconds))
    }

    /// How late 99 of 100 things were at most, in nanoseconds; 0 when nothing was said.
    var lagNanoseconds: Int64 { lag.totalCount > 0 ? Int64(clamping: lag.valueAtPercentile(99)) : 0 }

    /// A device settles, or is settled no longer.
    mutating func noteSettled(_ isSettled: Bool, at time: Int64) {
        settledDevices += isSettled ? 1 : -1
        guard settledDevices > settledMax else { return }
        settledMax = settledDevices
        progressAt = time
    }

    /// A device waits for controller 0, or does so no longer.
    mutating func noteWaiting(_ waits: Bool, at time: Int64) {
        waitingDevices += waits ? 1 : -1
        guard isMeasuring else { return }
        if waitingDevices > 0 {
            if waitingSince < 0 { waitingSince = max(time, measuredFrom) }
        } else if waitingSince >= 0 {
            waiting += max(time - waitingSince, 0)
            waitingSince = -1
        }
    }

    /// Measuring begins.
    mutating func beginMeasuring(at time: Int64) {
        measuredFrom = time
        if waitingDevices > 0 { waitingSince = time }
    }

    /// Ends the account of who waits.
    mutating func close(at time: Int64) {
        guard waitingSince >= 0 else { return }
        waiting += max(time - waitingSince, 0)
        waitingSince = -1
    }
}
