import Measurement

/// What a search drives.
enum SearchQuantity: String, CaseIterable {
    case devices
    case rate
    case detectionSpread = "detection-spread"

    /// How values of it are named in a report of a search in storms or in runs.
    func unit(inStorms: Bool) -> String {
        switch self {
        case .devices: "devices"
        case .rate: inStorms ? "registrations/s" : "cycles/s"
        case .detectionSpread: "s of detection spread"
        }
    }

    /// Where and how far to search, unless the user says otherwise.
    func settings(inStorms: Bool, start: Double, options: SearchOptions) throws(Failure) -> LimitSearch.Settings {
        let most: Double =
            switch self {
            case .devices: inStorms ? 4_000_000 : 10_000_000
            case .rate: inStorms ? 1_000_000 : 100_000_000
            case .detectionSpread: 3_600
            }
        let lower = options.least ?? (self == .detectionSpread ? 5 : 1)
        let upper = options.most ?? max(most, lower)
        guard lower > 0, lower <= upper, upper.isFinite else {
            throw Failure(exit: .usage, message: "--least and --most: the least is above 0 and no more than the most")
        }
        var settings = LimitSearch.Settings(
            goal: self == .devices || (self == .rate && !inStorms) ? .largest : .smallest, start: start,
            range: lower...upper)
        settings.isWhole = self == .devices
        return settings
    }
}
