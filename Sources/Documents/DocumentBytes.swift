internal import Foundation

/// The bytes of a file that a person wrote.
enum ScenarioBytes {
    /// The bytes of the file at `path`: one more than allowed at most, which tells a file that is too large without reading all
    /// of it.
    static func read(_ path: String) throws(ScenarioError) -> [UInt8] {
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            return Array(try handle.read(upToCount: ScenarioBounds.byteCountMax + 1) ?? Data())
        } catch {
            throw ScenarioError(file: path, line: 0, message: "the file cannot be read")
        }
    }
}
