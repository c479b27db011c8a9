extension Plan {
    /// The hash of the parameters in a fixed order, then of the content of the first requests.
    func contentHash() -> FNV1a {
        var hash = FNV1a()
        hash.combine("plan/1")
        hash.combine(seed)
        hash.combine(UInt64(devices))
        hash.combine(profile.kind.rawValue)
        for setting in profile.settings { hash.combine(setting) }
        hash.combine(durationSeconds ?? 0)
        for fraction in mix.fractions { hash.combine(fraction) }
        // No plan has as many requests as the largest word.
        hash.combine(plannedCount ?? .max)
        var requests = cursor()
        for _ in 0..<max(PlanLimits.hashedRequestsMax, recording.count) {
            guard let request = requests.next() else { break }
            hash.combine(UInt64(bitPattern: request.plannedNanoseconds))
            // Device and kind fit in one word together.
            hash.combine(UInt64(request.device) << 8 | UInt64(request.kind.rawValue))
        }
        return hash
    }
}
