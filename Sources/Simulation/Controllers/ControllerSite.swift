/// What the simulation knows of a controller at the moment.
struct ControllerSite {
    /// Registrations a second at full speed.
    let serviceRate: Double
    /// Down or unreachable.
    var isAbsent = false
    /// Down.
    var isDown = false
    /// The factor on its rate.
    var speed = 1.0
    /// Devices in its table, as the simulation counts them.
    var registeredCount = 0
    /// The number of the last request that each tier served; for the order within a tier.
    var lastServed: [Int64] = [-1, -1, -1]

    init(serviceRate: Double) { self.serviceRate = serviceRate }

    /// How long one registration takes, in nanoseconds; `nil` while it serves nothing. At least 1.
    var serviceNanoseconds: Int64? {
        let rate = serviceRate * speed
        guard rate > 1e-9 else { return nil }
        return max(Int64((1e9 / rate).rounded()), 1)
    }
}
