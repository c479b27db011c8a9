import Synchronization

/// The controller's current parameters; changed while it runs.
///
/// Thread-safe. Reading costs one atomic load per batch while nothing changes: lanes keep a copy and compare versions.
public final class ParameterStore: Sendable {
    private let current: Mutex<Parameters>
    /// The number of changes so far. Written under the mutex, read by lanes; never decreases.
    private let version = Atomic<UInt64>(0)

    /// A store that begins with `parameters`.
    public init(_ parameters: Parameters = Parameters()) { current = Mutex(parameters) }

    /// The current parameters.
    public var parameters: Parameters { current.withLock { $0 } }

    /// Changes the parameters; lanes act on the change from their next batch on.
    public func update(_ change: (inout Parameters) -> Void) {
        current.withLock { parameters in
            change(&parameters)
            // Release: pairs with the acquire in `refresh`; a lane that sees the version finds the change under the mutex.
            version.wrappingAdd(1, ordering: .releasing)
        }
    }

    /// Brings a lane's copy up to date.
    @inline(__always)
    func refresh(_ copy: inout Parameters, version seen: inout UInt64) {
        // Acquire: pairs with the release in `update`.
        guard version.load(ordering: .acquiring) != seen else { return }
        reload(&copy, version: &seen)
    }

    @inline(never)
    private func reload(_ copy: inout Parameters, version seen: inout UInt64) {
        current.withLock { parameters in
            copy = parameters
            seen = version.load(ordering: .relaxed)  // only changes under the mutex, which is held
        }
    }
}
