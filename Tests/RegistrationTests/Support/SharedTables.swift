import LockFree

@_spi(HotPaths) @testable import Registration

/// A token store that several threads share.
final class SharedTokenStore: Sendable {
    let store: TokenStore
    let hasher = DeviceHasher(seed: 7)

    init(slotCount: Int) throws { store = try TokenStore(slotCount: slotCount, hasher: hasher) }

    /// Has `device` ask at `now` with a law that grants; the token, and whether it is new.
    func grant(
        _ device: Int, generator: inout TokenGenerator, effects: inout TokenStore.Effects,
        timeout: Nanoseconds = .seconds(10), at now: Instant
    ) -> (token: Token, isNew: Bool)? {
        let name = DeviceName.numbered(device)
        let terms = TokenStore.Terms(timeout: timeout, slotGrace: .seconds(5), denialsUntilPriority: 8)
        let answer = store.request(
            name, hash: hasher.hash(name), address: .numbered(device), proposal: .grant, terms: terms,
            generator: &generator, effects: &effects, at: now)
        if case .granted(let token, _, let isNew) = answer { return (token, isNew) }
        return nil
    }

    func redeem(_ proof: TokenProof, by device: Int, at now: Instant) -> TokenStore.RedeemResult {
        let name = DeviceName.numbered(device)
        return store.redeem(proof, by: name, hash: hasher.hash(name), at: now)
    }

    func restore(_ redemption: TokenStore.Redemption) -> Bool {
        store.restore(redemption, hash: hasher.hash(redemption.row.name))
    }

    func invariantsHold() -> Bool { store.invariantsHold() }
    func countOutstandingGrants(at now: Instant) -> Int { store.countOutstandingGrants(at: now) }
}

/// A registration table that several threads share.
final class SharedTable: Sendable {
    let table: RegistrationTable
    let hasher = DeviceHasher(seed: 7)

    init(capacity: Int, directoryCapacity: Int) throws {
        table = try RegistrationTable(
            capacity: capacity, directoryCapacity: directoryCapacity,
            plan: ServicePlan(poolFirst: DirectoryName(rawValue: 8 << 56 | 10_000_000), poolCount: directoryCapacity),
            hasher: hasher)
    }

    func reserve(_ device: Int, tier: UInt8 = 2, mayCreate: Bool = true) -> RegistrationTable.Reservation {
        let name = DeviceName.numbered(device)
        return table.reserve(
            name, hash: hasher.hash(name), address: .numbered(device), deviceClass: .phone, tier: tier,
            mayCreate: mayCreate)
    }

    func cancel(_ device: Int, restoring replaced: RegistrationTable.Replaced? = nil) -> Bool {
        let name = DeviceName.numbered(device)
        return table.cancel(name, hash: hasher.hash(name), restoring: replaced)
    }

    func progress(of device: Int) -> RegistrationTable.Progress { table.progress(of: .numbered(device)) }
    func invariantsHold() -> Bool { table.invariantsHold() }
}
