import Foundation
import Testing

/// A result file as any JSON reader sees it.
struct ResultJSON {
    let root: [String: Any]

    init(_ path: String) throws {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    /// The object under a key.
    func object(_ key: String) throws -> [String: Any] { try #require(root[key] as? [String: Any]) }
}
