/// A peer that connects and then says little or nothing.
final class BadPeer {
    private let connection: RawConnection
    private let message: [UInt8]
    private var place = 0
    /// Whether the controller has closed the connection.
    private(set) var isClosed = false
    /// Bytes that the controller said.
    private(set) var heardByteCount = 0

    /// A peer that has this message to say; none for one that is silent.
    init(to place: Place, saying message: [UInt8]) throws {
        connection = try RawConnection(to: place)
        self.message = message
    }

    /// Says one byte more, over and over the same message, and looks whether the controller said something or closed the connection.
    func say() {
        guard !isClosed else { return }
        if !message.isEmpty {
            isClosed = !connection.send([message[place % message.count]])
            place += 1
        }
        while !isClosed {
            switch connection.hear(withinMilliseconds: 0) {
            case .bytes(let bytes): heardByteCount += bytes.count
            case .silence: return
            case .end: isClosed = true
            }
        }
    }
}
