/// What the command line asks for.
struct Options {
    /// Devices that go through one full cycle each, per round.
    var devices = 1_000_000
    /// Rounds of each arm.
    var rounds = 5
    /// Thread counts, one comparison each.
    var threads = [1, 2]
    /// Whether single queues are compared instead of whole controllers.
    var comparesQueues = false
    /// Words that pass each queue per round, with `comparesQueues`.
    var pairs = 10_000_000

    /// What `--help` prints.
    static let usage = """
        Usage: peers [--devices N] [--rounds R] [--threads 1,2] [--queues [--pairs N]]

          --devices N     devices, one full cycle each per round (default 1000000, at most 100000000)
          --rounds R      rounds of each arm, alternating (default 5)
          --threads LIST  thread counts, separated by commas (default 1,2)
          --queues        compare single queues instead of whole controllers
          --pairs N       words per round that pass each queue (default 10000000)
        """

    /// A command line that cannot be followed; says why.
    struct UsageError: Error {
        let message: String
    }

    /// Reads arguments, the program's name not among them; `nil` when help is asked for.
    static func parse(_ arguments: [String]) throws(UsageError) -> Options? {
        var options = Options()
        var rest = arguments[...]
        while let option = rest.popFirst() {
            switch option {
            case "--help", "-h": return nil
            case "--queues": options.comparesQueues = true
            case "--devices": options.devices = try number(of: option, in: &rest, 1...100_000_000)
            case "--rounds": options.rounds = try number(of: option, in: &rest, 1...1_000)
            case "--pairs": options.pairs = try number(of: option, in: &rest, 1...1_000_000_000)
            case "--threads":
                let list = try value(of: option, in: &rest)
                options.threads = []
                for word in list.split(separator: ",", omittingEmptySubsequences: false) {
                    options.threads.append(try number(String(word), of: option, 1...64))
                }
            default: throw UsageError(message: "unknown option \(option)")
            }
        }
        return options
    }

    private static func value(of option: String, in rest: inout ArraySlice<String>) throws(UsageError) -> String {
        guard let value = rest.popFirst() else { throw UsageError(message: "\(option) needs a value") }
        return value
    }

    private static func number(
        of option: String, in rest: inout ArraySlice<String>, _ range: ClosedRange<Int>
    ) throws(UsageError) -> Int {
        try number(try value(of: option, in: &rest), of: option, range)
    }

    private static func number(
        _ text: String, of option: String, _ range: ClosedRange<Int>
    ) throws(UsageError) -> Int {
        guard let number = Int(text), range.contains(number) else {
            let bounds = "\(range.lowerBound) to \(range.upperBound)"
            throw UsageError(message: "\(option): \(text) is not a number from \(bounds)")
        }
        return number
    }
}
