internal import Glibc

/// Room for the bytes that one connection sends or receives at a time, shared by all connections of a link.
///
/// Used by one thread. Sound because the system reads and writes only within the room that is owned here, all of which is initialised at the
/// start.
@safe
final class StreamRoom {
    private let room: UnsafeMutablePointer<UInt8>
    /// How many bytes it has room for.
    let capacity: Int
    /// The bytes in it.
    private(set) var count = 0

    /// Room for so many bytes.
    init(capacity: Int) {
        self.capacity = capacity
        unsafe room = .allocate(capacity: capacity)
        unsafe room.initialize(repeating: 0, count: capacity)
    }

    deinit { unsafe room.deallocate() }

    /// Takes all bytes out.
    func clear() { count = 0 }

    /// Writes behind the bytes in it; what throws writes nothing.
    @inline(__always)
    func append<Failure: Error>(_ write: (inout OutputSpan<UInt8>) throws(Failure) -> Void) throws(Failure) {
        let free = unsafe UnsafeMutableBufferPointer(start: room + count, count: capacity - count)
        var output = unsafe OutputSpan(buffer: free, initializedCount: 0)
        try write(&output)
        count += unsafe output.finalize(for: free)
    }

    /// Appends bytes that were kept; those beyond the room are dropped.
    func append(_ bytes: [UInt8]) {
        for byte in bytes.prefix(capacity - count) {
            unsafe room[count] = byte
            count += 1
        }
    }

    /// The bytes in it.
    @inline(__always)
    func read<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
        body(unsafe Span(_unsafeStart: UnsafePointer(room), count: count))
    }

    /// The bytes from a place on, to be kept.
    func bytes(from start: Int) -> [UInt8] {
        guard start < count else { return [] }
        return unsafe Array(UnsafeBufferPointer(start: room + start, count: count - start))
    }

    /// Sends the bytes in it; returns how many were taken, or minus the error's number. Never waits, and raises no signal.
    func send(over descriptor: Int32) -> Int {
        let sent = unsafe Glibc.send(
            descriptor, room, count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
        return sent < 0 ? -Int(errno) : sent
    }

    /// Receives behind the bytes in it; returns how many bytes came, 0 at the end, or minus the error's number. Never waits.
    func receive(over descriptor: Int32) -> Int {
        let received = unsafe recv(descriptor, room + count, capacity - count, Int32(MSG_DONTWAIT))
        guard received >= 0 else { return -Int(errno) }
        count += received
        return received
    }
}
