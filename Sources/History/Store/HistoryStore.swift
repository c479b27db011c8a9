internal import FoundationEssentials
internal import GRDB
internal import Hashing
public import Measurement

/// Results over time, in a file of SQLite: what was measured when, at which commit, and what it came to.
///
///     let history = try HistoryStore(path: "history.sqlite", creates: true)
///     try history.add(result, milliseconds: now)
///
/// Several processes may use one file; who writes waits up to ten seconds for another who does. Calls block; safe to use from several threads.
public final class HistoryStore: Sendable {
    /// Marks the file as ours: "lgen" (SQLite's `application_id`).
    static let applicationID = 0x6C67_656E
    /// The version of the tables (SQLite's `user_version`). Readers refuse a newer one.
    static let schemaVersion = 2

    private let path: String
    private let database: DatabaseQueue

    /// Opens the history at `path`.
    ///
    /// - Parameter creates: whether a file that is not there is made.
    public init(path: String, creates: Bool = false) throws(HistoryError) {
        self.path = path
        guard creates || FileManager.default.fileExists(atPath: path) else {
            throw HistoryError(path: path, problem: .missing)
        }
        var configuration = Configuration()
        configuration.busyMode = .timeout(10)
        do {
            database = try DatabaseQueue(path: path, configuration: configuration)
            try database.write { database in try Self.prepare(database, path: path) }
        } catch {
            throw Self.complaint(error, about: path)
        }
    }

    /// Adds a result; false when this very result is there already, and nothing was done.
    ///
    /// - Parameter milliseconds: when it was measured, since 1970.
    @discardableResult
    public func add(_ result: RunResult, milliseconds: Int64) throws(HistoryError) -> Bool {
        let subject = KeptRun.Subject(of: result)
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            let digest = Data(Hash.value(of: Array(try encoder.encode(result)).span, .sha256).array)
            return try database.write { database in
                try database.execute(
                    sql: """
                        INSERT OR IGNORE INTO run (milliseconds, "commit", target, profile, planHash, setUp, machine, isValid, digest)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """,
                    arguments: [
                        milliseconds, result.tool.commit, subject.target, subject.profile, subject.planHash,
                        subject.setUp, subject.machine, result.verdict.valid, digest,
                    ])
                guard database.changesCount > 0 else { return false }
                let run = database.lastInsertedRowID
                // A result may name a figure twice; the first is the one that reports show.
                for figure in ResultFigure.all(of: result) {
                    try database.execute(
                        sql: "INSERT OR IGNORE INTO figure (run, name, value, unit, better) VALUES (?, ?, ?, ?, ?)",
                        arguments: [run, figure.name, figure.value, figure.unit, figure.better.rawValue])
                }
                return true
            }
        } catch {
            throw Self.complaint(error, about: path)
        }
    }

    /// The newest `countMax` results, in order of time.
    public func runs(countMax: Int = 10_000) throws(HistoryError) -> [KeptRun] {
        do {
            return try database.read { database in
                try Row.fetchAll(
                    database, sql: "SELECT * FROM run ORDER BY milliseconds DESC, id DESC LIMIT ?",
                    arguments: [max(countMax, 0)]
                ).reversed().map(run)
            }
        } catch {
            throw Self.complaint(error, about: path)
        }
    }

    /// The figures of a result, by name.
    public func figures(of run: KeptRun) throws(HistoryError) -> [String: ResultFigure] {
        do {
            return try database.read { database in
                let rows = try Row.fetchAll(database, sql: "SELECT * FROM figure WHERE run = ?", arguments: [run.id])
                let figures = try rows.compactMap { row -> ResultFigure? in
                    ResultFigure(
                        try value(row, "name"), try value(row, "value"), unit: try value(row, "unit"),
                        better: ResultFigure.Direction(rawValue: try value(row, "better")) ?? .lower)
                }
                return Dictionary(figures.map { ($0.name, $0) }) { kept, _ in kept }
            }
        } catch {
            throw Self.complaint(error, about: path)
        }
    }

    // MARK: The file

    private static func prepare(_ database: Database, path: String) throws {
        let application = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        let tableCount = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
        if application == 0, version == 0, tableCount == 0 {
            try database.execute(sql: tables)
            return
        }
        guard application == applicationID else { throw HistoryError(path: path, problem: .notAHistory) }
        guard version <= schemaVersion else { throw HistoryError(path: path, problem: .newer(version: version)) }
        if version < 2 { try database.execute(sql: setUpFromVersion2) }
    }

    private static let tables = """
        CREATE TABLE run (
            id INTEGER PRIMARY KEY, milliseconds INTEGER NOT NULL, "commit" TEXT NOT NULL, target TEXT NOT NULL,
            profile TEXT NOT NULL, planHash TEXT NOT NULL, setUp TEXT NOT NULL, machine TEXT NOT NULL,
            isValid INTEGER NOT NULL, digest BLOB NOT NULL UNIQUE) STRICT;
        CREATE TABLE figure (
            run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE, name TEXT NOT NULL, value REAL NOT NULL,
            unit TEXT NOT NULL, better TEXT NOT NULL, PRIMARY KEY (run, name)) STRICT, WITHOUT ROWID;
        PRAGMA application_id = \(applicationID);
        PRAGMA user_version = \(schemaVersion);
        """

    /// What was kept before stays, with a set-up that is not known.
    private static let setUpFromVersion2 = """
        ALTER TABLE run ADD COLUMN setUp TEXT NOT NULL DEFAULT '';
        PRAGMA user_version = 2;
        """

    private func run(_ row: Row) throws(HistoryError) -> KeptRun {
        KeptRun(
            id: try value(row, "id"), milliseconds: try value(row, "milliseconds"), commit: try value(row, "commit"),
            subject: KeptRun.Subject(
                target: try value(row, "target"), profile: try value(row, "profile"),
                planHash: try value(row, "planHash"), setUp: try value(row, "setUp"), machine: try value(row, "machine")
            ),
            isValid: try value(row, "isValid"))
    }

    /// The value of a column. Read with care: the file may have been made by anybody, and the row's own reading traps at a value of
    /// another kind.
    private func value<Value: DatabaseValueConvertible>(_ row: Row, _ column: String) throws(HistoryError) -> Value {
        guard row.hasColumn(column), let value = Value.fromDatabaseValue(row[column] as DatabaseValue) else {
            throw HistoryError(path: path, problem: .notAHistory)
        }
        return value
    }

    private static func complaint(_ error: any Error, about path: String) -> HistoryError {
        switch error {
        case let error as HistoryError: error
        case let error as DatabaseError where error.resultCode == .SQLITE_NOTADB:
            HistoryError(path: path, problem: .notAHistory)
        case let error as DatabaseError:
            HistoryError(path: path, problem: .system(error.message ?? "\(error.resultCode)"))
        default: HistoryError(path: path, problem: .system("\(error)"))
        }
    }
}
