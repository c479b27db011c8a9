import Foundation
import Measurement
import LoadEngine

/// Where the target's own counts come from.
enum TargetCounter: Hashable {
    /// Our controller's metrics.
    case metrics(URL)
    /// A command whose output ends in the number of registrations made so far.
    case command(String)

    /// The counter that the options name; `nil` where they name none.
    init?(_ options: RegistrarOptions) throws {
        if let text = options.targetMetrics {
            guard let url = URL(string: text), url.scheme == "http", url.host() != nil else {
                throw Failure(
                    exit: .usage, message: "--target-metrics \(text): a URL such as http://127.0.0.1:8080/metrics")
            }
            self = .metrics(url)
        } else if let command = options.countCommand {
            self = .command(command)
        } else {
            return nil
        }
    }

    /// The source in words.
    var description: String {
        switch self {
        case .metrics(let url): url.absoluteString
        case .command(let command): command
        }
    }

    /// The counts now.
    ///
    /// - Throws: ``Failure``: a target whose counts cannot be read cannot be checked.
    func read() throws -> TargetCounts {
        switch self {
        case .metrics(let url): try ControllerMetrics.read(url)
        case .command(let command): TargetCounts(grants: nil, registrations: try CountCommand.run(command))
        }
    }
}
