extension [Double] {
    /// The middle value, or the mean of the two in the middle; at least one value.
    var middle: Double {
        let sorted = sorted()
        return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2
    }
}
