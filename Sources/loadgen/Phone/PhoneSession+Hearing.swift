import Devices
import Provisioning
import Registration
import Signalling

/// What a phone hears from its controllers.
extension PhoneSession {
    /// Takes in what came on all connections, and what became of them.
    func hearAll() {
        for (slot, link) in links.sorted(by: { $0.key < $1.key }) {
            if link.connection.state == .open { noteConnection(link, to: slot) }
            while let frame = link.next() { hear(frame, over: link, from: slot) }
            if link.connection.state == .closed { noteEnd(of: link, to: slot) }
        }
    }

    private func noteConnection(_ link: ControllerLink, to slot: ControllerSlot) {
        if link.awaitsReceipt {
            // The transport has the request: its answer may take as long as others wait before it.
            link.awaitsReceipt = false
            note(.message(.received, from: slot))
        }
        if slot == device.active, !link.carriesRegistration, !link.isLeaving {
            // Registrations end with their connections, and this one is new.
            note(.message(.unknownDevice, from: slot))
        }
    }

    private func noteEnd(of link: ControllerLink, to slot: ControllerSlot) {
        links[slot] = nil
        answeringSince[slot] = nil
        // Whoever was asked is gone with the question: there is nothing to wait for.
        let isUnheard = device.state == .received || device.state == .queued
        if isUnheard, device.target == slot, !link.isLeaving { note(.timer(.procedure)) }
    }

    private func hear(_ frame: ControllerLink.Frame, over link: ControllerLink, from slot: ControllerSlot) {
        switch frame.header.kind {
        case .registerAck:
            if let answer = try? SCCP.RegisterAck(parsing: frame.body.span, of: frame.header) { adopt(answer) }
            note(.message(.received, from: slot))
        case .capabilitiesRequest: askForConfiguration(over: link)
        case .defineTimeDate:
            // A controller sets the clock of its phones at other times too.
            guard !link.carriesRegistration else { return }
            link.carriesRegistration = true
            note(.message(.registered, from: slot))
        case .registerReject: note(.message(.registrationFailed, from: slot))
        case .registerTokenAck:
            // No token is on the wire: the controller knows the phone by its name.
            note(.message(.granted(.forged(high: 0, low: 0), timeout: nil), from: slot))
        case .registerTokenReject:
            guard let answer = try? SCCP.RegisterTokenReject(parsing: frame.body.span, of: frame.header) else { return }
            note(.message(.tokenDenied(retryAfter: .seconds(Int64(answer.waitSeconds))), from: slot))
        case .keepAliveAck: hearPing(over: link, from: slot)
        case .unregisterAck: if link.isLeaving { link.connection.close() }
        case .reset:
            say("\(place(slot)) has it start again")
            startAgain()
        default: break
        }
    }

    /// The intervals that the controller wants.
    private func adopt(_ answer: SCCP.RegisterAck) {
        settings.keepAliveInterval = .seconds(Int64(min(max(answer.keepAliveSeconds, 1), 3_600)))
        settings.watchInterval = .seconds(Int64(min(max(answer.secondaryKeepAliveSeconds, 1), 3_600)))
    }

    private func hearPing(over link: ControllerLink, from slot: ControllerSlot) {
        guard slot != device.active else { return note(.message(.keepAliveAnswered, from: slot)) }
        link.awaitsProbeAnswer = false
        let since = answeringSince[slot] ?? now
        if answeringSince[slot] == nil {
            say("\(place(slot)) answers again; must do so for \(connectionMonitor.count / 1_000_000_000) s")
        }
        answeringSince[slot] = since
        guard now - since >= connectionMonitor else { return }
        note(.message(.probeAnswered, from: slot))
    }
}
