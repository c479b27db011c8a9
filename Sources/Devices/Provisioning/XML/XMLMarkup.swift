/// A look at the markup of a file before a parser sees it: its root, its depth, and that it declares neither a document type nor an
/// encoding of its own. Linear in the bytes; whether the XML is well-formed the parser says.
struct XMLMarkup {
    /// The name of the first element; empty when there is none.
    private(set) var root = ""

    private let bytes: [UInt8]
    private var offset = 0

    /// Goes over `bytes`, which are UTF-8.
    init(scanning bytes: [UInt8]) throws(ProvisioningFileError) {
        self.bytes = bytes
        var depth = 0
        while let start = position(of: "<", from: offset) {
            offset = start + 1
            if has("!--") {
                skip(past: "-->")
            } else if has("![CDATA[") {
                skip(past: "]]>")
            } else if has("!") {
                throw .documentType
            } else if has("?") {
                let end = position(of: "?>", from: offset) ?? bytes.count
                try checkEncoding(of: bytes[offset..<end])
                offset = end
            } else if has("/") {
                depth -= 1
            } else {
                if root.isEmpty { root = name() }
                let isEmpty = skipTag()
                if !isEmpty { depth += 1 }
                guard depth <= ProvisioningXML.depthMax else { throw .tooDeep }
            }
        }
    }

    /// Leaves the opening tag; whether it closes itself. A ">" within quotes belongs to an attribute.
    private mutating func skipTag() -> Bool {
        var quote: UInt8?
        var last: UInt8 = 0
        while offset < bytes.count {
            let byte = bytes[offset]
            offset += 1
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return last == UInt8(ascii: "/")
            }
            last = byte
        }
        return false
    }

    /// A declared encoding must be the one that was checked.
    private func checkEncoding(of instruction: ArraySlice<UInt8>) throws(ProvisioningFileError) {
        let text = String(decoding: instruction, as: UTF8.self).lowercased()
        guard text.hasPrefix("?xml"), let range = text.firstRange(of: "encoding") else { return }
        let value = text[range.upperBound...].drop { $0 == " " || $0 == "=" || $0 == "\"" || $0 == "'" }
        guard ["utf-8", "us-ascii", "ascii"].contains(String(value.prefix { $0.isLetter || $0.isNumber || $0 == "-" }))
        else { throw .notUTF8 }
    }

    private func has(_ text: String) -> Bool { has(text, at: offset) }

    private func has(_ text: String, at start: Int) -> Bool { bytes[start...].starts(with: text.utf8) }

    private func position(of text: String, from start: Int) -> Int? {
        (start..<max(start, bytes.count)).first { has(text, at: $0) }
    }

    private mutating func skip(past text: String) {
        offset = position(of: text, from: offset).map { $0 + text.utf8.count } ?? bytes.count
    }

    private func name() -> String {
        let end = bytes[offset...].firstIndex { " \t\r\n/>".utf8.contains($0) } ?? bytes.count
        return String(decoding: bytes[offset..<min(end, offset + 64)], as: UTF8.self)
    }
}
