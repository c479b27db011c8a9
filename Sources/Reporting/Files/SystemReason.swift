import FoundationEssentials
import Glibc

/// The reason for a failed call, in the system's own words.
enum SystemReason {
    /// The innermost reason that `error` carries.
    static func of(_ error: any Error) -> String {
        if let system = error as? POSIXError { return words(system.code.rawValue) }
        if let wrapped = error as? CocoaError, let inner = wrapped.underlying { return of(inner) }
        return "\(error)"
    }

    private static func words(_ code: Int32) -> String {
        // The answer is never null and lives until this thread asks again; it is copied at once.
        unsafe String(cString: strerror(code))
    }
}
