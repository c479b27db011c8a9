public import LockFree

/// Registers devices whose turn has come (registration management module 70): assigns lines, template and voicemail, enters
/// the device into the registration table, and acknowledges.
///
/// Thread-safe: any number of lanes serve at once, each with a ``Batch`` of its own. The rows of a batch are asked for before the
/// first is worked on, so that the memory accesses of its devices overlap: those of a long queue have left the caches.
///
/// Source: row S11; steps after 136 of figure 6.
@_spi(HotPaths) public struct RegistrationManager: ~Copyable, Sendable {
    private let plan: ServicePlan
    private let pool: LinePool
    /// Place in the plan, by name.
    private let provisionedIndex: [DeviceName: Int]
    private let hasProvisioned: Bool

    /// What a lane brings to a batch.
    @_spi(HotPaths) public struct Batch {
        var lines = LinePool.Block()
        /// What was dequeued, in order.
        @_spi(HotPaths) public var entries: [Stamped<QueuedRegistration>] = []

        /// Room for `countMax` entries.
        @_spi(HotPaths) public init(countMax: Int) { entries.reserveCapacity(countMax) }
    }

    /// What a batch came to.
    @_spi(HotPaths) public struct Tally {
        /// Devices registered for the first time.
        @_spi(HotPaths) public var entered = 0
        /// Devices registered again.
        var renewed = 0
        /// Registrations that failed.
        var failed = 0
        /// Rows that went with them: each, unless another request of the device has it.
        var freed = 0
    }

    /// A manager that gives devices what `plan` says.
    @_spi(HotPaths) public init(plan: ServicePlan) {
        self.plan = plan
        pool = LinePool(first: plan.poolFirst, count: plan.poolCount)
        provisionedIndex = Dictionary(
            plan.provisioned.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        hasProvisioned = !plan.provisioned.isEmpty
    }

    /// Completes `batch.entries`, in order, and tells `sink` of each.
    @_spi(HotPaths) public func complete(
        _ batch: inout Batch, in table: borrowing RegistrationTable, hasher: DeviceHasher, at now: Instant,
        sink: inout some RegistrationSink & ~Copyable
    ) -> Tally {
        for entry in batch.entries { table.prefetch(line: Int(entry.element.line)) }
        var tally = Tally()
        for index in batch.entries.indices {
            let entry = batch.entries[index]
            let completed = complete(entry.element, in: table, lines: &batch.lines, at: now)
            if let failure = completed.failure {
                tally.failed += 1
                if withdraw(completed, from: table, hash: hasher.hash(completed.row.name)) { tally.freed += 1 }
                sink.fail(completed.row.name, because: failure, context: entry.element.context)
                continue
            }
            if completed.isNew { tally.entered += 1 } else { tally.renewed += 1 }
            sink.acknowledge(acknowledgment(of: completed, entry: entry, in: table, at: now))
        }
        return tally
    }

    /// What became of one registration.
    private struct Completion {
        /// The row as it was written.
        var row: RegistrationRow
        /// The device was not registered before.
        var isNew: Bool
        /// The device had a mailbox before.
        var hadMailbox: Bool
        var failure: RegistrationFailure?
    }

    /// Writes the row of a queued device: lines if it has none, template, mailbox, time; then its names into the directory.
    @inline(__always)
    private func complete(
        _ entry: QueuedRegistration, in table: borrowing RegistrationTable, lines: inout LinePool.Block,
        at now: Instant
    ) -> Completion {
        // The row is queued, so it is not freed: its line alone is enough to lock.
        let line = Int(entry.line)
        var control = unsafe table.rows.lock(line)
        var completion = Completion(
            row: unsafe table.rows.row(line).pointee, isNew: control.kind & RegistrationRow.isRegistered == 0,
            hadMailbox: false)
        completion.hadMailbox = completion.row.hasMailbox
        if completion.isNew {
            guard assignLines(to: &completion.row, from: &lines) else {
                unsafe table.rows.unlock(line, control)
                completion.failure = .noLines
                return completion
            }
            completion.row.templateIdentifier = plan.template(for: completion.row.deviceClass)
            completion.row.hasMailbox = givesMailbox(completion.row)
        }
        completion.row.registeredAt = now.nanoseconds
        control.kind = RegistrationRow.isRegistered
        unsafe table.rows.replaceRow(line, with: completion.row, &control)
        unsafe table.rows.unlock(line, control)
        if completion.isNew, !enter(completion.row, line: line, in: table) { completion.failure = .directoryFull }
        return completion
    }

    /// Lines of the plan for a device that stands there, lines from the pool for all others; `false` when the pool has none.
    @inline(__always)
    private func assignLines(to row: inout RegistrationRow, from lines: inout LinePool.Block) -> Bool {
        if hasProvisioned, let place = provisionedIndex[row.name] {
            row.assign(planPlace: place, lineCount: plan.provisioned[place].lines.count)
            return true
        }
        guard let range = pool.take(plan.lineCount(for: row.deviceClass), from: &lines) else { return false }
        row.assign(range)
        return true
    }

    /// Makes the directory find the device under all its names; `false`, with nothing entered, when there is no room.
    @inline(__always)
    private func enter(_ row: RegistrationRow, line: Int, in table: borrowing RegistrationTable) -> Bool {
        let lines = table.lines(of: row)
        for index in 0..<lines.count where !table.directory.insert(table.directoryName(index, of: lines), row: line) {
            for entered in 0..<index { table.directory.remove(table.directoryName(entered, of: lines), row: line) }
            return false
        }
        return true
    }

    /// Takes a registration that failed out of the table again. Returns whether its row went with it.
    @inline(never)
    private func withdraw(
        _ completed: Completion, from table: borrowing RegistrationTable, hash: UInt64
    ) -> Bool {
        let name = completed.row.name
        guard let path = unsafe table.rows.lockPath(to: name, home: table.rows.home(ofHash: hash)) else { return false }
        guard completed.failure == .directoryFull else {
            // It has no lines, and nobody but its server frees a row that is only queued.
            unsafe table.rows.free(path)
            return true
        }
        // The device was registered for a moment. In that moment it may have been unregistered, lines and all, and it may
        // have been queued again: then the row stays for that request.
        let control = unsafe table.rows.control(path.line)
        guard control.kind & RegistrationRow.isRegistered != 0 else {
            unsafe table.rows.unlock(path)
            return false
        }
        let isFreed = control.kind & RegistrationRow.isQueued == 0
        if isFreed {
            unsafe table.rows.free(path)
        } else {
            table.leaveQueued(unsafe table.rows.row(path.line).pointee, path: path, control)
        }
        giveBackLines(of: completed.row)
        return isFreed
    }

    /// Returns a row's lines if they are from the pool.
    func giveBackLines(of row: RegistrationRow) { if row.planPlace == nil { pool.giveBack(row.pooledLines) } }

    private func givesMailbox(_ row: RegistrationRow) -> Bool {
        guard let place = row.planPlace else { return row.deviceClass == .phone && plan.phonesHaveMailboxes }
        return plan.provisioned[place].mailbox != nil
    }

    @inline(__always)
    private func acknowledgment(
        of completed: Completion, entry: Stamped<QueuedRegistration>, in table: borrowing RegistrationTable,
        at now: Instant
    ) -> RegistrationAcknowledgment {
        let row = completed.row
        return RegistrationAcknowledgment(
            device: row.name, address: row.address, lines: table.lines(of: row), template: row.template,
            mailbox: mailbox(of: completed), registeredAt: now, tier: entry.element.tier,
            arrivedAt: Instant(nanoseconds: Int64(bitPattern: entry.stamp)), context: entry.element.context)
    }

    @inline(__always)
    private func mailbox(of completed: Completion) -> Mailbox {
        guard completed.row.hasMailbox else { return .none }
        if let place = completed.row.planPlace { return plan.provisioned[place].mailbox.map { .linked($0) } ?? .none }
        let own = completed.row.pooledLines.first
        return completed.hadMailbox ? .linked(own) : .new(own)
    }
}
