internal import Devices
internal import Registration

/// A protocol that is spoken over one connection between a device and a controller: what a ``StreamLink`` is made for.
protocol StreamDialogue {
    /// What is kept of one connection.
    associatedtype Session

    /// The conversation at the beginning of a connection.
    func open() -> Session

    /// Whether one more request can be taken.
    var hasRoom: Bool { get }
    /// What was counted of messages.
    var counts: LinkCounts { get }

    /// Writes a message of a device.
    mutating func write(_ message: StreamMessage, _ session: inout Session, into room: StreamRoom)

    /// Reads the first bytes of a connection: appends what they say, writes what is answered at once. Returns how many bytes are done with.
    ///
    /// - Throws: where no more can be understood.
    mutating func read(
        _ bytes: Span<UInt8>, of party: StreamParty, _ session: inout Session, into heard: inout [HeardMessage],
        answers: StreamRoom
    ) throws(StreamFault) -> Int

    /// Forgets what is under way for a device.
    mutating func release(_ device: Int)

    /// The connection of a device to a controller has ended.
    mutating func lose(_ device: Int, _ controller: Int)
}

/// Whose connection it is, and when something happens on it.
struct StreamParty {
    var device: Int
    var controller: Int
    var localAddress: InternalAddress
    var now: Int64
}

/// A message that is to be written to a connection.
struct StreamMessage {
    var message: DeviceMessage
    var deviceClass: DeviceClass
    var party: StreamParty
}

/// Bytes that are no message: the connection is of no more use.
struct StreamFault: Error {}
