internal import LockFree

/// Directory name to row of the registration table: an array for the names of the pool, an index for all others.
struct Directory: ~Copyable, Sendable {
    private let pool: PoolDirectory
    private let index: DirectoryIndex

    /// A directory for `capacity` names, those of `plan` among them. The array covers the pool as long as it is not more than
    /// twice that size; the index has room for names laid down by the plan, and for the rest of a larger pool.
    init(capacity: Int, plan: ServicePlan, hasher: DeviceHasher) throws(OutOfMemory) {
        let pooled = min(plan.poolCount, 2 * capacity)
        let provisioned = plan.provisioned.reduce(0) { $0 + $1.lines.count }
        let pool = try PoolDirectory(first: plan.poolFirst, count: pooled)
        index = try DirectoryIndex(capacity: provisioned + (plan.poolCount > pooled ? capacity : 0), hasher: hasher)
        self.pool = pool
    }

    /// The memory held, in bytes; resident from the start.
    var byteCount: Int { pool.byteCount + index.byteCount }

    /// Maps `name` to `row`, in place of whatever it was mapped to. `false` when no place in reach is free.
    @inline(__always)
    func insert(_ name: DirectoryName, row: Int) -> Bool {
        guard pool.covers(name) else { return index.insert(name, row: row) }
        pool.insert(name, row: row)
        return true
    }

    /// Maps all names of `range` to `row` if they are the pool's; `false`, with nothing done, if not.
    @inline(__always)
    func insert(_ range: LineRange, row: Int) -> Bool {
        guard pool.covers(range) else { return false }
        pool.insert(range, row: row)
        return true
    }

    /// The row `name` is mapped to; by the time the caller looks it may have gone, or be another's.
    func row(of name: DirectoryName) -> Int? { pool.covers(name) ? pool.row(of: name) : index.row(of: name) }

    /// Forgets `name` if it is mapped to `row`.
    func remove(_ name: DirectoryName, row: Int) {
        if pool.covers(name) { pool.remove(name, row: row) } else { index.remove(name, row: row) }
    }
}
