public import Registration

/// What a REGISTER asks for (RFC 3261 section 10).
///
/// The core keeps one registration for each device, so one contact is bound: the first that does not ask to be removed.
public struct SIPRegistration: Sendable, BitwiseCopyable {
    /// What is to be done.
    public enum Purpose: Hashable, Sendable, BitwiseCopyable {
        /// Register the device for so many seconds, as the rule grants.
        case bind(seconds: UInt32)
        /// The device leaves.
        case unbind
        /// All devices of the address of record leave: "Contact: *".
        case unbindAll
        /// Nothing but an answer: the ping of a Cisco phone that is registered elsewhere.
        case ping
        /// The device asks what is bound, and changes nothing: no Contact.
        case query
    }

    /// Who it is; with ``Purpose/unbindAll`` and ``Purpose/query``, by the user alone.
    public let device: DeviceName
    /// The user of the address of record.
    public let user: SIPSlice
    /// What is to be done.
    public let purpose: Purpose
    /// The contact that it concerns; it has no address with ``Purpose/unbindAll`` and ``Purpose/query``.
    public let contact: SIPContact

    /// Reads what a REGISTER without a fault asks for.
    static func read(
        _ message: borrowing SIPMessage, in bytes: Span<UInt8>, rule: SIPExpiryRule
    ) throws(SIPRefusal) -> SIPRegistration {
        guard let address = SIPURI(message.to.uri, in: bytes), !address.user.isEmpty else {
            // RFC 3261 section 10.3, step 5: no address of record of this domain.
            throw SIPRefusal(.notFound)
        }
        let contact: SIPContact?
        do throws(SIPFault) {
            contact = try leadingContact(of: message, in: bytes)
        } catch {
            throw SIPRefusal(error)
        }
        let name =
            contact.map { SIPDeviceNaming.name(contact: $0, user: address.user, in: bytes) }
            ?? SIPDeviceNaming.name(user: address.user, in: bytes)
        guard let name else { throw SIPRefusal(.notFound) }
        return SIPRegistration(
            device: name, user: address.user, purpose: try purpose(of: contact, message, rule: rule),
            contact: contact ?? SIPContact())
    }

    private static func purpose(
        of contact: SIPContact?, _ message: borrowing SIPMessage, rule: SIPExpiryRule
    ) throws(SIPRefusal) -> Purpose {
        guard let contact else { return .query }
        if contact.isWildcard { return .unbindAll }
        let expires = message.expiresSeconds
        let wished = contact.expiresSeconds ?? expires
        if contact.isKeepAlive, wished == 0 { return .ping }
        guard let seconds = rule.seconds(wished: wished) else {
            throw SIPRefusal(.intervalTooBrief, minExpiresSeconds: rule.minSeconds)
        }
        return seconds == 0 ? .unbind : .bind(seconds: seconds)
    }

    /// The first contact that is not to be removed, or the first; every contact is read, as one fault undoes the whole request.
    private static func leadingContact(
        of message: borrowing SIPMessage, in bytes: Span<UInt8>
    ) throws(SIPFault) -> SIPContact? {
        let expires = message.expiresSeconds
        var cursor = SIPContactCursor()
        guard var leading = try cursor.next(of: message, in: bytes) else { return nil }
        var count = 1
        var hasWildcard = leading.isWildcard
        while let contact = try cursor.next(of: message, in: bytes) {
            count += 1
            hasWildcard = hasWildcard || contact.isWildcard
            if (leading.expiresSeconds ?? expires) == 0, (contact.expiresSeconds ?? expires) != 0 { leading = contact }
        }
        // RFC 3261 section 10.3, step 6: "*" comes alone, and with Expires 0.
        guard !hasWildcard || count == 1 && expires == 0 else {
            throw SIPFault(.malformedField, .contact, at: leading.whole.lowerBound)
        }
        return leading
    }
}
