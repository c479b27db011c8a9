import Synchronization

/// The sessions between registered devices (session information 58).
///
/// A bounded table behind one lock: sessions come and go at the rate of calls, thousands of times more slowly than
/// registrations in a storm. Thread-safe. Full: ``open(from:to:at:)`` refuses.
///
/// Source: row S19.
public final class SessionTracker: Sendable {
    private struct State {
        var slots: [Slot]
        var free: [UInt32]

        func find(_ identifier: SessionIdentifier) -> Session? {
            let slot = slots[Int(identifier.slot)]
            return slot.generation == identifier.generation ? slot.session : nil
        }
    }

    private struct Slot {
        var session: Session?
        /// Grows when the slot is freed, so that an old identifier finds nothing.
        var generation: UInt32 = 0
    }

    private let state: Mutex<State>

    /// A tracker of up to `capacity` sessions at once.
    public init(capacity: Int) {
        precondition(capacity > 0 && capacity < Int(UInt32.max), "sessions are numbered in 32 bits")
        state = Mutex(
            State(
                slots: Array(repeating: Slot(), count: capacity), free: (0..<UInt32(capacity)).reversed()))
    }

    /// A session.
    public struct Session: Hashable, Sendable {
        /// Which.
        public let identifier: SessionIdentifier
        /// Who called.
        public let from: DirectoryName
        /// Who was called.
        public let to: DirectoryName
        /// The device of the caller when the session began.
        public let fromDevice: DeviceName
        /// The device called.
        public let toDevice: DeviceName
        /// When it began.
        public let openedAt: Instant
    }

    /// Why a session was not opened.
    public enum OpenError: Error, Hashable, Sendable {
        /// No registered device has this directory name.
        case notRegistered(DirectoryName)
        /// As many sessions are open as the tracker holds.
        case full
    }

    /// Notes a session between two devices that the caller has found in the registration table.
    func open(
        from: DirectoryName, to: DirectoryName, fromDevice: DeviceName, toDevice: DeviceName, at now: Instant
    ) throws(OpenError) -> Session {
        let session = state.withLock { state -> Session? in
            guard let slot = state.free.popLast() else { return nil }
            let session = Session(
                identifier: SessionIdentifier(slot: slot, generation: state.slots[Int(slot)].generation),
                from: from, to: to, fromDevice: fromDevice, toDevice: toDevice, openedAt: now)
            state.slots[Int(slot)].session = session
            return session
        }
        guard let session else { throw .full }
        return session
    }

    /// The session of this identifier, while it is open.
    public func session(_ identifier: SessionIdentifier) -> Session? {
        state.withLock { $0.slots.indices.contains(Int(identifier.slot)) ? $0.find(identifier) : nil }
    }

    /// Ends a session; returns it, or `nil` when it was not open.
    public func close(_ identifier: SessionIdentifier) -> Session? {
        state.withLock { state in
            guard state.slots.indices.contains(Int(identifier.slot)), let session = state.find(identifier) else {
                return nil
            }
            state.slots[Int(identifier.slot)].session = nil
            state.slots[Int(identifier.slot)].generation &+= 1
            state.free.append(identifier.slot)
            return session
        }
    }

    /// The number of sessions open.
    public var count: Int { state.withLock { $0.slots.count - $0.free.count } }
}

/// Names a session for as long as it is open; never reused for another within 2^32 sessions of a slot.
public struct SessionIdentifier: Hashable, Sendable, BitwiseCopyable {
    let slot: UInt32
    let generation: UInt32
}
