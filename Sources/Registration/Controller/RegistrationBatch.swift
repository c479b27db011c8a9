extension Controller where Law: ~Copyable {
    /// What the requests of one batch share.
    struct RegistrationBatch {
        let now: Instant
        let load: Load
        let requestCount: Int
        /// Rows that the table may still create.
        var tableRoom: Int
        /// The law's decisions for this batch, once a request needed one.
        var decisions: Law.Batch?
        var effects = TokenStore.Effects()
        var redeemed = 0
        var claimed = 0

        init(now: Instant, load: Load, requestCount: Int, tableRoom: Int) {
            self.now = now
            self.load = load
            self.requestCount = requestCount
            self.tableRoom = tableRoom
        }
    }

    /// A row that is queued for a request, and what it held before.
    struct ReservedRow {
        let line: Int
        let replaced: RegistrationTable.Replaced?
    }

    /// One request on its way through figure 6: its place among those of the batch, which travel beside it as a span. A request of
    /// 72 bytes would be copied at each step.
    struct RequestInHand {
        /// Its place in the batch.
        let index: Int
        /// The hash of its device's name.
        let hash: UInt64
    }
}
