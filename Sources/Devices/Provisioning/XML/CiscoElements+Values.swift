extension CiscoElements.CallManagerGroup {
    /// The group that lists the controllers of `controllers`.
    init(_ controllers: ControllerList) {
        let list = controllers.endpoints.enumerated().map { priority, controller in
            CiscoElements.Member(
                priority: String(priority), callManager: CiscoElements.CallManager(controller))
        }
        self.init(members: CiscoElements.Members(member: list))
    }

    /// The controllers in the order of their priorities. A member without one stands where it is listed.
    func controllers() throws(ProvisioningFileError) -> ControllerList {
        var placed: [(priority: Int, controller: ControllerEndpoint)] = []
        for (index, member) in (members?.member ?? []).enumerated() {
            let text = CiscoElements.value(member.priority) ?? String(index)
            guard let priority = Int(text), (0..<ControllerList.countMax).contains(priority),
                !placed.contains(where: { $0.priority == priority })
            else { throw .badValue(element: "member priority", value: text) }
            guard let callManager = member.callManager else { throw .missing(element: "callManager") }
            placed.append((priority, try callManager.endpoint()))
        }
        placed.sort { $0.priority < $1.priority }
        guard let controllers = ControllerList(placed.map(\.controller)) else {
            throw .missing(element: "member")
        }
        return controllers
    }
}

extension CiscoElements.CallManager {
    /// The element of `controller`.
    init(_ controller: ControllerEndpoint) {
        self.init(
            name: controller.name,
            ports: CiscoElements.Ports(
                ethernetPhonePort: String(controller.sccpPort), sipPort: String(controller.sipPort),
                securedSipPort: String(controller.securedSIPPort)),
            processNodeName: controller.host.text)
    }

    /// The controller; ports that are not named have their defaults.
    func endpoint() throws(ProvisioningFileError) -> ControllerEndpoint {
        guard let text = CiscoElements.value(processNodeName) else { throw .missing(element: "processNodeName") }
        guard let host = HostName(text) else { throw .badValue(element: "processNodeName", value: text) }
        let defaults = ControllerEndpoint.defaultPorts
        return ControllerEndpoint(
            host: host, name: CiscoElements.value(name),
            sccpPort: try Self.port(ports?.ethernetPhonePort, "ethernetPhonePort", else: defaults.sccp),
            sipPort: try Self.port(ports?.sipPort, "sipPort", else: defaults.sip),
            securedSIPPort: try Self.port(ports?.securedSipPort, "securedSipPort", else: defaults.securedSIP))
    }

    private static func port(
        _ text: String?, _ element: String, else fallback: UInt16
    ) throws(ProvisioningFileError) -> UInt16 {
        guard let text = CiscoElements.value(text) else { return fallback }
        guard let port = UInt16(text), port > 0 else { throw .badValue(element: element, value: text) }
        return port
    }
}
