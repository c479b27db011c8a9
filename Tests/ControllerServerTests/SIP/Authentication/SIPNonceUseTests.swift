import Registration
import Signalling
import Testing

@testable import ControllerServer

@Suite struct SIPNonceUseTests {
    private static let nonces = DigestNonces(secret: (1, 2), lifetime: .seconds(60))

    private static func nonce(_ second: Int64) -> DigestNonce { nonces.nonce(at: .epoch + .seconds(second)) }

    @Test("Each count of the newest nonce is used once, and no older nonce at all")
    func order() {
        var use = SIPNonceUse(of: Self.nonce(5))
        let uses: [(Int64, UInt32, SIPNonceUse.Outcome)] = [
            (5, 1, .first), (5, 1, .repeated), (4, 9, .superseded), (5, 3, .first), (5, 2, .first), (5, 2, .repeated),
            (6, 1, .first), (5, 4, .superseded), (6, 1, .repeated), (6, 2, .first),
        ]
        for (second, count, outcome) in uses {
            let found = use.use(Self.nonce(second), count: count)
            #expect(found == outcome, "\(count) of \(second)")
        }
    }

    @Test("A client that does not count uses nothing, and puts no nonce out of use")
    func withoutCount() {
        var use = SIPNonceUse(of: Self.nonce(5))
        let outcomes = [
            use.use(Self.nonce(5), count: 0), use.use(Self.nonce(6), count: 0), use.use(Self.nonce(5), count: 1),
        ]
        #expect(outcomes == [.repeated, .repeated, .first])
    }
}
