@testable import Documents

/// Documents of a test, and what is wrong with them.
enum DocumentSource {
    /// The whole of a document; its key is empty.
    static func value(_ text: String) throws(DocumentError) -> DocumentValue? {
        let root = try DocumentParser(file: "d.yaml").root(of: Array(text.utf8))
        return root.map { DocumentValue(root: $0, of: "d.yaml") }
    }

    /// What `body` finds wrong; `nil` for nothing.
    static func error<Value>(_ body: () throws(DocumentError) -> Value) -> DocumentError? {
        do {
            _ = try body()
            return nil
        } catch { return error }
    }
}
