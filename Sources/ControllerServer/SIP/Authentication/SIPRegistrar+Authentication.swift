internal import NIOCore
internal import Registration
internal import Signalling

extension SIPRegistrar {
    /// What is to be done with a request whose sender was judged.
    enum Admission: Hashable, Sendable {
        /// It is carried out.
        case admitted
        /// Its proof came before: it is carried out where that changes nothing, and challenged else.
        case replayed
        /// It was answered.
        case answered
    }

    /// Judges who sends a request that speaks for an address of record, and answers it where it proves nothing.
    func authenticate(_ request: Request, for addressOfRecord: DeviceName?) -> Admission {
        guard let authenticator else { return .admitted }
        let verdict: SIPAuthenticator.Verdict
        do throws(SIPFault) {
            verdict = try authenticator.verdict(
                on: message, in: request.bytes.readableBytesUInt8Span, for: addressOfRecord, at: request.now)
        } catch {
            receiveMalformed(error, request)
            return .answered
        }
        switch verdict {
        case .accepted: return .admitted
        case .replayed: return .replayed
        case .unproven: challenge(request)
        case .stale: challenge(request, isStale: true)
        case .wrong:
            loop.counters.add(.sipWrongCredentials)
            loop.shared.log.say(
                .sipCredentials, at: request.now,
                "a request for \(addressOfRecord?.description ?? "nobody") came with wrong credentials")
            challenge(request)
        case .forbidden:
            loop.counters.add(.sipRefusals)
            answer(.forbidden, request)
        }
        return .answered
    }

    /// Asks who sends a request.
    func challenge(_ request: Request, isStale: Bool = false) {
        guard let authenticator else { return }
        loop.counters.add(.sipChallenges)
        var answer = SIPAnswer(.unauthorized, to: request.source, toTag: request.toTag)
        answer.challenge = authenticator.challenge(isStale: isStale, at: request.now)
        self.answer(answer, request)
    }
}
