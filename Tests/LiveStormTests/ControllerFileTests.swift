import ControllerServer
import DeviceFleet
import Registration
import Simulation
import Testing

@testable import LiveStorm

@Suite struct ControllerFileTests {
    private static func file(_ law: StormLaw, rate: Double = 100, speed: Double = 1) -> ControllerFile {
        var scenario = StormScenario()
        scenario.devices = 300
        scenario.serviceRatesPerSecond = [rate]
        scenario.law = law
        return ControllerFile(
            scenario: scenario.onTheWire, scheme: .sccp, index: 1,
            place: InternalAddress(ipv4: 0x7F00_0003, port: 10_500), speed: speed)
    }

    @Test(
        "A controller reads its file, and has the law and each parameter of the scenario", arguments: StormLaw.allCases)
    func parameters(law: StormLaw) throws {
        let file = Self.file(law)
        let read = try ServerConfiguration(yaml: Array(file.text.utf8), file: "0.yaml")
        #expect(read.parameters == file.scenario.parameters)
        #expect(read.law.rawValue == (law.isBaseline && law != .open ? "threshold" : law.rawValue))
        #expect(read.serviceRatePerSecondMax == 100)
        #expect(read.sccpAddress?.description == "127.0.0.3:10500")
        #expect(read.sipAddress == nil && read.adminAddress?.description == "127.0.0.3:0")
        #expect(read.deviceCapacity >= 300)
    }

    @Test("A controller that is started while it is slow is slow; one that serves nothing has a rate all the same")
    func speed() throws {
        for (rate, speed, expected) in [(100.0, 0.5, 50.0), (100, 0, 1e-5), (0, 1, 1e-5)] {
            let text = Self.file(.calendar, rate: rate, speed: speed).text
            let read = try ServerConfiguration(yaml: Array(text.utf8), file: "0.yaml")
            #expect(read.serviceRatePerSecondMax == expected)
        }
    }

    @Test("Retry times on the wire are whole seconds, in the simulation as in the controller")
    func wire() {
        let parameters = Self.file(.calendar).scenario.parameters
        #expect(parameters?.retryMin == .seconds(1) && parameters?.retryGranularity == .seconds(1))
    }
}
