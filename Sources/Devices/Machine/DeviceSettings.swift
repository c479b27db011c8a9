public import Registration

/// What all devices of a fleet share: intervals, limits and behaviour. One value, passed to each device's machine by reference.
///
/// The defaults are those of the phones in the field: keep-alives each 30 s, three missed ones mean that a controller is lost
/// (Cisco document 200410; IOS `keepalive retries`), a registration transaction ends after 32 s (RFC 3261 timer F).
public struct DeviceSettings: Hashable, Sendable {
    /// From one keep-alive to the next.
    public var keepAliveInterval = Nanoseconds.seconds(30)
    /// Keep-alives unanswered in a row after which the controller counts as lost, 1 to 15.
    public var missedKeepAlivesMax = 3
    /// From one look at a better controller to the next, while a backup serves the device.
    public var watchInterval = Nanoseconds.seconds(30)
    /// How long a request may go unanswered before it is sent again.
    public var responseTimeout = Nanoseconds.seconds(4)
    /// How often a request is sent to one controller before the device turns elsewhere, 1 to 15.
    public var attemptsMax = 2
    /// How long a device that was told that it is queued waits before it asks how far it is.
    public var queuedPatience = Nanoseconds.seconds(30)
    /// How long a device whose request was received, but that hears nothing of a queue, waits before it gives up.
    public var unansweredPatience = Nanoseconds.seconds(32)
    /// How long a device waits between two attempts of its own (address, configuration, or no controller answered).
    public var retry = RetryBehavior.asTold
    /// What a device that ignores retry times waits instead.
    public var impatience = Nanoseconds.seconds(5)

    /// The defaults above.
    public init() {}
}
