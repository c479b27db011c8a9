internal import Documents

/// Something that goes wrong in a storm, as a file or the command line describes it.
///
/// On the command line `KIND[=VALUE]@START[+LENGTH][/CONTROLLER]`, in seconds: `crash@400+30/1`, `slowDown=0.5@360+60`,
/// `clockStep=-30@100`. In a file the same with keys.
public struct FaultDescription: Hashable, Sendable {
    /// What goes wrong.
    public enum Kind: String, CaseIterable, Sendable {
        /// A controller is down.
        case crash
        /// A controller serves at a fraction of its rate.
        case slowDown
        /// A controller hangs: it is as silent as one that is down, and remembers everything.
        case hang
        /// No message passes.
        case wanFlap
        /// A controller's clock jumps.
        case clockStep
        /// A share of keep-alives is lost.
        case keepAliveLoss
        /// A share of all messages is lost.
        case messageLoss

        /// The key of the value that the kind needs; `nil` when it needs none.
        public var valueKey: String? {
            switch self {
            case .crash, .hang, .wanFlap: nil
            case .slowDown: "factor"
            case .clockStep: "by"
            case .keepAliveLoss, .messageLoss: "share"
            }
        }
    }

    /// What goes wrong.
    public var kind: Kind
    /// The factor, step or share; zero for kinds without one.
    public var value = 0.0
    /// From when, in seconds.
    public var start: Double
    /// For how long, in seconds.
    public var length = 0.0
    /// The controller concerned; `nil` for all.
    public var controller: Int?
    /// Whether a crashed controller remembers.
    public var keepsMemory = false

    /// A fault of this kind from `start` on.
    public init(kind: Kind, start: Double) {
        self.kind = kind
        self.start = start
    }
}

extension FaultDescription {
    /// A fault that cannot be read: why, and what could stand there instead.
    public struct SyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
        /// The fault as it was typed.
        public var text: String
        /// What is wrong with it.
        public var problem: String
        /// What is allowed.
        public var allowed: String

        /// The complaint as one line.
        public var description: String {
            "\(text.prefix(80)): \(problem)\(problem.hasSuffix("?") ? "" : ".") Allowed: \(allowed)"
        }
    }

    /// Reads a fault from the command line.
    public init(parsing text: String) throws(SyntaxError) {
        let form = "KIND[=VALUE]@START[+LENGTH][/CONTROLLER], such as slowDown=0.5@360+60/0"
        func complaint(_ problem: String, _ allowed: String = form) -> SyntaxError {
            SyntaxError(text: text, problem: problem, allowed: allowed)
        }
        guard text.utf8.count <= 200 else { throw complaint("the text is too long") }
        guard let at = text.firstIndex(of: "@") else { throw complaint("a time is missing") }
        let head = text[..<at].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let kind = Kind(rawValue: String(head[0])) else {
            let names = Kind.allCases.map(\.rawValue)
            let near = Suggestion.nearest(to: String(head[0]), among: names).map { "; did you mean \($0)?" } ?? ""
            throw complaint("no such kind\(near)", names.joined(separator: ", "))
        }
        let tail = text[text.index(after: at)...].split(
            separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let times = tail[0].split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
        guard let start = Self.number(times[0]), start >= 0 else { throw complaint("the start is no time") }
        self.init(kind: kind, start: start)
        if times.count > 1 {
            guard let length = Self.number(times[1]), length >= 0 else { throw complaint("the length is no time") }
            self.length = length
        }
        if tail.count > 1 {
            guard let controller = Int(tail[1]), controller >= 0 else {
                throw complaint("the controller is no number", "controllers are numbered from 0")
            }
            self.controller = controller
        }
        switch (kind.valueKey, head.count > 1 ? Self.number(head[1]) : nil) {
        case (nil, nil) where head.count == 1: break
        case (nil, _): throw complaint("\(kind.rawValue) takes no value", "\(kind.rawValue)@START+LENGTH")
        case (let key?, nil): throw complaint("\(kind.rawValue) needs a \(key)", "\(kind.rawValue)=NUMBER@START")
        case (_?, let value?): self.value = value
        }
    }

    private static func number(_ text: Substring) -> Double? {
        guard text.utf8.allSatisfy({ "0123456789.-".utf8.contains($0) }), let number = Double(text), number.isFinite
        else { return nil }
        return number
    }
}
