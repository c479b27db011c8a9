internal import Glibc

/// Reads the small text files in which the kernel describes the machine and the process.
enum SystemFile {
    /// No such file is longer than this many bytes; what is beyond is not read.
    static let byteCountMax = 1 << 20

    /// The text of the file, up to ``byteCountMax`` bytes; `nil` when it cannot be opened or read.
    static func text(at path: String) -> String? {
        // The path becomes a terminated string that lives as long as the call.
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while bytes.count < byteCountMax {
            // The kernel writes at most the buffer's own length.
            let count = unsafe chunk.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { return nil }
            if count == 0 { break }
            bytes.append(contentsOf: chunk[..<count])
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The text of a file of one line, without white space around it; `nil` when it cannot be read or is empty.
    static func word(at path: String) -> String? {
        guard let text = text(at: path) else { return nil }
        let word = text.drop(while: \.isWhitespace).prefix(while: { !$0.isNewline })
        return word.isEmpty ? nil : String(word)
    }

    /// The first whole number after `key` and a colon, as in `/proc/meminfo`; `nil` when the key is missing.
    static func number(after key: String, in text: String) -> Int? {
        for line in text.split(separator: "\n") where line.hasPrefix(key + ":") {
            let words = line.dropFirst(key.count + 1).split(whereSeparator: { $0 == " " || $0 == "\t" })
            return words.first.flatMap { Int($0) }
        }
        return nil
    }
}
