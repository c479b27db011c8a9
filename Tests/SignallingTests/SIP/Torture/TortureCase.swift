import Signalling
import Testing

/// A case of RFC 4475, made anew from what the RFC says it is about.
struct TortureCase: Sendable, CustomTestStringConvertible {
    /// What becomes of the message.
    enum Outcome: Sendable, Equatable {
        /// It is read, and asks for something that is done.
        case served
        /// It is read or not, and answered with this status.
        case refused(Int)
        /// It has a fault, and no answer.
        case dropped
    }

    /// Section and name in the RFC.
    let name: String
    let bytes: [UInt8]
    let outcome: Outcome

    init(_ name: String, _ outcome: Outcome, _ text: String) {
        self.init(name, outcome, bytes: SIPText.wire(text))
    }

    init(_ name: String, _ outcome: Outcome, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
        self.outcome = outcome
    }

    var testDescription: String { name }

    /// What became of it.
    var actual: Outcome {
        let read = ReadMessage(bytes)
        if read.fault != nil, !read.message.isAnswerable { return .dropped }
        return read.refusal.map { .refused($0) } ?? .served
    }
}
