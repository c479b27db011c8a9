/// What a key does while work is under way.
enum KeyMeaning: CaseIterable, Sendable {
    /// Ends it, with a report of what there is.
    case end
    /// Raises the rate of an open loop.
    case faster
    /// Lowers it.
    case slower

    /// The keys, as bytes; `=` is `+` on a keyboard without shift.
    var keys: [UInt8] {
        switch self {
        case .end: Array("qQ".utf8)
        case .faster: Array("+=".utf8)
        case .slower: Array("-_".utf8)
        }
    }

    /// What is said of it on the screen.
    var help: String {
        switch self {
        case .end: "q  end and report"
        case .faster: "+  faster"
        case .slower: "-  slower"
        }
    }
}
