import Foundation
import Gate
import Measurement

/// `sampler [series ...]`: what the gate runs, again and again, of both builds. Measures the series with these names, or all, once, and
/// prints them as one line of JSON.
///
/// A tool of its own, and without a parser of command lines: the gate builds it for every commit, and what `loadgen` needs besides takes
/// most of a build. Part of the gate's contract with older commits.
@main
enum Sampler {
    static func main() {
        let wanted = CommandLine.arguments.dropFirst()
        let all = GateSeries.all.map(\.name)
        if let unknown = wanted.first(where: { !all.contains($0) }) {
            end(.usage, "\(unknown) is no series of the gate; there are \(all.joined(separator: ", "))")
        }
        do {
            print(try Sampling().sample(Set(wanted.isEmpty ? all : Array(wanted))).text)
        } catch {
            end(.unexpectedFailure, "\(error)")
        }
    }

    private static func end(_ code: ExitCode, _ message: String) -> Never {
        FileHandle.standardError.write(Data("sampler: \(message)\n".utf8))
        exit(code.rawValue)
    }
}
