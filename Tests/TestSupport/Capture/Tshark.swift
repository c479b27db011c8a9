import Foundation

/// The protocol analyser `tshark` of Debian's package of that name: what somebody else's code makes of our bytes.
public enum Tshark {
    /// What the analyser says of one packet: each field's values in their order, by the field's name.
    public typealias Dissection = [String: [String]]

    /// Why there is no dissection.
    public enum Failure: Error, CustomStringConvertible {
        /// The analyser could not be run.
        case missing
        /// It ended with an error, and said this.
        case failed(String)

        /// What to do.
        public var description: String {
            switch self {
            case .missing: "tshark cannot be run: install the Debian package tshark"
            case .failed(let text): "tshark failed: \(text)"
            }
        }
    }

    /// Fields that say whether something is wrong with a packet; all are empty for a good one.
    public static let complaints = ["_ws.malformed", "_ws.short", "_ws.expert.message", "tcp.analysis.flags"]

    /// The values between which the analyser's output is cut; neither occurs in our texts.
    private static let separators = (field: Character("\u{1F}"), value: Character("\u{1E}"))

    /// Reads a capture, with `port` taken for `protocol`, and returns these fields of each packet of data.
    ///
    /// Numbers are decimal, whatever base the analyser shows them in. Checksums are verified; one that is wrong shows in `_ws.expert.message`.
    public static func dissect(
        _ capture: TCPCapture, port: UInt16, as protocol: String, fields: [String]
    ) throws -> [Dissection] {
        let path = FileManager.default.temporaryDirectory.path + "/capture-\(UUID().uuidString).pcap"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try Data(capture.bytes).write(to: URL(fileURLWithPath: path))
        var arguments = [
            "-n", "-r", path, "-d", "tcp.port==\(port),\(`protocol`)", "-Y", "tcp.len > 0", "-T", "fields",
        ]
        arguments += ["-o", "ip.check_checksum:TRUE", "-o", "tcp.check_checksum:TRUE"]
        arguments += ["-E", "separator=\(separators.field)", "-E", "aggregator=\(separators.value)"]
        arguments += fields.flatMap { ["-e", $0] }
        return try run(arguments).split(separator: "\n").map { line in
            let columns = line.split(separator: separators.field, omittingEmptySubsequences: false)
            return Dissection(
                uniqueKeysWithValues: zip(fields, columns).map { field, column in
                    let values = column.split(separator: separators.value, omittingEmptySubsequences: false)
                    return (field, column.isEmpty ? [] : values.map(decimal))
                })
        }
    }

    /// Numbers that the analyser writes in hexadecimal digits, in decimal ones; anything else as it is.
    private static func decimal(_ value: Substring) -> String {
        guard value.hasPrefix("0x"), let number = UInt64(value.dropFirst(2), radix: 16) else { return String(value) }
        return String(number)
    }

    private static func run(_ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/tshark")
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        let (output, complaints) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = complaints
        do { try process.run() } catch { throw Failure.missing }
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        let said = String(decoding: complaints.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure.failed(said) }
        return text
    }
}
