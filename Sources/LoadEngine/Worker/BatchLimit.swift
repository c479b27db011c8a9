/// The sizes of a worker's batches.
enum BatchLimit {
    /// Requests gathered at once; what the core works on at once.
    static var requests: Int { 64 }
    /// Batches before allocations are counted.
    static var warmUpBatches: Int { 16 }
}
