import ArgumentParser
import Measurement
import Reporting

/// `loadgen validate`.
struct Validate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Holds a result file against the schema it claims.",
        discussion: "Exits 0 when the file keeps the contract of loadgen/1, 1 with a line for each breach.")

    @Argument(help: "The result file.")
    var result: String

    func run() throws {
        let violations: [ContractViolation]
        do {
            violations = try JSONResultFile.read(from: result).validate()
        } catch {
            throw Failure(exit: .unexpectedFailure, message: "\(error)").end()
        }
        for violation in violations { print("\(violation.path): \(violation.problem)") }
        guard violations.isEmpty else {
            let count = "\(violations.count) breach\(violations.count == 1 ? "" : "es")"
            throw Failure(exit: .unexpectedFailure, message: "\(result): \(count) of loadgen/1").end()
        }
        print("\(result): keeps the contract of loadgen/1")
    }
}
