import FoundationEssentials
import Testing

@testable import Measurement

@Suite("MachineFacts")
struct MachineFactsTests {
    @Test("The facts of this machine are there and survive encoding with their contract's keys")
    func current() throws {
        let facts = MachineFacts.current(clockSource: .timeStampCounter)
        #expect(facts.cores >= 1)
        #expect(facts.memoryBytes > 1 << 20)
        #expect(facts.kernel.hasPrefix("Linux "))
        #expect(facts.clockSource == "tsc")
        let data = try JSONEncoder().encode(facts)
        #expect(try JSONDecoder().decode(MachineFacts.self, from: data) == facts)
        let text = String(decoding: data, as: UTF8.self)
        for key in ["cpu", "cores", "memoryBytes", "kernel", "clockSource"] { #expect(text.contains("\"\(key)\":")) }
    }

    @Test("The processor's name is what follows the colon")
    func cpuName() {
        #expect(MachineFacts.cpuName(cpuinfo: "model\t: 1\nmodel name\t: A: B\nmodel name\t: C\n") == "A: B")
        #expect(MachineFacts.cpuName(cpuinfo: "model name\t:\n") == nil)
        #expect(MachineFacts.cpuName(cpuinfo: "") == nil)
    }

    @Test("Usable cores are the bits of the process's mask")
    func cores() {
        #expect(MachineFacts.cores(status: "Name:\tx\nCpus_allowed:\tf3,00000001\nCpus_allowed_list:\t0\n") == 7)
        #expect(MachineFacts.cores(status: "Cpus_allowed:\t0\n") == nil)
        #expect(MachineFacts.cores(status: "") == nil)
    }
}
