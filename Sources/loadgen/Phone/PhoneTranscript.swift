import Devices
import Foundation
import Registration

/// What a phone tells of itself, line by line, each as soon as it is so.
struct PhoneTranscript {
    /// Whether the time stands before each line.
    let showsTimes: Bool
    /// When it was switched on.
    let began: Instant

    /// Writes a line. One that nobody reads any more is lost, and the phone goes on.
    func say(_ text: String, at now: Instant) {
        let time = showsTimes ? String(format: "%9.3f  ", (now - began).seconds) : ""
        try? FileHandle.standardOutput.write(contentsOf: Data("\(time)\(text)\n".utf8))
    }
}

extension ControllerSlot {
    /// The rank in words.
    var name: String {
        switch self {
        case .primary: "primary"
        case .secondary: "secondary"
        default: "tertiary"
        }
    }
}
