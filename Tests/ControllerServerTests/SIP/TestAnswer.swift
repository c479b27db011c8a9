import NIOCore

/// An answer as its first line, and its header fields by name.
struct TestAnswer {
    let bytes: [UInt8]
    let statusLine: String
    /// The first field of each name.
    let fields: [String: String]
    /// The port that it went to; `nil` on a connection.
    let port: Int?

    init(_ buffer: ByteBuffer, port: Int? = nil) {
        bytes = Array(buffer.readableBytesView)
        let lines = String(buffer: buffer).split(separator: "\r\n")
        statusLine = lines.first.map { String($0) } ?? ""
        let pairs = lines.dropFirst().map { line in
            let colon = line.firstIndex(of: ":") ?? line.endIndex
            return (String(line[..<colon]), line[colon...].dropFirst(2).description)
        }
        fields = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
        self.port = port
    }

    /// How large it is.
    var byteCount: Int { bytes.count }

    /// The status; 0 where it says none.
    var status: Int {
        let words = statusLine.split(separator: " ")
        return words.count > 1 ? Int(words[1]) ?? 0 : 0
    }
}
