internal import Foundation

/// What one process of one build measured: a value for each series. The form in which `sampler` prints it, so it must
/// be understood by later versions of the tool.
public struct GateSample: Codable, Equatable, Sendable {
    /// The form: ``currentSchema``.
    public var schema: String
    /// Values by the names of their series.
    public var values: [String: Double]

    /// The form that this version writes.
    public static var currentSchema: String { "loadgen-sample/1" }

    /// A sample of these values.
    public init(values: [String: Double]) {
        schema = Self.currentSchema
        self.values = values
    }

    /// Reads what a process printed.
    ///
    /// - Throws: ``GateError/unreadableSample(_:)``.
    public init(parsing text: String) throws(GateError) {
        guard let sample = try? JSONDecoder().decode(GateSample.self, from: Data(text.utf8)),
            sample.schema == Self.currentSchema, sample.values.values.allSatisfy(\.isFinite)
        else { throw .unreadableSample(String(text.prefix(200))) }
        self = sample
    }

    /// The sample as one line of JSON.
    public var text: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        // Finite numbers and names always encode.
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}
