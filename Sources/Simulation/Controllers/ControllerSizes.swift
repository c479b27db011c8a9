internal import Devices
internal import Registration

/// How large a controller of a scenario must be: it holds every device that may come to it.
struct ControllerSizes {
    let configuration: ControllerConfiguration

    init(_ scenario: StormScenario, controller: Int) {
        let fleet = FleetAssignment(shape: scenario.assignment, controllerCount: scenario.controllers)
        let id = UInt8(controller)
        let devices = max((0..<scenario.devices).count { fleet.controllers(ofDevice: $0).slot(of: id) != nil }, 64)
        let gateways = Int((scenario.gatewayShare * Double(scenario.devices)).rounded())
        let rate = scenario.serviceRate(of: controller)
        var configuration = ControllerConfiguration(
            devices: devices, laneCount: 1, hashSeed: scenario.seed &+ UInt64(controller),
            parameters: scenario.parameters ?? scenario.law.parameters(serviceRatePerSecond: rate))
        // Line tables are laid out for a load, not for the last row.
        configuration.deviceCapacity = devices + devices / 8
        configuration.directoryCapacity = devices + devices / 8 + 16 * gateways
        // Numbers are only counted, and a device that comes again after others may draw new ones.
        configuration.plan.poolFirst = DirectoryName("100000000000") ?? configuration.plan.poolFirst
        configuration.plan.poolCount = 1_000 * (devices + 16 * gateways)
        let places = scenario.queueCapacity ?? max(scenario.devices, 1_024)
        configuration.tierCapacities = [places, places, places]
        self.configuration = configuration
    }
}
