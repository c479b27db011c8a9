public import Measurement

extension FleetSettings {
    /// What carries the messages of these devices.
    func openLink(clock: MonotonicClock, runTag: UInt64) throws(RegistrarError) -> any DeviceLink {
        switch scheme {
        case .sip: try SIPDatagramLink(self, clock: clock, runTag: runTag)
        case .sipOverTCP: try StreamLink(self, dialogue: SIPDialogue(self, runTag: runTag), clock: clock)
        case .sccp: try StreamLink(self, dialogue: SCCPDialogue(), clock: clock)
        }
    }

    /// Opens the sockets of a fleet and closes them again, so that what is wrong is known before anything depends on it.
    public func tryOpening(clock: MonotonicClock) throws(RegistrarError) {
        let needed = descriptorCount
        let limit = DescriptorLimit.raise()
        guard needed <= limit else { throw .tooFewDescriptors(needed: needed, limit: limit) }
        _ = try openLink(clock: clock, runTag: 0)
    }

    /// The descriptors that the fleet needs: a connection for each device, or a socket for each source and controller, and some to spare.
    var descriptorCount: Int { (scheme.isConnected ? deviceCount : sources.count * controllers.count) + 32 }
}
