/// Arrivals as the lines of a text: one each, "TIME DEVICE KIND".
///
/// A line costs the YAML parser no more than its bytes, so a plan of 200,000 arrivals is read in about a second, and people can read it too.
extension RecordedArrivals {
    /// A line that cannot be read.
    public struct LineError: Error, Hashable, Sendable {
        /// Which, from 0.
        public let index: Int
        /// What is wrong with it.
        public let problem: ArrivalError
    }

    /// Reads the lines of `text`; empty ones, and those that begin with "#", are passed over.
    ///
    /// - Throws: the first line that is wrong.
    public init(lines text: String) throws(LineError) {
        self.init()
        let bytes = Array(text.utf8)
        var place = 0
        var index = 0
        while place < bytes.count {
            let end = bytes[place...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
            do {
                if let arrival = try Self.arrival(bytes[place..<end]) { try append(arrival) }
            } catch {
                throw LineError(index: index, problem: error)
            }
            place = end + 1
            index += 1
        }
    }

    /// The arrivals as a plan's file, with these comments at its head.
    public func planText(comments: [String]) -> String {
        var text = ""
        text.reserveCapacity(count * 48 + 4_096)
        for comment in comments { text += comment.isEmpty ? "#\n" : "# \(comment)\n" }
        text += "profile:\n  name: recorded\n  arrivals: |\n"
        for request in requests {
            text += "    "
            text += ArrivalTime.text(request.plannedNanoseconds)
            text += " "
            text += deviceNames[Int(request.device)]
            text += " "
            text += request.kind.label
            text += "\n"
        }
        return text
    }

    /// The arrival of a line; `nil` for a line without one.
    private static func arrival(_ line: ArraySlice<UInt8>) throws(ArrivalError) -> RecordedArrival? {
        let words = line.split(maxSplits: 3) { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
        guard let first = words.first, first.first != UInt8(ascii: "#") else { return nil }
        guard words.count == 3 else { throw .badLine(text(line)) }
        guard let nanoseconds = ArrivalTime.nanoseconds(first) else { throw .badTime(text(first)) }
        let device = text(words[1])
        guard let kind = RecordedArrival.kinds.first(where: { words[2].elementsEqual($0.label.utf8) }) else {
            throw .unknownKind(text(words[2]))
        }
        return RecordedArrival(nanoseconds: nanoseconds, device: device, kind: kind)
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}
