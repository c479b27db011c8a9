public import Registration

/// What a request asks of a controller, judged in the order of RFC 3261 section 8.2: method, address, extensions, content.
public enum SIPDemand: Sendable {
    /// REGISTER.
    case registration(SIPRegistration)
    /// REFER to Cisco's token address: the device asks for a token. 202 grants it; 486 or 503 with Retry-After denies it.
    case token(DeviceName)
    /// OPTIONS: answered with 200.
    case options
    /// INVITE: the user of the request's address is looked up, and the answer is a 302 to its contact.
    case invite(user: SIPSlice)
    /// ACK: never answered.
    case acknowledgment
    /// CANCEL of a request that this side has already answered: 200 where its transaction is still known, 481 else.
    case cancel
    /// BYE: 481, as a redirecting controller has no dialogs.
    case bye
    /// Answered with an error.
    case refused(SIPRefusal)

    /// What the request asks for; `message` was read from `bytes` without a fault.
    public init(_ message: borrowing SIPMessage, in bytes: Span<UInt8>, rule: SIPExpiryRule) {
        do throws(SIPRefusal) {
            self = try Self.judge(message, in: bytes, rule: rule)
        } catch {
            self = .refused(error)
        }
    }

    private static func judge(
        _ message: borrowing SIPMessage, in bytes: Span<UInt8>, rule: SIPExpiryRule
    ) throws(SIPRefusal) -> SIPDemand {
        switch message.method {
        // Neither can be refused for what it requires (RFC 3261 section 8.2.2.3).
        case .ack: return .acknowledgment
        case .cancel: return .cancel
        case .register, .refer, .options, .invite, .bye: break
        case .unknown: throw SIPRefusal(.notImplemented)
        default: throw SIPRefusal(.methodNotAllowed)
        }
        guard let address = SIPURI(message.requestURI, in: bytes) else { throw SIPRefusal(.badRequest) }
        guard address.scheme == .sip || address.scheme == .sips else { throw SIPRefusal(.unsupportedURIScheme) }
        try checkExtensions(message, in: bytes)
        switch message.method {
        case .register: return .registration(try .read(message, in: bytes, rule: rule))
        case .refer: return .token(try tokenDevice(message, in: bytes))
        case .options: return .options
        case .bye: return .bye
        default:
            // A redirect would send the caller on where no hop is left (RFC 3261 section 16.3, step 3).
            guard message.maxForwards != 0 else { throw SIPRefusal(.tooManyHops) }
            return .invite(user: address.user)
        }
    }

    private static func checkExtensions(
        _ message: borrowing SIPMessage, in bytes: Span<UInt8>
    ) throws(SIPRefusal) {
        let tags: SIPOptionTags
        do throws(SIPFault) { tags = try message.optionTags(.require, in: bytes) } catch { throw SIPRefusal(error) }
        guard tags.isSubset(of: .required) else { throw SIPRefusal(.badExtension) }
    }

    /// The device that asks for a token. A REFER to anything else is declined: this side dials nobody.
    private static func tokenDevice(
        _ message: borrowing SIPMessage, in bytes: Span<UInt8>
    ) throws(SIPRefusal) -> DeviceName {
        let target: SIPSlice
        let contact: SIPContact
        do throws(SIPFault) {
            guard message.fields[.referTo].isPresent else {
                throw SIPFault(.missingField, .referTo, at: message.body.lowerBound)
            }
            target = try SIPAddress.read(message.fields[.referTo], of: .referTo, in: bytes).uri
            var contacts = SIPContactCursor()
            contact = try contacts.next(of: message, in: bytes) ?? SIPContact()
        } catch {
            throw SIPRefusal(error)
        }
        guard target.matches("urn:x-cisco-remotecc:token-registration", in: bytes) else { throw SIPRefusal(.forbidden) }
        let user = SIPURI(message.from.uri, in: bytes)?.user ?? .absent
        guard let name = SIPDeviceNaming.name(contact: contact, user: user, in: bytes) else {
            throw SIPRefusal(.forbidden)
        }
        return name
    }
}
