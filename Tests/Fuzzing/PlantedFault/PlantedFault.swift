#if canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// A fault that is not there unless asked for: what proves that a fuzzer can find one.
public enum PlantedFault {
    /// How many messages an input holds that must fail: `PLANTED_FAULT` of the environment, and none where it does not say. Read once.
    private static let messageCount: Int = {
        // Nobody changes the environment meanwhile, and what it says ends in a zero.
        guard let text = unsafe getenv("PLANTED_FAULT") else { return .max }
        return unsafe Int(String(cString: text)) ?? .max
    }()

    /// Ends the process at an input of so many messages, where that is asked for.
    public static func check(messageCount count: Int) {
        if count >= messageCount { fatalError("\(count) messages: the planted fault") }
    }
}
