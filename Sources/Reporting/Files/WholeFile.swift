internal import FoundationEssentials

/// Files that others see whole or not at all.
enum WholeFile {
    /// Writes `bytes` to `path`, replacing a file that is there: they go to a file beside it, which is then renamed.
    static func write(_ bytes: Data, to path: String) throws(ResultFileError) {
        do {
            try bytes.write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw ResultFileError(path: path, problem: .system(SystemReason.of(error)))
        }
    }

    /// The same of text.
    static func write(_ text: String, to path: String) throws(ResultFileError) {
        try write(Data(text.utf8), to: path)
    }
}
