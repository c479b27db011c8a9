import Registration
import Signalling

/// Messages of every kind of SCCP, as its encoders write them: in every form, and in the versions in which layouts differ.
struct SCCPSeeds {
    /// What was written.
    private(set) var files: [SeedFile] = []
    /// Kinds of which nothing was written.
    private(set) var missing = Set(SCCP.MessageKind.allCases)

    /// The device that speaks.
    static let station = SCCP.StationIdentifier(deviceName: DeviceName(macAddress: 0x0123_4567_89AB))
    /// Its address, 10.0.0.7.
    static let address: UInt32 = 0x0A00_0007

    /// Writes a message in each of these versions.
    mutating func write(_ message: some SCCP.Message, _ form: String = "", in versions: UInt32...) throws {
        for version in versions.isEmpty ? [0] : versions {
            let header = SCCP.HeaderVersion(rawValue: version)
            let bytes = try [UInt8](capacity: message.frameByteCount(in: header)) {
                output throws(SCCP.EncodingError) in
                try message.encode(in: header, into: &output)
            }
            files.append(SeedFile(name: "\(message.kind)\(form)-\(version)", bytes: bytes))
            missing.remove(message.kind)
        }
    }

    /// All messages that are their identifier alone and come from this side.
    mutating func writeSignals(_ direction: SCCP.Direction) throws {
        for kind in SCCP.MessageKind.allCases where kind.definition.direction == direction {
            if let signal = SCCP.Signal(kind) { try write(signal, in: 0, 17) }
        }
    }
}
