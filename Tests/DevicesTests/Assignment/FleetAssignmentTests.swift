import Devices
import Testing

@Suite struct FleetAssignmentTests {
    /// Devices per controller in a slot, of those that `counts` lets through.
    private static func loads(
        _ fleet: FleetAssignment, devices: Int, slot: ControllerSlot, where counts: (ControllerAssignment) -> Bool
    ) -> [Int] {
        var loads = [Int](repeating: 0, count: fleet.controllerCount)
        for index in 0..<devices {
            let assignment = fleet.controllers(ofDevice: index)
            if counts(assignment), slot.rawValue < assignment.count { loads[Int(assignment[slot])] += 1 }
        }
        return loads
    }

    private static func spread(_ loads: some Collection<Int>) -> Int { (loads.max() ?? 0) - (loads.min() ?? 0) }

    @Test("Every controller is the primary of as many devices", arguments: [1, 2, 3, 4, 7, 16], [1, 100, 9_999])
    func primaries(controllers: Int, devices: Int) {
        let fleet = FleetAssignment(controllerCount: controllers)
        let loads = Self.loads(fleet, devices: devices, slot: .primary) { _ in true }
        #expect(loads.reduce(0, +) == devices)
        #expect(Self.spread(loads) <= 1)
    }

    @Test("What a failed controller leaves is spread evenly over the others", arguments: [2, 3, 4, 7, 16])
    func survivors(controllers: Int) {
        for shape in FleetAssignment.Shape.allCases {
            let fleet = FleetAssignment(shape: shape, controllerCount: controllers)
            for failed in 0..<(shape == .balanced ? controllers : 1) {
                let loads = Self.loads(fleet, devices: 10_000, slot: .secondary) { $0[.primary] == UInt8(failed) }
                let others = loads.enumerated().filter { $0.offset != failed }.map(\.element)
                #expect(loads[failed] == 0)
                #expect(Self.spread(others) <= 1, "\(shape) \(others)")
            }
        }
    }

    @Test("When two fail, the third controllers share evenly too", arguments: [3, 4, 7])
    func tertiaries(controllers: Int) {
        let fleet = FleetAssignment(controllerCount: controllers)
        for failed in 0..<controllers {
            for second in 0..<controllers where second != failed {
                let loads = Self.loads(fleet, devices: 50_000, slot: .tertiary) {
                    $0[.primary] == UInt8(failed) && $0[.secondary] == UInt8(second)
                }
                let others = loads.enumerated().filter { $0.offset != failed && $0.offset != second }.map(\.element)
                #expect(Self.spread(others) <= 1, "\(others)")
            }
        }
    }

    @Test("With a shared primary all devices have controller 0 first")
    func shared() {
        let fleet = FleetAssignment(shape: .sharedPrimary, controllerCount: 3)
        #expect((0..<100).allSatisfy { fleet.controllers(ofDevice: $0)[.primary] == 0 })
    }

    @Test("A device's controllers differ, and each has its slot")
    func distinct() {
        for controllers in 1...5 {
            let fleet = FleetAssignment(controllerCount: controllers)
            for index in 0..<200 {
                let assignment = fleet.controllers(ofDevice: index)
                let slots = (0..<assignment.count).map { ControllerSlot(rawValue: $0) }
                #expect(slots.count == min(controllers, 3))
                #expect(Set(slots.map { assignment[$0] }).count == slots.count)
                #expect(slots.allSatisfy { assignment.slot(of: assignment[$0]) == $0 })
            }
        }
        #expect(FleetAssignment(controllerCount: 3).controllers(ofDevice: 0).slot(of: 200) == nil)
    }
}
