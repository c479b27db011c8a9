import Devices
import Testing

@Suite struct DefaultConfigurationFileTests {
    private static func configuration() throws -> DefaultConfigurationFile {
        let host = try #require(HostName("cc1"))
        return DefaultConfigurationFile(
            controllers: try #require(ControllerList([ControllerEndpoint(host: host)])),
            firmware: [
                30_007: .init(version: try #require(FirmwareVersion("CP7912080004SCCP080108A")), model: "Cisco 7912"),
                7: .init(version: try #require(FirmwareVersion("P0030801SR02"))),
            ])
    }

    @Test("Firmware stands in elements named after the device's type")
    func text() throws {
        let text = String(decoding: try Self.configuration().xmlBytes(), as: UTF8.self)
        #expect(text.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Default>\n  <callManagerGroup>"))
        #expect(
            text.hasSuffix(
                """
                  <loadInformation7>P0030801SR02</loadInformation7>
                  <loadInformation30007 model="Cisco 7912">CP7912080004SCCP080108A</loadInformation30007>
                </Default>

                """), "\(text)")
    }

    @Test("What is written is read back the same")
    func roundTrip() throws {
        let configuration = try Self.configuration()
        #expect(try DefaultConfigurationFile(xml: configuration.xmlBytes()) == configuration)
        let bare = DefaultConfigurationFile(controllers: configuration.controllers)
        #expect(try DefaultConfigurationFile(xml: bare.xmlBytes()) == bare)
    }

    private static func file(_ rest: String) -> [UInt8] {
        Array(
            ("<Default><callManagerGroup><members><member priority=\"0\"><callManager><processNodeName>cc1"
                + "</processNodeName></callManager></member></members></callManagerGroup>\(rest)</Default>").utf8)
    }

    @Test("Elements that only look like firmware are passed over", arguments: ["", "x", "-1", "007", "4294967296"])
    func lookalikes(suffix: String) throws {
        let name = "loadInformation\(suffix)"
        let configuration = try DefaultConfigurationFile(xml: Self.file("<\(name)>v</\(name)><other/>"))
        #expect(configuration.firmware == [:])
    }

    @Test("Firmware without a name, or with one that leads elsewhere, is refused", arguments: ["", "../v", "a b"])
    func badFirmware(name: String) {
        #expect(throws: ProvisioningFileError.badValue(element: "loadInformation7", value: name)) {
            try DefaultConfigurationFile(xml: Self.file("<loadInformation7>\(name)</loadInformation7>"))
        }
    }
}
