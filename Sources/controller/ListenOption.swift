import ArgumentParser
import ControllerServer

/// Where to listen, as an option says it: an address, or "off".
enum ListenOption: ExpressibleByArgument, Sendable {
    /// At this address.
    case at(ListenAddress)
    /// Nowhere.
    case off

    init?(argument: String) {
        if argument == "off" {
            self = .off
        } else if let address = ListenAddress(argument) {
            self = .at(address)
        } else {
            return nil
        }
    }

    /// The address; `nil` for nowhere.
    var address: ListenAddress? { if case .at(let address) = self { address } else { nil } }
}
