internal import Registration
internal import Signalling

/// Reads SIP messages as the registrar of this package reads them, so that a device has the same name here and there.
struct SIPReader {
    /// Read anew for each message.
    private var message = SIPMessage()

    /// Any wish is taken: what a target refuses is its own affair.
    private static let rule = SIPExpiryRule(
        minSeconds: 0, maxSeconds: .max, defaultSeconds: RecordingLimits.expirySeconds)

    /// What the message in `bytes`, which has no body, says.
    mutating func read(_ bytes: [UInt8]) -> CapturedMessage {
        do throws(SIPFault) { try message.read(bytes.span, framing: .datagram) } catch { return .unreadable }
        return message.isRequest ? request(bytes.span) : answer(bytes.span)
    }

    private func request(_ bytes: Span<UInt8>) -> CapturedMessage {
        guard message.method == .register || message.method == .refer else { return .other }
        let order = SIPRequestOrder(message, in: bytes)
        switch SIPDemand(message, in: bytes, rule: Self.rule) {
        case .token(let device): return .token(device, .phone, order: order)
        case .registration(let registration):
            switch registration.purpose {
            case .bind(let seconds):
                return .registration(
                    registration.device, .phone,
                    CapturedMessage.Attempt(
                        conversation: .sip(callID: order.callID), number: order.number,
                        user: registration.user.text(in: bytes), seconds: seconds))
            case .unbind, .unbindAll: return .leave(registration.device, nil)
            case .ping, .query: return .look
            }
        // A REFER to anything but a token is a call being transferred.
        case .refused: return message.method == .refer ? .other : .unreadable
        default: return .other
        }
    }

    private func answer(_ bytes: Span<UInt8>) -> CapturedMessage {
        guard message.sequence.method == .register, let status = message.status, status.isSuccess else { return .other }
        let order = SIPRequestOrder(message, in: bytes)
        var contacts = SIPContactCursor()
        let contact = try? contacts.next(of: message, in: bytes)
        return .acknowledged(
            .sip(callID: order.callID), number: order.number,
            seconds: contact?.expiresSeconds ?? message.expiresSeconds)
    }
}
