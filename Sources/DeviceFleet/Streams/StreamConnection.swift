internal import Devices
internal import Registration

/// One connection of a fleet.
struct StreamConnection<Session> {
    /// How far it is.
    enum State: BitwiseCopyable {
        /// Waits until fewer others are on their way.
        case waiting
        /// On its way.
        case connecting
        /// There.
        case open
    }

    /// Told apart from those that had the place before.
    let generation: UInt32
    let device: UInt32
    let controller: UInt8
    var state = State.waiting
    var deviceClass: DeviceClass
    /// Ends once what is to be sent was sent.
    var isLeaving = false
    /// The socket; -1 before there is one.
    var descriptor: Int32 = -1
    var localAddress = InternalAddress(ipv4: 0, port: 0)
    /// What the device says once the connection is there, a bit for each message, in the order of their numbers.
    var waitingMessages: UInt8 = 0
    /// Bytes that the system did not take yet.
    var outgoing: [UInt8] = []
    /// The beginning of a message whose rest has not come yet.
    var incoming: [UInt8] = []
    var session: Session
}
