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
        hasProvisioned = !plan.provisioned.isEmpty
    }

    /// Completes `batch.entries`, in order, and tells `sink` of each.
    @_spi(HotPaths) public func complete(
        _ batch: inout Batch, in table: borrowing RegistrationTable, hasher: DeviceHasher, at now: Instant,
        sink: inout some RegistrationSink & ~Copyable
    ) -> Tally {
        let rows = unsafe table.rows
        for entry in batch.entries { unsafe rows.prefetch(Int(entry.element.line)) }
        var tally = Tally()
        for entry in batch.entries {
            // The row is queued, so it is not freed: its line alone is enough to lock.
            let line = Int(entry.element.line)
            var control = unsafe rows.lock(line)
            var row = unsafe rows.row(line).pointee
            let hadMailbox = row.hasMailbox
            if control.kind & RegistrationRow.isRegistered != 0 {
                row.registeredAt = now.nanoseconds
                control.kind = RegistrationRow.isRegistered
                unsafe rows.replaceState(line, with: row, &control)
                unsafe rows.unlock(line, control)
                tally.renewed += 1
            } else {
                guard assignLines(to: &row, from: &batch.lines, in: table) else {
                    unsafe rows.unlock(line, control)
                    fail(row, because: .noLines, in: table, hasher: hasher, tally: &tally)
                    sink.fail(row.name, because: .noLines, context: entry.element.context)
                    continue
                }
                row.registeredAt = now.nanoseconds
                row.templateIdentifier = plan.template(for: row.deviceClass)
                row.hasMailbox = givesMailbox(row, in: table)
                control.kind = RegistrationRow.isRegistered
                unsafe rows.replaceState(line, with: row, &control)
                unsafe rows.unlock(line, control)
                guard enter(row, line: line, in: table) else {
                    fail(row, because: .directoryFull, in: table, hasher: hasher, tally: &tally)
                    sink.fail(row.name, because: .directoryFull, context: entry.element.context)
                    continue
                }
                tally.entered += 1
            }
            sink.acknowledge(
                RegistrationAcknowledgment(
                    device: row.name, address: row.address, lines: row.lines, template: row.template,
                    mailbox: mailbox(of: row, hadMailbox: hadMailbox, in: table), registeredAt: now, tier: entry.element.tier,
                    arrivedAt: Instant(nanoseconds: Int64(bitPattern: entry.stamp)), context: entry.element.context))
        }
        return tally
    }

    /// Lines of the plan for a device that stands there, lines from the pool for all others; `false` when the pool has none.
    @inline(__always)
    private func assignLines(
        to row: inout RegistrationRow, from lines: inout LinePool.Block, in table: borrowing RegistrationTable
    ) -> Bool {
        if hasProvisioned, let device = table.provisioned[row.name] {
            row.lines = AssignedLines(first: device.lines[0], count: device.lines.count, arePooled: false)
            return true
        }
        guard let range = pool.take(plan.lineCount(for: row.deviceClass), from: &lines) else { return false }
        row.lines = AssignedLines(first: range.first, count: range.count, arePooled: true)
        return true
    }

    /// Makes the directory find the device under all its names; `false`, with nothing entered, when there is no room.
    @inline(__always)
    private func enter(_ row: RegistrationRow, line: Int, in table: borrowing RegistrationTable) -> Bool {
        if row.lines.arePooled, table.directory.insert(row.lines.range, row: line) { return true }
        return enterSingly(row, line: line, in: table)
    }

    @inline(never)
    private func enterSingly(_ row: RegistrationRow, line: Int, in table: borrowing RegistrationTable) -> Bool {
        let names = table.directoryNames(of: row.lines, for: row.name)
        for index in names.indices where !table.directory.insert(names[index], row: line) {
            for entered in names[..<index] { table.directory.remove(entered, row: line) }
            return false
        }
        return true
    }

    /// Takes a registration that failed out of the table again.
    @inline(never)
    private func fail(
        _ row: RegistrationRow, because failure: RegistrationFailure, in table: borrowing RegistrationTable,
        hasher: DeviceHasher, tally: inout Tally
    ) {
        tally.failed += 1
        let home = unsafe table.rows.home(ofHash: hasher.hash(row.name))
        guard let path = unsafe table.rows.lockPath(to: row.name, home: home) else { return }
        guard failure == .directoryFull else {
            // It has no lines, and nobody but its server frees a row that is only queued.
            unsafe table.rows.free(path)
            tally.freed += 1
            return
        }
        // The device was registered for a moment. In that moment it may have been unregistered, lines and all, and it may
        // have been queued again: then the row stays for that request.
        let control = unsafe table.rows.control(path.line)
        guard control.kind & RegistrationRow.isRegistered != 0 else {
            unsafe table.rows.unlock(path)
            return
        }
        if control.kind & RegistrationRow.isQueued == 0 {
            unsafe table.rows.free(path)
            tally.freed += 1
        } else {
            table.leaveQueued(unsafe table.rows.row(path.line).pointee, path: path, control)
        }
        giveBackLines(of: row)
    }

    /// Returns a row's lines if they are from the pool.
    func giveBackLines(of row: RegistrationRow) { if row.lines.arePooled { pool.giveBack(row.lines.range) } }

    @inline(__always)
    private func givesMailbox(_ row: RegistrationRow, in table: borrowing RegistrationTable) -> Bool {
        guard row.lines.arePooled else { return table.provisioned[row.name]?.mailbox != nil }
        return row.deviceClass == .phone && plan.phonesHaveMailboxes
    }

    @inline(__always)
    private func mailbox(
        of row: RegistrationRow, hadMailbox: Bool, in table: borrowing RegistrationTable
    ) -> Mailbox {
        guard row.hasMailbox else { return .none }
        guard row.lines.arePooled else { return table.provisioned[row.name]?.mailbox.map { .linked($0) } ?? .none }
        let own = row.lines.first
        return hadMailbox ? .linked(own) : .new(own)
    }
}
