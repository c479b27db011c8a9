internal import Foundation
internal import XMLCoder

/// The XML of configuration files: what is checked before a parser sees it, and the parser. The only place that calls the XML
/// library.
public enum ProvisioningXML {
    /// The largest file that is read, in bytes; real ones have some ten thousand.
    public static var byteCountMax: Int { 256 << 10 }
    /// The deepest nesting that is read; real files have ten levels.
    public static var depthMax: Int { 64 }

    /// The value of the root element `root` of a file.
    static func read<Value: Decodable>(
        _ type: Value.Type, root: String, from bytes: some Collection<UInt8>
    ) throws(ProvisioningFileError) -> Value {
        guard bytes.count <= byteCountMax else { throw .tooLarge(byteCount: bytes.count) }
        let bytes = Array(bytes)
        // Text with a NUL is no UTF-8 of ours but some wider encoding, which would hide markup from the checks below.
        guard !bytes.contains(0), String(validating: bytes, as: UTF8.self) != nil else { throw .notUTF8 }
        let markup = try XMLMarkup(scanning: bytes)
        guard markup.root == root else { throw .malformed }
        // The library would trim the text between two entities by itself; values are trimmed where they are read.
        let decoder = XMLDecoder(trimValueWhitespaces: false, removeWhitespaceElements: true)
        do {
            return try decoder.decode(type, from: Data(bytes))
        } catch let error as ProvisioningFileError {
            throw error
        } catch {
            throw .malformed
        }
    }

    /// The file whose root element `root` holds `value`: UTF-8, two spaces to a level, a newline at its end. The same value
    /// gives the same bytes.
    static func write<Value: Encodable>(_ value: Value, root: String) throws(ProvisioningFileError) -> [UInt8] {
        let encoder = XMLEncoder()
        encoder.outputFormatting = .prettyPrinted
        encoder.prettyPrintIndentation = .spaces(2)
        do {
            let data = try encoder.encode(
                value, withRootKey: root, header: XMLHeader(version: 1.0, encoding: "UTF-8"))
            guard data.count < byteCountMax else { throw ProvisioningFileError.tooLarge(byteCount: data.count) }
            return Array(data) + [UInt8(ascii: "\n")]
        } catch let error as ProvisioningFileError {
            throw error
        } catch {
            throw .malformed
        }
    }
}
