internal import Foundation

/// How many instructions an operation of each hot path may take: a file in git, renewed with a reason.
public struct InstructionLimits: Codable, Equatable, Sendable {
    /// The form: ``currentSchema``.
    public var schema: String
    /// Why the limits are what they are: what the last renewal was for.
    public var reason: String
    /// What they were counted on, since libraries choose their code by the processor.
    public var machine: String
    /// Instructions an operation, by the names of the paths.
    public var limits: [String: Double]

    /// The form that this version writes.
    public static var currentSchema: String { "loadgen-instructions/1" }
    /// By how much a count may be above its limit, as a fraction.
    public static var tolerance: Double { 0.02 }

    /// Limits at what was counted.
    public init(reason: String, machine: String, counts: [String: Double]) {
        schema = Self.currentSchema
        self.reason = reason
        self.machine = machine
        limits = counts.mapValues { ($0 * 10).rounded() / 10 }
    }

    /// Reads a file of limits.
    ///
    /// - Throws: ``GateError/noLimits(_:)`` where there is none, ``GateError/system(_:)`` where it says something else.
    public init(path: String) throws(GateError) {
        guard let data = FileManager.default.contents(atPath: path) else { throw .noLimits(path) }
        guard let limits = try? JSONDecoder().decode(InstructionLimits.self, from: data),
            limits.schema == Self.currentSchema, limits.limits.values.allSatisfy({ $0 > 0 && $0.isFinite })
        else { throw .system("\(path) is no file of limits (\(Self.currentSchema))") }
        self = limits
    }

    /// Writes the file, whole or not at all.
    public func write(to path: String) throws(GateError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            var data = try encoder.encode(self)
            data.append(UInt8(ascii: "\n"))
            try data.write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch { throw .system("cannot write \(path): \(error.localizedDescription)") }
    }

    /// What a count comes to.
    public enum Verdict: String, Sendable {
        /// Within the tolerance.
        case kept
        /// More than the tolerance above the limit.
        case exceeded
        /// More than the tolerance below it: the limit can be lowered.
        case undercut
        /// The file does not know the path.
        case unknown
    }

    /// The verdict on `count` instructions an operation of the path `name`.
    public func verdict(on count: Double, of name: String) -> Verdict {
        guard let limit = limits[name] else { return .unknown }
        if count > limit * (1 + Self.tolerance) { return .exceeded }
        return count < limit * (1 - Self.tolerance) ? .undercut : .kept
    }
}
