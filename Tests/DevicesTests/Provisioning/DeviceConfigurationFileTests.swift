import Devices
import Registration
import SeededRandom
import Testing

@Suite struct DeviceConfigurationFileTests {
    private static func controllers(_ count: Int) -> [ControllerEndpoint] {
        (0..<count).compactMap { index in HostName("10.0.0.\(index)").map { ControllerEndpoint(host: $0) } }
    }

    private static func configuration(controllers count: Int = 3) throws -> DeviceConfigurationFile {
        DeviceConfigurationFile(
            controllers: try #require(ControllerList(controllers(count))),
            firmware: FirmwareVersion("SCCP41.9-4-2SR3-1S"), connectionMonitor: .seconds(120))
    }

    private static func file(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test("What is written reads like this")
    func text() throws {
        let bytes = try Self.configuration(controllers: 1).xmlBytes()
        #expect(
            String(decoding: bytes, as: UTF8.self) == """
                <?xml version="1.0" encoding="UTF-8"?>
                <device>
                  <devicePool>
                    <callManagerGroup>
                      <members>
                        <member priority="0">
                          <callManager>
                            <ports>
                              <ethernetPhonePort>2000</ethernetPhonePort>
                              <sipPort>5060</sipPort>
                              <securedSipPort>5061</securedSipPort>
                            </ports>
                            <processNodeName>10.0.0.0</processNodeName>
                          </callManager>
                        </member>
                      </members>
                    </callManagerGroup>
                    <connectionMonitorDuration>120</connectionMonitorDuration>
                  </devicePool>
                  <loadInformation>SCCP41.9-4-2SR3-1S</loadInformation>
                </device>

                """)
    }

    @Test("What is written is read back the same, in the same bytes", arguments: 1...5)
    func roundTrip(count: Int) throws {
        var configuration = try Self.configuration(controllers: count)
        var controllers = configuration.controllers.endpoints
        controllers[0].name = "a <b> & \"c\" 'd' \u{E4}"
        controllers[0].sccpPort = 1
        controllers[0].securedSIPPort = .max
        configuration.controllers = try #require(ControllerList(controllers))
        let bytes = try configuration.xmlBytes()
        #expect(try DeviceConfigurationFile(xml: bytes) == configuration)
        #expect(try configuration.xmlBytes() == bytes)
        configuration.firmware = nil
        configuration.connectionMonitor = nil
        #expect(try DeviceConfigurationFile(xml: configuration.xmlBytes()) == configuration)
    }

    @Test("A device of a fleet is told the controllers that it was assigned, in their order")
    func assigned() throws {
        let cluster = Self.controllers(4)
        let assignment = FleetAssignment(controllerCount: 4).controllers(ofDevice: 7)
        let list = try #require(ControllerList(assignment, of: cluster))
        let read = try DeviceConfigurationFile(xml: DeviceConfigurationFile(controllers: list).xmlBytes())
        #expect(read.controllers.endpoints.count == 3)
        for (slot, endpoint) in zip([ControllerSlot.primary, .secondary, .tertiary], read.controllers.endpoints) {
            #expect(endpoint == cluster[Int(assignment[slot])])
        }
        #expect(ControllerList(assignment, of: Self.controllers(2)) == nil)
    }

    /// A file as they are found, with much that is not ours.
    private static let found = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!-- made by hand -->
        <device xsi:type="axl:XIPPhone" ctiid="94">
         <fullConfig>true</fullConfig>
         <devicePool>
          <dateTimeSetting><dateTemplate>D.M.Y</dateTemplate></dateTimeSetting>
          <revertPriority>1</revertPriority>
          <callManagerGroup><name>group</name><tftpDefault>true</tftpDefault><members>
           <member priority="2"><callManager><processNodeName>cc3</processNodeName></callManager></member>
           <member priority="0"><callManager><name>cc1</name>
            <ports><ethernetPhonePort>2001</ethernetPhonePort><mgcpPorts><listen>2427</listen></mgcpPorts></ports>
            <processNodeName> 10.0.0.1 </processNodeName></callManager></member>
           <member priority="1"><callManager><processNodeName>cc2</processNodeName></callManager></member>
          </members></callManagerGroup>
          <srstInfo name="x"><srstOption>Disable</srstOption></srstInfo>
          <connectionMonitorDuration>60</connectionMonitorDuration>
         </devicePool>
         <sipProfile><![CDATA[ <!DOCTYPE in text is text> ]]></sipProfile>
         <loadInformation>P0030801SR02</loadInformation>
        </device>
        """

    @Test("Unknown elements are passed over, priorities give the order, ports have defaults")
    func foundInTheWild() throws {
        let configuration = try DeviceConfigurationFile(xml: Self.file(Self.found))
        #expect(configuration.controllers.endpoints.map(\.host.text) == ["10.0.0.1", "cc2", "cc3"])
        #expect(configuration.controllers.primary.name == "cc1")
        #expect(configuration.controllers.primary.sccpPort == 2_001)
        #expect(configuration.controllers.secondary?.sccpPort == 2_000)
        #expect(configuration.firmware?.name == "P0030801SR02")
        #expect(configuration.connectionMonitor == .seconds(60))
    }

    private static func group(_ members: String, after: String = "", load: String = "") -> String {
        "<device><devicePool><callManagerGroup><members>\(members)</members></callManagerGroup>\(after)</devicePool>"
            + "\(load)</device>"
    }

    private static func member(_ content: String, priority: String = "0") -> String {
        "<member priority=\"\(priority)\"><callManager>\(content)</callManager></member>"
    }

    private static let node = "<processNodeName>a</processNodeName>"

    @Test(
        "What is missing or cannot be is refused, with the element at fault",
        arguments: [
            ("<device/>", ProvisioningFileError.missing(element: "devicePool")),
            ("<device><devicePool><x/></devicePool></device>", .missing(element: "callManagerGroup")),
            (group(""), .missing(element: "member")),
            (group("<member priority=\"0\"><x/></member>"), .missing(element: "callManager")),
            (group(member("<name>a</name>")), .missing(element: "processNodeName")),
            (
                group(member("<processNodeName>a/b</processNodeName>")),
                .badValue(element: "processNodeName", value: "a/b")
            ),
            (group(member(node, priority: "5")), .badValue(element: "member priority", value: "5")),
            (group(member(node, priority: "x")), .badValue(element: "member priority", value: "x")),
            (group(member(node) + member(node)), .badValue(element: "member priority", value: "0")),
            (
                group(member("<ports><sipPort>0</sipPort></ports>" + node)), .badValue(element: "sipPort", value: "0")
            ),
            (
                group(member("<ports><sipPort>65536</sipPort></ports>" + node)),
                .badValue(element: "sipPort", value: "65536")
            ),
            (
                group(member(node), after: "<connectionMonitorDuration>-1</connectionMonitorDuration>"),
                .badValue(element: "connectionMonitorDuration", value: "-1")
            ),
            (
                group(member(node), load: "<loadInformation>../x</loadInformation>"),
                .badValue(element: "loadInformation", value: "../x")
            ),
        ])
    func refused(text: String, error: ProvisioningFileError) {
        #expect(throws: error) { try DeviceConfigurationFile(xml: Self.file(text)) }
    }

    @Test("File and device name each other")
    func fileNames() {
        let device = DeviceName(macAddress: 0x0011_2233_44FF)
        #expect(DeviceConfigurationFile.fileName(for: device) == "SEP0011223344FF.cnf.xml")
        #expect(DeviceConfigurationFile.device(ofFile: "SEP0011223344FF.cnf.xml") == device)
        for name in ["SEP.xml", ".cnf.xml", "../SEP0011223344FF.cnf.xml", "SEP0011223344FF0011.cnf.xml", ""] {
            #expect(DeviceConfigurationFile.device(ofFile: name) == nil, "\(name)")
        }
    }

    @Test("A monitoring time that no file may say is not written")
    func unwritable() throws {
        var configuration = try Self.configuration()
        configuration.connectionMonitor = .seconds(-1)
        #expect(throws: ProvisioningFileError.self) { try configuration.xmlBytes() }
        configuration.connectionMonitor = .max
        #expect(throws: ProvisioningFileError.self) { try configuration.xmlBytes() }
    }

    @Test("No cut of a file traps, and no byte changed in it does", arguments: [1, 2] as [UInt64])
    func mutated(seed: UInt64) throws {
        let bytes = Self.file(Self.found)
        for count in stride(from: 0, to: bytes.count, by: 7) {
            #expect(throws: ProvisioningFileError.self) { try DeviceConfigurationFile(xml: bytes.prefix(count)) }
        }
        var generator = SplitMix64(seed: seed)
        for _ in 0..<1_000 {
            var changed = bytes
            for _ in 0..<1 + Int(generator.next() % 4) {
                changed[Int(generator.next() % UInt64(changed.count))] = UInt8(truncatingIfNeeded: generator.next())
            }
            guard let read = try? DeviceConfigurationFile(xml: changed) else { continue }
            #expect(try DeviceConfigurationFile(xml: read.xmlBytes()) == read, "seed \(seed)")
        }
    }
}
