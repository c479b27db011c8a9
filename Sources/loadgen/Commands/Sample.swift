import ArgumentParser
import Gate
import Measurement

/// `loadgen sample`: what the gate runs, again and again, of both builds. Part of the gate's contract with older commits.
struct Sample: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measures series of the gate once and prints them as one line of JSON.", shouldDisplay: false)

    @Argument(help: "The series to measure; all when none is named.")
    var series: [String] = []

    func run() throws {
        do {
            let all = GateSeries.all.map(\.name)
            if let unknown = series.first(where: { !all.contains($0) }) {
                throw Failure(exit: .usage, message: Failure.unknown(unknown, "series", among: all))
            }
            print(try Sampling().sample(Set(series.isEmpty ? all : series)).text)
        } catch let failure as Failure {
            throw failure.end()
        } catch {
            throw Failure(exit: .unexpectedFailure, message: "\(error)").end()
        }
    }
}
