import ArgumentParser
import Gate
import Measurement

/// `loadgen sample`: what the gate runs, again and again, of both builds. Part of the gate's contract with older commits.
struct Sample: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measures every series of the gate once and prints them as one line of JSON.", shouldDisplay: false)

    func run() throws {
        do {
            print(try Sampling().sample().text)
        } catch let failure as Failure {
            throw failure.end()
        } catch {
            throw Failure(exit: .unexpectedFailure, message: "\(error)").end()
        }
    }
}
