internal import Registration
internal import Signalling

/// What tshark says of one packet: its time, and the messages in it.
struct CaptureLine {
    /// Nanoseconds since 1970.
    let nanoseconds: Int64
    /// The messages, in their order; SIP's first, as no packet carries both.
    let messages: [CapturedMessage]

    /// Reads a line; `nil` for one that has no time or not the fields that were asked for.
    init?(_ line: ArraySlice<UInt8>, reader: inout SIPReader) {
        let fields = line.split(separator: TsharkQuery.separators.field, omittingEmptySubsequences: false)
        guard fields.count == TsharkQuery.Field.allCases.count else { return nil }
        func values(_ field: TsharkQuery.Field) -> [ArraySlice<UInt8>] {
            let value = fields[field.rawValue]
            return value.isEmpty
                ? [] : value.split(separator: TsharkQuery.separators.value, omittingEmptySubsequences: false)
        }
        guard let time = Self.nanoseconds(fields[TsharkQuery.Field.time.rawValue]) else { return nil }
        nanoseconds = time
        messages =
            Self.sip(
                requests: values(.requestLine), statuses: values(.statusLine), headers: values(.header),
                reader: &reader)
            + Self.sccp(
                identifiers: values(.messageID), names: values(.deviceName), types: values(.deviceType),
                stream: Self.number(values(.stream).first ?? []) ?? 0)
    }

    // MARK: SIP

    /// A packet of a connection may hold several messages. Each has one header; requests and answers have their first lines in lists
    /// of their own, and mix only where a device answers something, which no registration is.
    private static func sip(
        requests: [ArraySlice<UInt8>], statuses: [ArraySlice<UInt8>], headers: [ArraySlice<UInt8>],
        reader: inout SIPReader
    ) -> [CapturedMessage] {
        guard requests.count + statuses.count == headers.count else {
            return [CapturedMessage](repeating: .unreadable, count: requests.count)
        }
        let isMixed = !requests.isEmpty && !statuses.isEmpty
        var requests = requests[...]
        var statuses = statuses[...]
        return headers.map { header in
            let isRequest = isMixed ? Self.isRequest(header, next: requests.first) : statuses.isEmpty
            let line = isRequest ? requests.popFirst() : statuses.popFirst()
            guard let line else { return .unreadable }
            return reader.read(SIPHeaderText.message(firstLine: line, header: header))
        }
    }

    /// Whether a header goes with the request whose first line is next: by the method that its CSeq names.
    private static func isRequest(_ header: ArraySlice<UInt8>, next: ArraySlice<UInt8>?) -> Bool {
        guard let method = next?.prefix(while: { $0 != 0x20 }) else { return false }
        let text = String(decoding: header, as: UTF8.self)
        let name = String(decoding: method, as: UTF8.self)
        return text.split(separator: #"\r\n"#).contains { line in
            line.lowercased().hasPrefix("cseq") && line.hasSuffix(" " + name)
        }
    }

    // MARK: SCCP

    /// Names and types stand only in requests of devices; what a server says has none of both.
    private static func sccp(
        identifiers: [ArraySlice<UInt8>], names: [ArraySlice<UInt8>], types: [ArraySlice<UInt8>], stream: UInt64
    ) -> [CapturedMessage] {
        var names = names[...]
        var types = types[...]
        let conversation = Conversation.sccp(stream: stream)
        return identifiers.map { identifier in
            guard let number = Self.number(identifier).map({ UInt32(truncatingIfNeeded: $0) }) else {
                return .unreadable
            }
            switch number {
            case SCCPMessages.register, SCCPMessages.token, SCCPMessages.spcpToken:
                guard let device = names.popFirst().flatMap({ DeviceName(bytes: $0) }) else { return .unreadable }
                let type = types.popFirst().flatMap { Self.number($0) } ?? 0
                let deviceClass = SCCP.DeviceType(rawValue: UInt32(truncatingIfNeeded: type)).deviceClass
                guard number == SCCPMessages.register else { return .token(device, deviceClass, order: nil) }
                return .registration(device, deviceClass, CapturedMessage.Attempt(conversation: conversation))
            case SCCPMessages.acknowledgment: return .acknowledged(conversation, number: nil, seconds: .max)
            case SCCPMessages.unregister: return .leave(nil, conversation)
            default: return .other
            }
        }
    }

    // MARK: Numbers

    /// The nanoseconds of "1700000000.250000000".
    static func nanoseconds(_ text: ArraySlice<UInt8>) -> Int64? {
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count <= 2, let seconds = decimal(parts[0]), parts[0].count <= 10 else { return nil }
        var fraction: UInt64 = 0
        if parts.count == 2 {
            guard let digits = decimal(parts[1].prefix(9)) else { return nil }
            fraction = digits
            for _ in parts[1].prefix(9).count..<9 { fraction *= 10 }
        }
        // Ten digits of seconds may be more than 64 bits of nanoseconds; a fraction is below one second.
        let (whole, overflows) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        return overflows
            ? nil : Int64(exactly: whole).flatMap { $0 > .max - 1_000_000_000 ? nil : $0 + Int64(fraction) }
    }

    /// A number that tshark writes in decimal or, behind "0x", in hexadecimal digits.
    static func number(_ text: ArraySlice<UInt8>) -> UInt64? {
        guard text.starts(with: Array("0x".utf8)) else { return decimal(text) }
        return UInt64(String(decoding: text.dropFirst(2), as: UTF8.self), radix: 16)
    }

    private static func decimal(_ digits: ArraySlice<UInt8>) -> UInt64? {
        guard !digits.isEmpty, digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        return UInt64(String(decoding: digits, as: UTF8.self))
    }
}
