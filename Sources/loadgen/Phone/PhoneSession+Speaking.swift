import Devices
import Provisioning
import Registration
import Signalling

/// What a phone says to its controllers.
extension PhoneSession {
    private var station: SCCP.StationIdentifier {
        SCCP.StationIdentifier(deviceName: parts.hardwareAddress.deviceName)
    }

    private var ownAddress: UInt32 { lease?.address.number ?? 0 }

    /// Says what the machine wants said.
    func send(_ message: DeviceMessage, to slot: ControllerSlot) {
        switch message {
        case .initialRegistration, .tokenRegistration:
            let hasToken = message == .tokenRegistration && device.token != nil
            say("registering with \(place(slot))\(hasToken ? " with its token" : "")")
            register(with: slot)
        case .tokenRequest:
            say("asking \(place(slot)) for a token")
            link(to: slot)?.say(
                SCCP.RegisterTokenRequest(station: station, ipv4Address: ownAddress, deviceType: .phone7941))
        case .keepAlive: ping(slot)
        case .probe: probe(slot)
        case .unregister:
            guard let link = links[slot], link.isUsable else { return }
            link.say(SCCP.UnregisterRequest())
            link.isLeaving = true
        }
    }

    /// The connection to a controller, a new one where the last one is of no more use; `nil` where the system gives none.
    private func link(to slot: ControllerSlot) -> ControllerLink? {
        if let link = links[slot], link.isUsable { return link }
        let endpoint = controllers[Int(slot.rawValue)]
        links[slot] = nil
        guard let address = HostLookup.address(of: endpoint.host),
            let link = try? ControllerLink(to: IPv4Endpoint(address, port: endpoint.sccpPort))
        else { return nil }
        links[slot] = link
        return link
    }

    private func register(with slot: ControllerSlot) {
        guard let link = link(to: slot) else { return }
        var request = SCCP.RegisterRequest(
            station: station, ipv4Address: ownAddress, deviceType: .phone7941, form: .firmware)
        request.protocolVersion = 17
        request.hardwareAddress = SCCP.HardwareAddress(macAddress: parts.hardwareAddress.number)
        request.lineCountMax = 1
        link.say(request)
        link.awaitsReceipt = true
    }

    /// Pings the controller that serves the phone. Over a connection that is lost it is not answered; where a new one can be made, the controller
    /// is there and has forgotten the phone.
    private func ping(_ slot: ControllerSlot) { link(to: slot)?.ask(.keepAlive) }

    /// Asks a better controller whether it is there. Where it did not answer the last time, it is asked over a new connection.
    private func probe(_ slot: ControllerSlot) {
        if let last = links[slot], last.awaitsProbeAnswer || !last.isUsable {
            links[slot] = nil
            answeringSince[slot] = nil
        }
        guard let link = link(to: slot) else { return }
        link.awaitsProbeAnswer = true
        link.ask(.keepAlive)
    }

    /// All that a phone asks between its registration's answer and being registered.
    func askForConfiguration(over link: ControllerLink) {
        link.say(SCCP.CapabilitiesResponse())
        for kind: SCCP.MessageKind in [
            .buttonTemplateRequest, .softKeyTemplateRequest, .softKeySetRequest, .configStatRequest,
        ] { link.ask(kind) }
        link.say(SCCP.StatusRequest.line(1))
        link.say(SCCP.StatusRequest.forward(line: 1))
        link.say(SCCP.RegisterAvailableLines(lineCountMax: 1))
        link.ask(.timeDateRequest)
    }
}
