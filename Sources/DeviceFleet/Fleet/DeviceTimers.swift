internal import Devices
internal import HeapModule

/// The timers of a fleet's devices.
///
/// Each device has at most one entry in the heap that counts, however often its timers are set: an early one is dealt with when it comes.
/// So the heap has at most as many entries as there were timers made earlier than the entry of their device. O(log n) for each.
struct DeviceTimers {
    private struct Entry: Comparable {
        let time: Int64
        let device: UInt32

        static func < (a: Entry, b: Entry) -> Bool { a.time < b.time }
    }

    /// When a device's timers are due; `.max` for those that do not run.
    private struct Deadlines: BitwiseCopyable {
        var times = InlineArray<3, Int64>(repeating: .max)
        /// When the entry of the device that counts comes.
        var scheduledAt = Int64.max

        var earliest: Int64 { min(times[0], times[1], times[2]) }
    }

    private var deadlines: [Deadlines]
    private var heap = Heap<Entry>()

    /// The timers of so many devices; none runs.
    init(deviceCount: Int) { deadlines = Array(repeating: Deadlines(), count: deviceCount) }

    /// When the next may be due; `.max` when none runs.
    var nextDue: Int64 { heap.min?.time ?? .max }

    /// When a timer is due; `.max` when it does not run.
    subscript(device: Int, timer: DeviceTimer) -> Int64 { deadlines[device].times[Int(timer.rawValue)] }

    /// Has a timer run; `.max` for not.
    mutating func set(_ timer: DeviceTimer, of device: Int, at time: Int64) {
        deadlines[device].times[Int(timer.rawValue)] = time
        schedule(device)
    }

    /// Has none of a device's timers run.
    mutating func stop(_ device: Int) { deadlines[device].times = InlineArray(repeating: .max) }

    /// Has the processor fetch a device's timers.
    @inline(__always)
    func prefetch(_ device: Int) { CacheHint.willWrite(deadlines, at: device) }

    private mutating func schedule(_ device: Int) {
        let earliest = deadlines[device].earliest
        guard earliest < deadlines[device].scheduledAt else { return }
        deadlines[device].scheduledAt = earliest
        heap.insert(Entry(time: earliest, device: UInt32(truncatingIfNeeded: device)))
    }

    /// A timer that is due by `now`, and when it was; it runs no longer.
    mutating func popDue(by now: Int64) -> (device: Int, timer: DeviceTimer, due: Int64)? {
        while let entry = heap.min, entry.time <= now {
            let device = Int(entry.device)
            if deadlines[device].scheduledAt == entry.time {
                for timer in DeviceTimer.allCases {
                    let due = deadlines[device].times[Int(timer.rawValue)]
                    guard due <= now, due != .max else { continue }
                    deadlines[device].times[Int(timer.rawValue)] = .max
                    return (device, timer, due)
                }
                deadlines[device].scheduledAt = .max
                heap.removeMin()
                schedule(device)
            } else {
                heap.removeMin()
            }
        }
        return nil
    }
}
