/// What is checked in the bytes of a document before a parser sees them, so that no input costs much time, memory or
/// stack.
enum DocumentBounds {
    /// The largest file where its reader allows no more, in bytes.
    static var byteCountMax: Int { 1 << 20 }
    /// The most opening brackets and braces. Nesting by indentation the parser bounds itself, at 1,000 levels.
    static var bracketsMax: Int { 1_000 }
    /// The most indicators before which or behind which a value of its own can stand (`:`, `-` and `?` before a blank, and commas), in
    /// text too. Each value costs the parser a few hundred bytes, a line of text only its own.
    static var valuesMax: Int { 1 << 18 }
    /// The most nesting indicators (`-` and `?`, each before a blank) on one line.
    static var indicatorsPerLineMax: Int { 64 }
    /// The most places that may be aliases (`*name` where a value begins). Any alias is refused once parsed, at its line;
    /// but each level of aliases within aliases multiplies the parser's work, so that many are refused before.
    static var aliasesMax: Int { 32 }

    /// What is wrong with the bytes and on which line; `nil` when they may be parsed.
    static func violation(in bytes: [UInt8], byteCountMax: Int = byteCountMax) -> (line: Int, message: String)? {
        guard bytes.count <= byteCountMax else { return (0, "the file is larger than \(byteCountMax) bytes") }
        var line = 1
        var brackets = 0
        var indicators = 0
        var aliases = 0
        var values = 0
        // The last byte that is neither blank nor part of a character beyond ASCII; a new line counts as an indicator.
        var last = UInt8(ascii: "\n")
        for (index, byte) in bytes.enumerated() {
            let next = index + 1 < bytes.count ? bytes[index + 1] : UInt8(ascii: "\n")
            switch byte {
            case UInt8(ascii: "\n"):
                line += 1
                indicators = 0
            case UInt8(ascii: "["), UInt8(ascii: "{"): brackets += 1
            case UInt8(ascii: "-"), UInt8(ascii: "?"):
                if isBlank(next) {
                    indicators += 1
                    values += 1
                }
            case UInt8(ascii: ":"): if isBlank(next) { values += 1 }
            case UInt8(ascii: ","): values += 1
            case UInt8(ascii: "*"): if isIndicator(last), !isBlank(next) { aliases += 1 }
            default: break
            }
            if brackets > bracketsMax { return (line, "more than \(bracketsMax) lists and mappings") }
            if indicators > indicatorsPerLineMax {
                return (line, "more than \(indicatorsPerLineMax) levels on one line")
            }
            if values > valuesMax { return (line, "more than \(valuesMax) values") }
            if aliases > aliasesMax { return (line, "anchors and aliases are not allowed") }
            if byte == UInt8(ascii: "\n") || !isBlank(byte), byte < 0x80 { last = byte }
        }
        return nil
    }

    /// The line of the first byte that is no UTF-8; `nil` when all are.
    static func lineOfInvalidText(in bytes: [UInt8]) -> Int? {
        guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
        // No byte of a longer character is a line feed: each line is valid by itself or not.
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let index = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }
        return (index ?? 0) + 1
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D }

    /// Whether a value may begin after this byte.
    private static func isIndicator(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: ":"),
            UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ","):
            true
        default: false
        }
    }
}
