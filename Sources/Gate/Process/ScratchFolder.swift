internal import Foundation

/// A folder of temporary files that goes with the value.
struct ScratchFolder: ~Copyable {
    /// Where it is.
    let path: String

    /// Makes an empty folder whose name begins with `prefix`.
    init(_ prefix: String) throws(GateError) {
        path = FileManager.default.temporaryDirectory.path + "/\(prefix)-\(UUID().uuidString)"
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        } catch { throw .system("cannot make \(path): \(error.localizedDescription)") }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}
