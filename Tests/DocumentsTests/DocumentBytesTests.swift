import Foundation
import Testing

@testable import Documents

@Suite struct DocumentBytesTests {
    private static func error(path: String) -> DocumentError? {
        DocumentSource.error { () throws(DocumentError) in try DocumentBytes.read(path) }
    }

    @Test("A file is read as it is, and of a larger one no more than tells that it is too large")
    func read() throws {
        let path = FileManager.default.temporaryDirectory.path + "/documents-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        for count in [
            0, 1, DocumentBounds.byteCountMax, DocumentBounds.byteCountMax + 1, DocumentBounds.byteCountMax + 99,
        ] {
            try Data(repeating: 0x23, count: count).write(to: URL(fileURLWithPath: path))
            let bytes = try DocumentBytes.read(path)
            #expect(bytes.count == min(count, DocumentBounds.byteCountMax + 1))
            #expect(bytes.allSatisfy { $0 == 0x23 })
            let error = DocumentSource.error { () throws(DocumentError) in
                try DocumentParser(file: path).root(of: bytes)
            }
            #expect((error == nil) == (count <= DocumentBounds.byteCountMax))
        }
    }

    @Test("What cannot be read is told by its name", arguments: ["/nonexistent/d.yaml", "/tmp", ""])
    func unreadable(path: String) {
        #expect(Self.error(path: path)?.description == "\(path): the file cannot be read")
    }
}
