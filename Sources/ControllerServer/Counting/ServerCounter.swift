/// What a server counts beside its core. The raw value is a place in ``ServerCounters``.
enum ServerCounter: Int, CaseIterable, Sendable {
    // Connections.
    case connectionsAccepted, connectionsClosed, connectionsRefused, connectionsReplaced, acceptPauses,
        deadlinesPassed
    // Messages of devices that speak SCCP, and faults of theirs.
    case sccpMessages, sccpKeepAlives, sccpUnknownMessages, sccpUnexpectedMessages, sccpMalformedMessages,
        sccpBrokenFrames
    case sccpTokensGranted, sccpTokensDenied, sccpRegistrationsDenied, sccpRegistered
    // Requests of devices that speak SIP, and faults of theirs.
    case sipRequests, sipRegistrations, sipRefreshes, sipUnregistrations, sipKeepAlives, sipPings,
        sipTokensGranted, sipTokensDenied
    case sipRedirections, sipRegistrationsDenied, sipRetransmissions
    case sipMalformedMessages, sipUnanswerableMessages, sipRefusals,
        sipResponsesIgnored
    case sipBindingsExpired
    // Requests of devices that speak SIP and did not prove who sends them.
    case sipChallenges, sipWrongCredentials

    /// The key in metrics.
    var label: String { String(describing: self) }
}
