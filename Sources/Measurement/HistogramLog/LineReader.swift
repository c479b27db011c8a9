internal import Glibc

/// Reads a file line by line, holding no more than one line and 64 KiB.
struct LineReader: ~Copyable {
    /// The path, for errors.
    let path: String
    /// The number of the line read last, from 1; 0 before the first.
    private(set) var lineNumber = 0
    /// The longest line that is read, in bytes.
    private let lineByteCountMax: Int
    /// Open for reading, owned.
    private let descriptor: Int32
    /// What was read and not yet given out.
    private var pending: ArraySlice<UInt8> = []
    /// Where the next chunk is read to.
    private var chunk = [UInt8](repeating: 0, count: 1 << 16)

    /// Opens the file at `path`.
    init(path: String, lineByteCountMax: Int) throws(HistogramLogError) {
        self.path = path
        self.lineByteCountMax = lineByteCountMax
        // The path becomes a terminated string that lives as long as the call.
        descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw HistogramLogError(.system(operation: "open", code: errno), path: path) }
    }

    deinit { close(descriptor) }

    /// The next line without its end; `nil` at the end of the file. A last line without end counts as one.
    mutating func next() throws(HistogramLogError) -> ArraySlice<UInt8>? {
        var line: [UInt8] = []
        while true {
            if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
                line += pending[..<end]
                pending = pending[(end + 1)...]
                break
            }
            line += pending
            pending = []
            guard line.count <= lineByteCountMax else { break }
            guard try readChunk() else {
                if line.isEmpty { return nil }
                break
            }
        }
        lineNumber += 1
        guard line.count <= lineByteCountMax else {
            throw HistogramLogError(.lineTooLong, path: path, lineNumber: lineNumber)
        }
        return line.last == UInt8(ascii: "\r") ? line.dropLast() : line[...]
    }

    /// Reads the next chunk; false at the end of the file.
    private mutating func readChunk() throws(HistogramLogError) -> Bool {
        while true {
            // Pointer and length are those of the array, which outlives the call.
            let count = unsafe chunk.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw HistogramLogError(.system(operation: "read", code: errno), path: path, lineNumber: lineNumber + 1)
            }
            pending = chunk[..<count]
            return count > 0
        }
    }
}
