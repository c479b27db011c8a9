/// How long a granted token stays valid.
///
/// Source: row S4 ("preset and dynamically determined").
public enum TokenTimeoutRule: Hashable, Sendable, BitwiseCopyable {
    /// The same for every token.
    case preset(Nanoseconds)
    /// A base, and the time that the queue of the moment takes to serve: under load a device hears its grant later too.
    /// Never longer than the second span.
    case dynamic(base: Nanoseconds, max: Nanoseconds)

    /// The timeout of a token granted under `load`: whole milliseconds, at least one, at most 2^32 - 1 of them.
    public func timeout(under load: Load) -> Nanoseconds {
        let span: Nanoseconds
        switch self {
        case .preset(let preset): span = preset
        case .dynamic(let base, let longest):
            let wait = Nanoseconds(seconds: Double(load.queueDepth) / max(load.serviceRate, 1e-3))
            span = min(base + wait, longest)
        }
        let rounded = span.roundedUp(toMultipleOf: .milliseconds(1))
        return min(max(rounded, .milliseconds(1)), .milliseconds(Int64(UInt32.max)))
    }
}
