internal import Registration
public import Workload

/// A storm that was recorded: its arrivals, and what it was made from.
public struct Recording: Sendable {
    /// Who came when.
    public let arrivals: RecordedArrivals
    /// What became of the capture's messages.
    public let counts: RecordingCounts

    /// The arrivals in order of time: a capture that was merged from others may have them in another. Equal times stay in the order of
    /// the capture.
    init(arrivals captured: [CapturedArrival], names: [DeviceName], counts: RecordingCounts) {
        let sorted = captured.enumerated().sorted { first, second in
            (first.element.nanoseconds, first.offset) < (second.element.nanoseconds, second.offset)
        }.map(\.element)
        let start = sorted.first?.nanoseconds ?? 0
        var arrivals = RecordedArrivals()
        var late = 0
        for arrival in sorted {
            let recorded = RecordedArrival(
                nanoseconds: arrival.nanoseconds - start, device: Self.word(names[arrival.device]), kind: arrival.kind)
            // Only a time after the first day can be refused: there is nothing else wrong with what a recorder has found.
            do throws(ArrivalError) { try arrivals.append(recorded) } catch { late += 1 }
        }
        self.arrivals = arrivals
        lateCount = late
        self.counts = counts
    }

    /// Arrivals that were left out because they came more than a day after the first.
    public let lateCount: Int

    /// The plan's file; `capture` is what the capture is called.
    public func planText(capture: String) -> String {
        let span = arrivals.count > 0 ? arrivals[arrivals.count - 1].nanoseconds / 1_000_000 : 0
        var comments = [
            "A storm that was recorded, by: loadgen record \(Self.visible(capture))",
            "\(arrivals.count) arrivals of \(arrivals.deviceNames.count) devices within \(Double(span) / 1_000) seconds.",
            "Of \(counts.messages) messages: " + counts.phrases.joined(separator: ", ") + ".",
        ]
        if lateCount > 0 { comments.append("Left out: \(lateCount) arrivals more than a day after the first.") }
        comments += [
            "", "Replay it:             loadgen run PLAN --target core",
            "Under each law:        loadgen storm --plan PLAN",
            "", "A line: seconds since the first arrival, device, what it did (tokenCycle, initial, priority).",
        ]
        return arrivals.planText(comments: comments)
    }

    /// A device's name as a word of a plan: what could mean something to YAML is written as "%" and two digits.
    static func word(_ name: DeviceName) -> String {
        var word = ""
        for byte in name.description.utf8 {
            let isPlain =
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                default: "._~+@-".utf8.contains(byte)
                }
            if isPlain {
                word.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                word += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return word
    }

    /// A text on one line, of visible ASCII.
    private static func visible(_ text: String) -> String {
        String(text.unicodeScalars.map { $0.isASCII && $0.value >= 0x20 && $0.value < 0x7F ? Character($0) : "?" })
    }
}
