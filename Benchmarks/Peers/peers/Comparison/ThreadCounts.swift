internal import ArgumentParser

/// Thread counts as the command line gives them: "1,2".
struct ThreadCounts: ExpressibleByArgument {
    /// At least one, each from 1 to 64.
    let values: [Int]

    /// These counts.
    init(values: [Int]) { self.values = values }

    /// Reads a list; `nil` unless all its members are counts.
    init?(argument: String) {
        let words = argument.split(separator: ",", omittingEmptySubsequences: false)
        let values = words.compactMap { Int($0) }.filter { (1...64).contains($0) }
        guard values.count == words.count else { return nil }
        self.values = values
    }

    /// The list as the help shows it.
    var defaultValueDescription: String { values.map(String.init).joined(separator: ",") }
}
