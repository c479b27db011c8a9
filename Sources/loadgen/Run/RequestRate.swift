import ArgumentParser

/// What `--rate` says: so many requests a second, or as many as the target takes.
enum RequestRate: Hashable, ExpressibleByArgument {
    /// An open loop of so many requests a second.
    case perSecond(Double)
    /// A closed loop: the next device begins when one is home.
    case max

    init?(argument: String) {
        if argument == "max" {
            self = .max
        } else if let rate = Double(argument) {
            self = .perSecond(rate)
        } else {
            return nil
        }
    }

    /// Requests a second; `nil` for as many as the target takes.
    var perSecond: Double? {
        guard case .perSecond(let rate) = self else { return nil }
        return rate
    }
}
