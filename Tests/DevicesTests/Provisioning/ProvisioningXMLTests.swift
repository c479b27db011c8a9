import Devices
import Testing

/// What no configuration file may hold, whatever else it says.
@Suite struct ProvisioningXMLTests {
    private static let body =
        "<device><devicePool><callManagerGroup><members><member priority=\"0\"><callManager><processNodeName>a"
        + "</processNodeName></callManager></member></members></callManagerGroup></devicePool></device>"

    private func error(_ bytes: [UInt8]) -> ProvisioningFileError? {
        do throws(ProvisioningFileError) {
            _ = try DeviceConfigurationFile(xml: bytes)
            return nil
        } catch {
            return error
        }
    }

    private func error(_ text: String) -> ProvisioningFileError? { error(Array(text.utf8)) }

    @Test("The body by itself is fine, with and without a declaration")
    func fine() {
        #expect(error(Self.body) == nil)
        for encoding in ["UTF-8", "utf-8", "US-ASCII"] {
            #expect(error("<?xml version='1.0' encoding='\(encoding)'?>\(Self.body)") == nil)
        }
        #expect(error([0xEF, 0xBB, 0xBF] + Array(Self.body.utf8)) == nil)
        #expect(error("<!-- <!DOCTYPE x> -->\(Self.body)") == nil)
    }

    @Test(
        "A document type is refused before it is parsed",
        arguments: ["<!DOCTYPE device>", "<!DOCTYPE d [<!ENTITY a \"b\"><!ENTITY c \"&a;&a;\">]>", "<!ENTITY a \"b\">"])
    func documentType(declaration: String) {
        #expect(error(declaration + Self.body) == .documentType)
    }

    @Test("Other encodings are refused, declared or not")
    func encodings() {
        for encoding in ["UTF-7", "UTF-16", "ISO-8859-1", ""] {
            #expect(error("<?xml version='1.0' encoding='\(encoding)'?>\(Self.body)") == .notUTF8, "\(encoding)")
        }
        #expect(
            error(Self.body.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] })
                == .notUTF8)
        #expect(error([0xFF, 0xFE] + Array(Self.body.utf8)) == .notUTF8)
    }

    @Test("Size and depth are bounded")
    func bounds() {
        let largest = ProvisioningXML.byteCountMax
        let padded = Self.body + String(repeating: " ", count: largest - Self.body.utf8.count)
        #expect(error(padded) == nil)
        #expect(error(padded + " ") == .tooLarge(byteCount: largest + 1))
        func nested(_ depth: Int) -> String {
            Self.body.replacing(
                "</device>",
                with: String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth) + "</device>")
        }
        #expect(error(nested(ProvisioningXML.depthMax - 1)) == nil)
        #expect(error(nested(ProvisioningXML.depthMax)) == .tooDeep)
        #expect(error(String(repeating: "<device>", count: 30_000)) == .tooDeep)
        let wide = String(repeating: "<a/><b c='/>'></b>", count: 5_000)
        #expect(error(Self.body.replacing("</device>", with: wide + "</device>")) == nil)
    }

    @Test(
        "What is no XML, or another document, is malformed",
        arguments: [
            "", "x", "<", "<device", "<device>", "<device></x>", "<html/>", "<Device/>", "<device a=b/>", "<!--",
        ])
    func malformed(text: String) { #expect(error(text) == .malformed) }

    @Test("A complaint shows hostile values harmless")
    func harmless() {
        let error = ProvisioningFileError.badValue(
            element: "loadInformation", value: "\u{1B}[2J" + String(repeating: "x", count: 100))
        #expect(
            error.description == "element loadInformation cannot be \"\\u{1B}[2J" + String(repeating: "x", count: 36)
                + "\"")
    }
}
