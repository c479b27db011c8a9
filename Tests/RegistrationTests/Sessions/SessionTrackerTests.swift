import Testing

@testable import Registration

@Suite struct SessionTrackerTests {
    private static func open(_ tracker: SessionTracker, _ number: Int) throws -> SessionTracker.Session {
        try tracker.open(
            from: .numbered(number), to: .numbered(number + 1), fromDevice: .numbered(number),
            toDevice: .numbered(number + 1), at: .epoch + .seconds(Int64(number)))
    }

    @Test("A session is found while it is open, and closed once")
    func life() throws {
        let tracker = SessionTracker(capacity: 4)
        let session = try Self.open(tracker, 1)
        #expect(session.from == .numbered(1) && session.to == .numbered(2))
        #expect(session.fromDevice == .numbered(1) && session.toDevice == .numbered(2))
        #expect(session.openedAt == .epoch + .seconds(1))
        #expect(tracker.session(session.identifier) == session && tracker.count == 1)
        #expect(tracker.close(session.identifier) == session)
        #expect(tracker.close(session.identifier) == nil && tracker.session(session.identifier) == nil)
        #expect(tracker.count == 0)
    }

    @Test("The identifier of a closed session does not find the one that took its place")
    func stale() throws {
        let tracker = SessionTracker(capacity: 1)
        let first = try Self.open(tracker, 1)
        _ = tracker.close(first.identifier)
        let second = try Self.open(tracker, 2)
        #expect(second.identifier != first.identifier)
        #expect(tracker.session(first.identifier) == nil && tracker.close(first.identifier) == nil)
        #expect(tracker.session(second.identifier) == second)
    }

    @Test("A full tracker refuses, and takes the next when one ends")
    func full() throws {
        let tracker = SessionTracker(capacity: 3)
        let sessions = try (0..<3).map { try Self.open(tracker, $0) }
        #expect(throws: SessionTracker.OpenError.full) { try Self.open(tracker, 9) }
        _ = tracker.close(sessions[1].identifier)
        #expect(try Self.open(tracker, 9).from == .numbered(9))
        #expect(tracker.count == 3)
    }

    @Test("An identifier of another, larger tracker finds nothing")
    func foreign() throws {
        let larger = SessionTracker(capacity: 100)
        let sessions = try (0..<100).map { try Self.open(larger, $0) }
        let tracker = SessionTracker(capacity: 1)
        for session in sessions {
            #expect(tracker.session(session.identifier) == nil && tracker.close(session.identifier) == nil)
        }
    }
}
