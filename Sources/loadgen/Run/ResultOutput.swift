import Measurement
import Reporting

/// The file that `--json` names.
enum ResultOutput {
    /// Makes sure, before a long run, that the file can be written.
    static func check(_ path: String) throws(Failure) {
        do {
            try JSONResultFile.checkWritable(path)
        } catch {
            throw Failure(exit: .usage, message: "--json \(error)")
        }
    }

    /// Writes the file.
    static func write(_ result: RunResult, to path: String) throws(Failure) {
        do {
            try JSONResultFile.write(result, to: path)
        } catch {
            throw Failure(exit: .unexpectedFailure, message: "\(error)")
        }
    }
}
