/// Why a request is answered with an error before the core hears of it.
public struct SIPRefusal: Error, Hashable, Sendable, BitwiseCopyable {
    /// The status.
    public let status: SIPStatus
    /// The fault behind it, where there is one.
    public let fault: SIPFault?
    /// With 423: the shortest time that is granted.
    public let minExpiresSeconds: UInt32?

    init(_ status: SIPStatus, minExpiresSeconds: UInt32? = nil) {
        self.status = status
        self.minExpiresSeconds = minExpiresSeconds
        fault = nil
    }

    init(_ fault: SIPFault) {
        status = fault.status
        self.fault = fault
        minExpiresSeconds = nil
    }
}
