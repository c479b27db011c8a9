internal import Foundation

/// The bytes of a file that a person wrote.
public enum DocumentBytes {
    /// The largest file where nothing else is said, in bytes: 1 MiB.
    public static var usualMax: Int { DocumentBounds.byteCountMax }

    /// The bytes of the file at `path`: one more than allowed at most, which tells a file that is too large without reading all
    /// of it.
    public static func read(_ path: String, byteCountMax: Int = usualMax) throws(DocumentError) -> [UInt8] {
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            return Array(try handle.read(upToCount: byteCountMax + 1) ?? Data())
        } catch {
            throw DocumentError(file: path, line: 0, message: "the file cannot be read")
        }
    }
}
