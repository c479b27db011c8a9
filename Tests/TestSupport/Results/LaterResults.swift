import Foundation

/// Copies of a result as later commits would have measured it.
public enum LaterResults {
    /// Rates that wobble about each of `levels`, `count` of them about each.
    public static func rates(about levels: [Double], each count: Int) -> [Double] {
        levels.flatMap { level in (0..<count).map { level * (1 + Double($0 % 3) / 500) } }
    }

    /// Writes a copy of the result file at `path` for each of `rates`: valid, measured at a commit of its own, an hour after the one before
    /// and the last of them now, with that many requests a second.
    ///
    /// - Returns: the paths of the copies, in order of time.
    public static func write(copiesOf path: String, requestsPerSecond rates: [Double], into files: TemporaryFiles)
        throws
        -> [String]
    {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        let now = Date()
        return try rates.enumerated().map { index, rate in
            guard var result = try JSONSerialization.jsonObject(with: data) as? [String: Any],
                var tool = result["tool"] as? [String: Any], var throughput = result["throughput"] as? [String: Any],
                var verdict = result["verdict"] as? [String: Any]
            else { throw NoResult(path: path) }
            tool["commit"] = "commit\(index)"
            throughput["requestsPerSecond"] = rate
            verdict["valid"] = true
            result.merge(["tool": tool, "throughput": throughput, "verdict": verdict]) { $1 }
            let copy = URL(fileURLWithPath: files.path("later-\(index).json"))
            try JSONSerialization.data(withJSONObject: result).write(to: copy)
            let written = now.addingTimeInterval(-3_600 * Double(rates.count - 1 - index))
            try FileManager.default.setAttributes([.modificationDate: written], ofItemAtPath: copy.path)
            return copy.path
        }
    }

    /// A file lacks what every result of a run has.
    public struct NoResult: Error {
        let path: String
    }
}
