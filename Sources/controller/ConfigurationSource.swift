import ControllerServer
import Documents

/// Where a controller's configuration comes from: a file, if there is one, and the options put over it.
struct ConfigurationSource: Sendable {
    /// The file; `nil` for the defaults.
    let path: String?
    /// Where SCCP is spoken, as the option says it.
    let sccp: ListenOption?
    /// Where SIP is spoken.
    let sip: ListenOption?
    /// Where the admin interface is.
    let admin: ListenOption?

    /// Reads it, each time anew.
    func read() throws(DocumentError) -> ServerConfiguration {
        var configuration = ServerConfiguration()
        if let path { configuration = try ServerConfiguration(path: path) }
        if let sccp { configuration.sccpAddress = sccp.address }
        if let sip { configuration.sipAddress = sip.address }
        if let admin { configuration.adminAddress = admin.address }
        return configuration
    }
}
