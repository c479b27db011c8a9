public import DeviceFleet

/// What a live storm needs beside its scenario.
public struct LiveStormSettings: Sendable {
    /// What devices speak, and over what.
    public var scheme = RegistrarAddress.Scheme.sccp
    /// The program of a controller.
    public var controllerPath: String

    /// Devices that speak SCCP, and controllers that are processes of this program.
    public init(controllerPath: String) { self.controllerPath = controllerPath }
}
