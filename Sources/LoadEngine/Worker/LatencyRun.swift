internal import Measurement

/// Equal latencies in a row.
struct LatencyRun: BitwiseCopyable {
    var series = LatencySeries.token
    var corrected: Int64 = 0
    var uncorrected: Int64 = 0
    var count: UInt64 = 0
}

extension LatencySeries {
    /// The series of registrations that waited in `tier`.
    @inline(__always)
    init(tier: UInt8) {
        switch tier {
        case 0: self = .registrationPriority
        case 1: self = .registrationToken
        default: self = .registrationInitial
        }
    }
}
