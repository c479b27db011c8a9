internal import Glibc

/// A file that is written from its beginning through a buffer of 64 KiB.
struct BufferedFile: ~Copyable {
    /// The path, for errors.
    let path: String
    /// Open for writing, owned.
    private let descriptor: Int32
    /// What is not written yet.
    private var buffer: [UInt8] = []
    /// How much is collected before it is written.
    private static let bufferByteCount = 1 << 16

    /// Creates or empties the file at `path`.
    init(creating path: String) throws(HistogramLogError) {
        self.path = path
        // The path becomes a terminated string that lives as long as the call.
        descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw HistogramLogError(.system(operation: "create", code: errno), path: path) }
    }

    deinit {
        // Nobody is left to tell of a failure.
        var rest = buffer[...]
        while !rest.isEmpty, Self.writeSome(&rest, to: descriptor) == nil {}
        Glibc.close(descriptor)
    }

    /// Appends `text`.
    mutating func append(_ text: String) throws(HistogramLogError) {
        buffer.append(contentsOf: text.utf8)
        if buffer.count >= Self.bufferByteCount { try flush() }
    }

    /// Writes what is collected. After a failure it is dropped, so that a full disk does not fill the memory too.
    mutating func flush() throws(HistogramLogError) {
        var rest = buffer[...]
        buffer.removeAll(keepingCapacity: false)
        while !rest.isEmpty {
            if let code = Self.writeSome(&rest, to: descriptor) {
                throw HistogramLogError(.system(operation: "write", code: code), path: path)
            }
        }
    }

    /// Writes what is collected and closes the file.
    consuming func close() throws(HistogramLogError) {
        try flush()
    }

    /// Writes a part of `bytes` and removes it; the error number if that failed.
    private static func writeSome(_ bytes: inout ArraySlice<UInt8>, to descriptor: Int32) -> Int32? {
        // Pointer and length are those of the slice, which outlives the call.
        let count = unsafe bytes.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
        if count < 0 { return errno == EINTR ? nil : errno }
        bytes = bytes.dropFirst(count)
        return nil
    }
}
