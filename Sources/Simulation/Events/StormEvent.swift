/// Something that happens in virtual time, 24 bytes.
///
/// Events are ordered by time, then by ``key``, then by ``payload``: an order that depends on the events alone and not on when
/// they were put into the queue, so that ways of scheduling which differ play the same storm.
struct StormEvent: BitwiseCopyable {
    /// When, in nanoseconds of virtual time.
    var time: Int64
    /// Kind, controller, detail and device, most significant first.
    var key: UInt64
    /// What the kind makes of it.
    var payload: Int64

    /// What happens. The order is that of events at one instant.
    enum Kind: UInt8 {
        /// A controller's state changes by a fault.
        case fault = 0
        /// A message reaches a controller; the detail is the message.
        case toController = 1
        /// A controller completes a registration; the payload is its generation.
        case service = 2
        /// A message reaches a device; the detail is the message.
        case toDevice = 3
        /// A timer of a device may be due.
        case timer = 4
        /// A device starts: the detail is the step.
        case start = 5
    }

    init(_ kind: Kind, at time: Int64, controller: Int = 0, detail: UInt8 = 0, device: Int = 0, payload: Int64 = 0) {
        self.time = time
        key =
            UInt64(kind.rawValue) << 56 | UInt64(UInt8(truncatingIfNeeded: controller)) << 48 | UInt64(detail) << 40
            | UInt64(UInt32(truncatingIfNeeded: device))
        self.payload = payload
    }

    var kind: Kind { Kind(rawValue: UInt8(truncatingIfNeeded: key >> 56)) ?? .fault }
    var controller: Int { Int(UInt8(truncatingIfNeeded: key >> 48)) }
    var detail: UInt8 { UInt8(truncatingIfNeeded: key >> 40) }
    var device: Int { Int(UInt32(truncatingIfNeeded: key)) }

    @inline(__always)
    func precedes(_ other: StormEvent) -> Bool {
        if time != other.time { return time < other.time }
        if key != other.key { return key < other.key }
        return payload < other.payload
    }
}
