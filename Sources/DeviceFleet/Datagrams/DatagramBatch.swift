internal import CPlatform

/// Room for a batch of datagrams: what one system call sends, or receives.
///
/// Used by one thread. Sound because all memory that the system reads and writes is owned here, every datagram's room is disjoint,
/// `roomByteCount` bytes from its place on, and all of it is initialised at the start.
@safe
final class DatagramBatch {
    /// How many datagrams it has room for.
    static var capacity: Int { Int(PLATFORM_DATAGRAMS_MAX) }

    private let datagrams: UnsafeMutablePointer<platform_datagram>
    private let room: UnsafeMutablePointer<UInt8>
    private let roomByteCount: Int

    /// A batch with so many bytes for each datagram.
    init(roomByteCount: Int) {
        self.roomByteCount = roomByteCount
        unsafe room = .allocate(capacity: Self.capacity * roomByteCount)
        unsafe room.initialize(repeating: 0, count: Self.capacity * roomByteCount)
        unsafe datagrams = .allocate(capacity: Self.capacity)
        for index in 0..<Self.capacity {
            unsafe (datagrams + index).initialize(
                to: platform_datagram(
                    bytes: room + index * roomByteCount, capacity: UInt32(roomByteCount), count: 0,
                    peer_address: 0, peer_port: 0, arrived_at: 0))
        }
    }

    deinit {
        unsafe datagrams.deallocate()
        unsafe room.deallocate()
    }

    /// Writes the datagram at `index`.
    @inline(__always)
    func compose<Failure: Error>(
        at index: Int, _ write: (inout OutputSpan<UInt8>) throws(Failure) -> Void
    ) throws(Failure) {
        precondition(index >= 0 && index < Self.capacity, "no such datagram")
        let buffer = unsafe UnsafeMutableBufferPointer(start: datagrams[index].bytes, count: roomByteCount)
        var output = unsafe OutputSpan(buffer: buffer, initializedCount: 0)
        try write(&output)
        unsafe datagrams[index].count = UInt32(output.finalize(for: buffer))
    }

    /// Gives `body` the datagram at `index`.
    @inline(__always)
    func read<Result>(_ index: Int, _ body: (Span<UInt8>) -> Result) -> Result {
        precondition(index >= 0 && index < Self.capacity, "no such datagram")
        let datagram = unsafe datagrams[index]
        let count = min(Int(unsafe datagram.count), roomByteCount)
        return body(unsafe Span(_unsafeStart: UnsafePointer(datagram.bytes), count: count))
    }

    /// When the kernel received the datagram at `index`, on the system's real-time clock; 0 where it does not say.
    func arrivalRealTime(of index: Int) -> Int64 {
        precondition(index >= 0 && index < Self.capacity, "no such datagram")
        return unsafe datagrams[index].arrived_at
    }

    /// Has the datagram at `index` go to who sent the one at `other` of another batch.
    func address(_ index: Int, likeSenderOf other: Int, of batch: DatagramBatch) {
        precondition(index >= 0 && index < Self.capacity && other >= 0 && other < Self.capacity, "no such datagram")
        unsafe datagrams[index].peer_address = batch.datagrams[other].peer_address
        unsafe datagrams[index].peer_port = batch.datagrams[other].peer_port
    }

    /// Sends the first `count` datagrams; returns how many were sent, or minus the error's number.
    func send(_ count: Int, over descriptor: Int32) -> Int {
        Int(unsafe platform_send_datagrams(descriptor, datagrams, UInt32(clamping: count)))
    }

    /// Sends them over a connected socket, those of equal length as one that the kernel parts again; where it cannot do that, minus `EINVAL`,
    /// `EIO` or `EMSGSIZE`.
    func sendMerged(_ count: Int, over descriptor: Int32) -> Int {
        Int(unsafe platform_send_datagrams_merged(descriptor, datagrams, UInt32(clamping: count)))
    }

    /// Receives what there is, in place of what was received before; returns how many datagrams, or minus the error's number. Who sent each is
    /// noted where the socket is not connected.
    func receive(over descriptor: Int32, notesPeers: Bool) -> Int {
        Int(unsafe platform_receive_datagrams(descriptor, datagrams, UInt32(Self.capacity), notesPeers ? 1 : 0))
    }

    /// Puts those from `first` up to `end` first; the others follow with their room.
    func moveToFront(from first: Int, to end: Int) {
        precondition(first >= 0 && first <= end && end <= Self.capacity, "no such datagrams")
        for index in first..<end { unsafe swap(&datagrams[index], &datagrams[index - first]) }
    }
}
