public import Devices

/// Which share of a fleet does what wrong; the rest does nothing wrong.
public struct MisbehaviourShares: Hashable, Sendable {
    /// Devices that ask again after a span of their own.
    public var ignoresRetryTimes = 0.0
    /// Devices that let their token expire before they use it.
    public var reusesExpiredToken = 0.0
    /// Devices that send everything twice.
    public var duplicatesRequests = 0.0
    /// Devices that are never heard of again after their first token request.
    public var neverReturns = 0.0

    /// A fleet that behaves.
    public init() {}

    /// The share of one misbehaviour.
    public func share(of misbehaviour: Misbehaviour) -> Double {
        switch misbehaviour {
        case .none: 1 - total
        case .ignoresRetryTimes: ignoresRetryTimes
        case .reusesExpiredToken: reusesExpiredToken
        case .duplicatesRequests: duplicatesRequests
        case .neverReturns: neverReturns
        }
    }

    /// The share of devices that misbehave in any way.
    public var total: Double { ignoresRetryTimes + reusesExpiredToken + duplicatesRequests + neverReturns }

    func problem() -> StormScenario.Problem? {
        let shares = [ignoresRetryTimes, reusesExpiredToken, duplicatesRequests, neverReturns]
        guard shares.allSatisfy({ $0 >= 0 && $0 <= 1 }), total <= 1 else {
            return .outOfRange("misbehaviour", allowed: "shares of 0 to 1 that add up to at most 1")
        }
        return nil
    }
}
