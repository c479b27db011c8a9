package import Devices
package import Registration
internal import SeededRandom

/// The devices of a storm, and what is kept of each.
package struct Fleet {
    /// Their machines.
    package var devices: [Device]
    var records: [DeviceRecord]
    let seed: UInt64

    /// A fleet as the scenario has it before anything happens; who misbehaves is drawn from its seed, and so is
    /// who is a gateway where no plan says it.
    package init(_ scenario: StormScenario) {
        seed = SplitMix64.output(seed: scenario.seed, index: 0x666C_6565)
        let assignment = FleetAssignment(shape: scenario.assignment, controllerCount: scenario.controllers)
        devices = []
        devices.reserveCapacity(scenario.devices)
        records = [DeviceRecord](repeating: DeviceRecord(), count: scenario.devices)
        // Exact shares in a drawn order, so that a share of a small fleet is that share.
        let classOrder = IndexPermutation(count: UInt32(scenario.devices), seed: seed ^ 1)
        let faultOrder = IndexPermutation(count: UInt32(scenario.devices), seed: seed ^ 2)
        let gateways = Self.count(scenario.gatewayShare, of: scenario.devices)
        let ends = Self.ends(scenario.misbehaviour, devices: scenario.devices)
        for index in 0..<scenario.devices {
            let drawnClass =
                Int(classOrder[UInt32(index)]) < gateways ? DeviceClass.gateway : .phone
            let place = Int(faultOrder[UInt32(index)])
            let misbehaviour = ends.first { place < $0.end }?.misbehaviour ?? .none
            switch scenario.start {
            case .coldStart: devices.append(Device(deviceClass: drawnClass, misbehaviour: misbehaviour))
            case .planned(let powerOns):
                devices.append(Device(deviceClass: powerOns[index].deviceClass, misbehaviour: misbehaviour))
            case .inService:
                let configuration = DeviceConfiguration(
                    firmware: 1, controllers: assignment.controllers(ofDevice: index))
                devices.append(
                    .inService(configuration, deviceClass: drawnClass, misbehaviour: misbehaviour))
            }
        }
    }

    private static func count(_ share: Double, of devices: Int) -> Int { Int((share * Double(devices)).rounded()) }

    /// Where each misbehaviour ends in the drawn order.
    private static func ends(
        _ shares: MisbehaviourShares, devices: Int
    ) -> [(misbehaviour: Misbehaviour, end: Int)] {
        var end = 0
        return Misbehaviour.allCases.filter { $0 != .none }.map { misbehaviour in
            end += count(shares.share(of: misbehaviour), of: devices)
            return (misbehaviour, end)
        }
    }

    @inline(__always)
    func identity(_ index: Int) -> DeviceIdentity {
        DeviceIdentity(index: index, deviceClass: devices[index].deviceClass)
    }

    /// The random source of a device's step at `time`.
    @inline(__always)
    func random(_ index: Int, at time: Int64) -> SplitMix64 {
        SplitMix64(seed: SplitMix64.mix(seed ^ UInt64(index)) ^ UInt64(bitPattern: time))
    }

    /// A time of the device's own in `0 ..< span`, for `purpose`.
    package func drawnTime(_ index: Int, within span: Nanoseconds, purpose: UInt64) -> Int64 {
        let bits = SplitMix64.mix(SplitMix64.output(seed: seed, index: UInt64(index)) ^ purpose &* 0x9E37_79B9)
        return Int64(bits.multipliedFullWidth(by: UInt64(max(span.count, 0))).high)
    }
}
