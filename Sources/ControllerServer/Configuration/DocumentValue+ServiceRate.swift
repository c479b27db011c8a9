internal import Documents

extension DocumentValue {
    /// The value as a limit of service, in registrations a second; 0 for none.
    func serviceRatePerSecondMax() throws(DocumentError) -> Double {
        let range = 0.0...10_000_000.0
        let rate = try number()
        guard range.contains(rate) else {
            throw error(
                "\(rate) is out of range", allowed: "0 to \(Int(range.upperBound)); 0 for no limit")
        }
        return rate
    }
}
