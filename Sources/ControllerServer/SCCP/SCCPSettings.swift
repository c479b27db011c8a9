internal import Registration
internal import Signalling

/// What a server says to devices that speak SCCP, and how long it waits for them.
struct SCCPSettings: Sendable {
    /// Seconds between pings of a registered device.
    var keepAliveSeconds: UInt32 = 30
    /// Seconds between pings of a device whose backup this controller is.
    var secondaryKeepAliveSeconds: UInt32 = 60
    /// How long a new connection may say nothing.
    var firstMessageDeadline = Nanoseconds.seconds(10)
    /// How long a message may take from its first byte to its last, however steadily its bytes come.
    var messageDeadline = Nanoseconds.seconds(10)
    /// How phones show dates.
    var dateTemplate = "D.M.Y"
    /// The firmware that phones should have; empty for what they have.
    var firmware = ""
    /// The controller's name in its group.
    var serverName = "controller"
    /// The controllers of the group in the order of preference; phones take five.
    var group: [SCCP.ServerResponse.Server] = []
    /// The wall clock, in seconds since 1970, which phones set theirs by.
    var wallClock: @Sendable () -> UInt32 = { 0 }

    /// The defaults.
    init() {}

    /// How long a device may be silent: three pings, as phones count them on their side.
    var silence: Nanoseconds { .seconds(3 * Int64(keepAliveSeconds)) }

    /// The newest version of the protocol that the controller speaks.
    static var protocolVersionMax: UInt8 { 22 }
}
