/// The extensions that a list of option tags names: Supported, Require, Proxy-Require (RFC 3261 section 19.2).
public struct SIPOptionTags: OptionSet, Hashable, Sendable, BitwiseCopyable {
    /// One bit for each.
    public let rawValue: UInt8

    /// The extensions of these bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// "norefersub" (RFC 4488): a REFER begins no subscription.
    public static var noReferSubscription: SIPOptionTags { SIPOptionTags(rawValue: 1) }
    /// "path" (RFC 3327); only ever seen as supported.
    public static var path: SIPOptionTags { SIPOptionTags(rawValue: 2) }
    /// "outbound" (RFC 5626).
    public static var outbound: SIPOptionTags { SIPOptionTags(rawValue: 4) }
    /// "gruu" (RFC 5627).
    public static var gruu: SIPOptionTags { SIPOptionTags(rawValue: 8) }
    /// Any that is not listed here.
    public static var unknown: SIPOptionTags { SIPOptionTags(rawValue: 128) }

    /// Those that this side carries out where a peer requires them.
    static var required: SIPOptionTags { .noReferSubscription }

    /// The extension of this name.
    init(tag: SIPSlice, in bytes: Span<UInt8>) {
        if tag.matches("norefersub", in: bytes) {
            self = .noReferSubscription
        } else if tag.matches("path", in: bytes) {
            self = .path
        } else if tag.matches("outbound", in: bytes) {
            self = .outbound
        } else {
            self = tag.matches("gruu", in: bytes) ? .gruu : .unknown
        }
    }
}

/// A place among the option tags of one name's fields.
struct SIPOptionTagCursor {
    private let name: SIPFieldName
    private var place = 0
    private var cursor = SIPCursor(.absent)

    init(_ name: SIPFieldName) { self.name = name }

    /// The next tag; `nil` behind the last. Empty elements are passed over.
    ///
    /// - Throws: a fault where an element is no token.
    mutating func next(of message: borrowing SIPMessage, in bytes: Span<UInt8>) throws(SIPFault) -> SIPSlice? {
        while true {
            while cursor.isAtEnd {
                guard let found = message.fields.place(of: name, from: place) else { return nil }
                place = found &+ 1
                cursor = SIPCursor(message.fields[found].value)
            }
            let tag = cursor.take(.token, in: bytes)
            if !cursor.isAtEnd, !cursor.takeSeparator(0x2C, in: bytes) {
                throw SIPFault(.malformedField, name, at: cursor.offset)
            }
            if !tag.isEmpty { return tag }
        }
    }
}

extension SIPMessage {
    /// The extensions that fields of this name list.
    ///
    /// - Throws: a fault where such a field is no list of tokens.
    public func optionTags(_ name: SIPFieldName, in bytes: Span<UInt8>) throws(SIPFault) -> SIPOptionTags {
        var tags: SIPOptionTags = []
        guard fields[name].isPresent else { return tags }
        var cursor = SIPOptionTagCursor(name)
        while let tag = try cursor.next(of: self, in: bytes) { tags.formUnion(SIPOptionTags(tag: tag, in: bytes)) }
        return tags
    }
}
