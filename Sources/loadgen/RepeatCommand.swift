/// What to type to get a result again.
enum RepeatCommand {
    /// Options that say where results go or what is seen meanwhile, each with a value.
    private static let outputs: Set<String> = ["--json", "--html", "--hlog", "--history", "--metrics-port"]
    /// The same without a value.
    private static let flags: Set<String> = ["--quiet"]
    /// Options whose value must not come into a file that is passed on.
    private static let secrets: Set<String> = ["--password"]

    /// The command of a call with these arguments, the program's name first: words for a shell, without what does not change the result,
    /// so that the same result has the same command whoever writes it where. A password is replaced by "...".
    static func text(of arguments: [String]) -> String {
        var words = ["loadgen"]
        var rest = arguments.dropFirst()
        while let argument = rest.popFirst() {
            let name = argument.split(separator: "=", maxSplits: 1).first.map(String.init) ?? ""
            let hasValue = name.count < argument.count
            if flags.contains(argument) { continue }
            if outputs.contains(name) {
                if !hasValue { rest = rest.dropFirst() }
            } else if secrets.contains(name) {
                if !hasValue { rest = rest.dropFirst() }
                words += [name, "..."]
            } else {
                words.append(quoted(argument))
            }
        }
        return words.joined(separator: " ")
    }

    /// `word` as a shell reads it back.
    private static func quoted(_ word: String) -> String {
        let plain = word.unicodeScalars.allSatisfy {
            $0.isASCII
                && ($0.properties.isAlphabetic || $0.properties.numericType != nil
                    || "-_./:,@%+=".unicodeScalars.contains($0))
        }
        return plain && !word.isEmpty
            ? word : "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
