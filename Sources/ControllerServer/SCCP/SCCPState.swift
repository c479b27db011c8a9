/// How far a device has come on its connection.
enum SCCPState: CaseIterable, Hashable, Sendable {
    /// Nothing was asked for, or only a token, or what was asked for was denied.
    case connected
    /// Its registration is queued.
    case queued
    /// It was served, and asks for its configuration.
    case configuring
    /// It has all it needs.
    case registered
}
