internal import Registration

/// What waits for answers of the core: a connection of a device that speaks SCCP, or one SIP request whose registration is queued.
///
/// All calls come on the exchange's own event loop.
protocol Exchange: AnyObject {
    /// A registration of the exchange's device was served.
    func acknowledge(_ acknowledgment: RegistrationAcknowledgment)

    /// A queued registration of the device failed.
    func fail(_ device: DeviceName, because reason: RegistrationFailure)

    /// Another exchange speaks for the device from now on.
    func giveWay()

    /// The deadline that was set for the exchange has passed.
    func deadlinePassed(at now: Instant)

    /// The server stops: answer or refuse what is in flight, and end.
    func shutDown()
}
