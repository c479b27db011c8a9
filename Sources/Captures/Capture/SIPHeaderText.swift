/// A SIP header as tshark writes it on a line, made into a message again.
///
/// tshark writes line ends as "\r\n" in four letters. A backslash is not written twice, so that these letters within a quoted text would
/// be taken for a line end; the message is unreadable then, and counted as such.
enum SIPHeaderText {
    /// The bytes of the message with this first line and header, and without its body.
    static func message(firstLine: ArraySlice<UInt8>, header: ArraySlice<UInt8>) -> [UInt8] {
        var message: [UInt8] = []
        message.reserveCapacity(firstLine.count + header.count + 8)
        message += firstLine
        message += lineEnd
        var place = header.startIndex
        while place < header.endIndex {
            let end = nextLineEnd(in: header, from: place)
            let line = header[place..<end]
            // The body is not there: what is said of its length would be wrong.
            if !saysLength(line) {
                append(line, to: &message)
                message += lineEnd
            }
            place = min(end + escapedLineEnd.count, header.endIndex)
        }
        message += lineEnd
        return message
    }

    private static let lineEnd: [UInt8] = [0x0D, 0x0A]
    private static let escapedLineEnd = Array(#"\r\n"#.utf8)
    private static let backslash = UInt8(ascii: "\\")

    private static func nextLineEnd(in header: ArraySlice<UInt8>, from start: Int) -> Int {
        var place = start
        while place + escapedLineEnd.count <= header.endIndex {
            if header[place] == backslash,
                header[place..<place + escapedLineEnd.count].elementsEqual(escapedLineEnd)
            {
                return place
            }
            place += 1
        }
        return header.endIndex
    }

    /// Adds a line; a tab, written as "\t", may stand for a blank everywhere, and does at the beginning of a folded line.
    private static func append(_ line: ArraySlice<UInt8>, to message: inout [UInt8]) {
        var place = line.startIndex
        while place < line.endIndex {
            let isTab = line[place] == backslash && place + 1 < line.endIndex && line[place + 1] == UInt8(ascii: "t")
            message.append(isTab ? 0x20 : line[place])
            place += isTab ? 2 : 1
        }
    }

    /// Whether a line is the field Content-Length, also in its short form.
    private static func saysLength(_ line: ArraySlice<UInt8>) -> Bool {
        guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return false }
        let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
        return ["content-length", "l"].contains(name.filter { $0 != " " })
    }
}
