/// One thing that is looked at before a run, and what it means for the run.
public struct PreflightCheck: Hashable, Codable, Sendable {
    /// How a check came out.
    public enum Status: String, Codable, Sendable {
        /// As it should be.
        case ok
        /// The run is possible; its figures may be worse or less certain.
        case warning
        /// The run as planned will not work or its figures will be worthless.
        case failure
    }

    /// What was looked at, in a few words.
    public let name: String
    /// What was found, with its unit.
    public let value: String
    /// What that means.
    public let status: Status
    /// What to do about it, as a sentence; empty when all is well.
    public let advice: String

    /// A check that came out well.
    static func ok(_ name: String, _ value: String) -> PreflightCheck {
        PreflightCheck(name: name, value: value, status: .ok, advice: "")
    }

    /// A check that came out with something to say.
    static func notice(_ name: String, _ value: String, _ status: Status, _ advice: String) -> PreflightCheck {
        PreflightCheck(name: name, value: value, status: status, advice: advice)
    }
}
