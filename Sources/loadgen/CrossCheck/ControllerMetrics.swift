import Foundation
import Measurement
import FoundationNetworking
import LoadEngine
import Synchronization

/// Reads the counts of our controller from its metrics.
enum ControllerMetrics {
    /// Registrations and grants over both protocols. A registration that is refreshed is one more for whoever sent it.
    private static let registrations = [
        "controller_sip_registrations_total", "controller_sip_refreshes_total", "controller_sccp_registered_total",
    ]
    private static let grants = ["controller_sip_tokens_granted_total", "controller_sccp_tokens_granted_total"]

    /// The counts now; waits five seconds at most.
    static func read(_ url: URL) throws -> TargetCounts {
        let text = try text(of: url)
        guard let registrations = sum(registrations, in: text) else {
            throw Failure(
                exit: .invalidRun,
                message: "\(url.absoluteString) shows no metrics of our controller; use --count-command")
        }
        return TargetCounts(grants: sum(grants, in: text), registrations: registrations)
    }

    /// The sum of some metrics in a page of them; `nil` where none of them is there.
    static func sum(_ names: [String], in text: String) -> UInt64? {
        var sum: UInt64?
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count == 2, names.contains(String(words[0])), let value = Double(words[1]), value >= 0,
                value < 1e18
            else { continue }
            sum = (sum ?? 0) + UInt64(value)
        }
        return sum
    }

    private static func text(of url: URL) throws -> String {
        var request = URLRequest(url: url, timeoutInterval: 5)
        request.cachePolicy = .reloadIgnoringLocalCacheData
        let answer = Mutex<Result<Data, any Error>?>(nil)
        let isThere = DispatchSemaphore(value: 0)
        let task = URLSession.shared.dataTask(with: request) { data, _, error in
            answer.withLock { $0 = data.map { .success($0) } ?? .failure(error ?? URLError(.unknown)) }
            isThere.signal()
        }
        task.resume()
        guard isThere.wait(timeout: .now() + 5) == .success, case .success(let data)? = answer.withLock({ $0 }) else {
            task.cancel()
            throw Failure(
                exit: .invalidRun,
                message: "\(url.absoluteString) cannot be read: start the controller with its admin listener, or leave "
                    + "--target-metrics out")
        }
        return String(decoding: data, as: UTF8.self)
    }
}
