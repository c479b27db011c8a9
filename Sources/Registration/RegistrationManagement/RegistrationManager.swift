public import LockFree

/// Registers devices whose turn has come (registration management module 70): assigns lines, template and voicemail, enters
/// the device into the registration table, and acknowledges.
///
/// Thread-safe: any number of lanes serve at once, each with a ``Batch`` of its own. A batch goes over its rows twice: first
/// the rows are completed and the directory's lines asked for, then the directory is written, so that the two memory
/// accesses of a device overlap with those of the others.
///
/// Source: row S11; steps after 136 of figure 6.
@_spi(HotPaths) public struct RegistrationManager: ~Copyable, Sendable {
    private let plan: ServicePlan
    private let pool: LinePool
    /// Place in the plan, by name.
    private let provisionedIndex: [DeviceName: Int]

    /// What a lane brings to a batch.
    @_spi(HotPaths) public struct Batch {
        var lines = LinePool.Block()
        /// What was dequeued, in order.
        @_spi(HotPaths) public var entries: [Stamped<QueuedRegistration>] = []
        fileprivate var completed: [CompletedRow] = []

        /// Room for `countMax` entries.
        @_spi(HotPaths) public init(countMax: Int) {
            entries.reserveCapacity(countMax)
            completed.reserveCapacity(countMax)
        }
    }

    fileprivate struct CompletedRow {
        var row: RegistrationRow
        var control: LineControl
        var outcome: Outcome
    }

    fileprivate enum Outcome {
        /// The row has lines the directory does not know yet.
        case assigned
        /// The row had its lines before.
        case renewed
        case failed(RegistrationFailure)
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
    }

    /// Completes `batch.entries`, in order, and tells `sink` of each.
    @_spi(HotPaths) public func complete(
        _ batch: inout Batch, in table: borrowing RegistrationTable, hasher: DeviceHasher, at now: Instant,
        sink: inout some RegistrationSink & ~Copyable
    ) -> Tally {
        batch.completed.removeAll(keepingCapacity: true)
        for entry in batch.entries {
            batch.completed.append(
                completeRow(line: Int(entry.element.line), in: table, lines: &batch.lines, at: now))
        }
        var tally = Tally()
        for index in batch.entries.indices {
            let entry = batch.entries[index]
            var completed = batch.completed[index]
            if case .assigned = completed.outcome, !enter(completed, line: Int(entry.element.line), in: table) {
                completed.outcome = .failed(.directoryFull)
            }
            switch completed.outcome {
            case .assigned: tally.entered += 1
            case .renewed: tally.renewed += 1
            case .failed(let failure):
                tally.failed += 1
                if withdraw(completed, from: table, hash: hasher.hash(completed.row.name)) { tally.freed += 1 }
                sink.fail(completed.row.name, because: failure, context: entry.element.context)
                continue
            }
            sink.acknowledge(acknowledgment(of: completed, entry: entry, in: table, at: now))
        }
        return tally
    }

    /// Writes the row of a queued device: lines if it has none, template, mailbox, time.
    @inline(__always)
    private func completeRow(
        line: Int, in table: borrowing RegistrationTable, lines: inout LinePool.Block, at now: Instant
    ) -> CompletedRow {
        // The row is queued, so it is not freed: its line alone is enough to lock.
        var control = unsafe table.rows.lock(line)
        var row = unsafe table.rows.row(line).pointee
        var outcome = Outcome.renewed
        if control.kind & RegistrationRow.isRegistered == 0 {
            outcome = assign(to: &row, &control, lines: &lines)
            if case .failed = outcome {
                unsafe table.rows.unlock(line, control)
                return CompletedRow(row: row, control: control, outcome: outcome)
            }
            row.templateIdentifier = plan.template(for: row.deviceClass)
            if control.detail == 0 { table.directory.prefetch(DirectoryName(rawValue: row.firstLine)) }
        }
        row.registeredAt = now.nanoseconds
        control.kind = RegistrationRow.isRegistered
        unsafe table.rows.row(line).pointee = row
        if case .assigned = outcome {
            // Stored for the next registration of this device; this one's acknowledgment says whether the mailbox is new.
            unsafe table.rows.row(line).pointee.hasMailbox = givesMailbox(row, control)
        }
        unsafe table.rows.unlock(line, control)
        return CompletedRow(row: row, control: control, outcome: outcome)
    }

    @inline(__always)
    private func assign(
        to row: inout RegistrationRow, _ control: inout LineControl, lines: inout LinePool.Block
    ) -> Outcome {
        if !provisionedIndex.isEmpty, let index = provisionedIndex[row.name] {
            let device = plan.provisioned[index]
            control.detail = UInt32(index + 1)
            row.firstLine = device.lines[0].rawValue
            row.lineCount = UInt16(device.lines.count)
            return .assigned
        }
        guard let range = pool.take(plan.lineCount(for: row.deviceClass), from: &lines) else {
            return .failed(.noLines)
        }
        control.detail = 0
        row.firstLine = range.first.rawValue
        row.lineCount = UInt16(range.count)
        return .assigned
    }

    /// Makes the directory find the device under all its names; `false`, with nothing entered, when there is no room.
    @inline(__always)
    private func enter(_ completed: CompletedRow, line: Int, in table: borrowing RegistrationTable) -> Bool {
        let lines = table.lines(of: completed.row, completed.control)
        for index in 0..<lines.count where !table.directory.insert(lines[index], row: line) {
            for entered in 0..<index { table.directory.remove(lines[entered], row: line) }
            return false
        }
        return true
    }

    /// Takes a registration that failed out of the table again. Returns whether its row went with it.
    @inline(never)
    private func withdraw(
        _ completed: CompletedRow, from table: borrowing RegistrationTable, hash: UInt64
    ) -> Bool {
        let name = completed.row.name
        guard let path = unsafe table.rows.lockPath(to: name, home: table.rows.home(ofHash: hash)) else { return false }
        guard case .failed(.directoryFull) = completed.outcome else {
            // It has no lines, and nobody but its server frees a row that is only queued.
            unsafe table.rows.free(path)
            return true
        }
        // The device was registered for a moment. In that moment it may have been unregistered, lines and all, and it may
        // have been queued again: then the row stays for that request.
        var control = unsafe table.rows.control(path.line)
        guard control.kind & RegistrationRow.isRegistered != 0 else {
            unsafe table.rows.unlock(path)
            return false
        }
        let isFreed = control.kind & RegistrationRow.isQueued == 0
        if isFreed {
            unsafe table.rows.free(path)
        } else {
            control.kind = RegistrationRow.isQueued
            control.detail = 0
            unsafe table.rows.row(path.line).pointee.hasMailbox = false
            unsafe table.rows.setControl(path.line, control)
            unsafe table.rows.unlock(path)
        }
        if completed.control.detail == 0 { giveBackLines(of: completed.row) }
        return isFreed
    }

    /// Returns a row's pooled lines.
    func giveBackLines(of row: RegistrationRow) {
        pool.giveBack(LineRange(first: DirectoryName(rawValue: row.firstLine), count: Int(row.lineCount)))
    }

    private func givesMailbox(_ row: RegistrationRow, _ control: LineControl) -> Bool {
        control.detail > 0
            ? plan.provisioned[Int(control.detail) - 1].mailbox != nil
            : row.deviceClass == .phone && plan.phonesHaveMailboxes
    }

    @inline(__always)
    private func acknowledgment(
        of completed: CompletedRow, entry: Stamped<QueuedRegistration>, in table: borrowing RegistrationTable,
        at now: Instant
    ) -> RegistrationAcknowledgment {
        let row = completed.row
        let control = completed.control
        var mailbox = Mailbox.none
        if givesMailbox(row, control) {
            let own = DirectoryName(rawValue: row.firstLine)
            let existing = control.detail > 0 ? plan.provisioned[Int(control.detail) - 1].mailbox : nil
            mailbox = existing.map { .linked($0) } ?? (row.hasMailbox ? .linked(own) : .new(own))
        }
        return RegistrationAcknowledgment(
            device: row.name,
            address: InternalAddress(ipv6High: row.addressHigh, low: row.addressLow, port: control.port),
            lines: table.lines(of: row, control),
            template: DeviceTemplate(
                identifier: row.templateIdentifier, lineButtonCount: row.lineCount,
                hasMessagesButton: mailbox != .none),
            mailbox: mailbox, registeredAt: now, tier: entry.element.tier,
            arrivedAt: Instant(nanoseconds: Int64(bitPattern: entry.stamp)), context: entry.element.context)
    }
}
