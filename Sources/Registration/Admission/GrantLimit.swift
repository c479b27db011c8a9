/// How many grants a batch may still make: outstanding grants never exceed what the controller can serve within the token
/// timeout, so that no device holds a token which must expire in the queue.
struct GrantLimit: BitwiseCopyable {
    private var left: Int

    init(load: Load, parameters: borrowing Parameters) {
        let timeout = parameters.tokenTimeout.timeout(under: load)
        let bound = timeout.seconds * load.serviceRate
        // At least one, or a controller whose estimate fell to nothing could never measure better.
        left = max(Int(clamping: UInt64(min(max(bound, 1), 1e15))) - load.outstandingGrants, 0)
    }

    /// Whether one more grant may be made.
    var allowsMore: Bool { left > 0 }

    /// Counts a grant.
    mutating func take() { left -= 1 }

    /// Counts one grant less.
    mutating func giveBack() { left += 1 }
}
