internal import Exposition
internal import Registration

/// How long registrations waited in the queue, by tier: those that one event loop has served.
///
/// Written by that loop, read by whoever looks.
final class QueueWaits: Sendable {
    private let tiers: [BucketHistogram]

    /// No registrations yet, of as many classes as there are.
    init() { tiers = RegistrationClass.allCases.map { _ in BucketHistogram() } }

    /// Notes a registration that is done, from when the queue took it to have come: a demoted token holder's counts from its grant.
    func note(_ acknowledgment: RegistrationAcknowledgment) {
        guard Int(acknowledgment.tier) < tiers.count else { return }
        tiers[Int(acknowledgment.tier)].record(
            nanoseconds: acknowledgment.registeredAt.nanoseconds - acknowledgment.arrivedAt.nanoseconds)
    }

    /// The waits of a tier.
    func snapshot(ofTier tier: Int) -> BucketCounts { tiers[tier].snapshot }
}
