import Foundation
import History
import Measurement
import TestSupport
import Testing

@Suite("Kept results")
struct HistoryStoreTests {
    @Test("What was added is there again, in order of time, also for another who opens the file")
    func keeps() throws {
        let files = try TemporaryFiles()
        let path = files.path("h.sqlite")
        let store = try HistoryStore(path: path, creates: true)
        try store.add(result(requestsPerSecond: 20, commit: "later"), milliseconds: 2_000)
        try store.add(result(requestsPerSecond: 10, commit: "sooner"), milliseconds: 1_000)
        let other = try HistoryStore(path: path)
        let runs = try other.runs()
        #expect(runs.map(\.commit) == ["sooner", "later"] && runs.map(\.milliseconds) == [1_000, 2_000])
        #expect(try other.figures(of: runs[1])["requests"]?.value == 20)
        #expect(runs[0].subject.machine == "Example 9000, 2 cores")
    }

    @Test("One result is kept once")
    func once() throws {
        let files = try TemporaryFiles()
        let store = try HistoryStore(path: files.path("h.sqlite"), creates: true)
        #expect(try store.add(result(requestsPerSecond: 1), milliseconds: 1))
        #expect(try !store.add(result(requestsPerSecond: 1), milliseconds: 2))
        #expect(try store.add(result(requestsPerSecond: 2), milliseconds: 3))
        #expect(try store.runs().count == 2)
    }

    @Test("Results of another plan are another subject; the one measured last comes first")
    func subjects() throws {
        let files = try TemporaryFiles()
        let store = try HistoryStore(path: files.path("h.sqlite"), creates: true)
        try store.add(result(requestsPerSecond: 1, planHash: "old"), milliseconds: 1)
        try store.add(result(requestsPerSecond: 2, planHash: "new"), milliseconds: 3)
        try store.add(result(requestsPerSecond: 3, planHash: "old"), milliseconds: 2)
        let subjects = try store.subjects()
        #expect(subjects.map(\.planHash) == ["new", "old"])
        let history = try store.history(of: subjects[1])
        #expect(history.series.first { $0.name == "requests" }?.points.map(\.value) == [1, 3])
    }

    @Test("Results of one plan under another law, or of more workers, are another subject")
    func setUp() throws {
        let files = try TemporaryFiles()
        let store = try HistoryStore(path: files.path("h.sqlite"), creates: true)
        var alone = result(requestsPerSecond: 3)
        alone.plan.workers = 1
        try store.add(result(requestsPerSecond: 1), milliseconds: 1)
        try store.add(result(requestsPerSecond: 2, law: "threshold"), milliseconds: 2)
        try store.add(alone, milliseconds: 3)
        try store.add(result(requestsPerSecond: 4), milliseconds: 4)
        let subjects = try store.subjects()
        #expect(
            subjects.map(\.setUp) == ["2 workers, law calendar", "1 worker, law calendar", "2 workers, law threshold"])
        let history = try store.history(of: subjects[0])
        #expect(history.series.first { $0.name == "requests" }?.points.map(\.value) == [1, 4])
    }

    @Test("A history of the first version keeps what it has, and takes more")
    func firstVersion() throws {
        let files = try TemporaryFiles()
        let path = files.path("first.sqlite")
        try makeDatabase(
            at: path,
            """
            CREATE TABLE run (
                id INTEGER PRIMARY KEY, milliseconds INTEGER NOT NULL, "commit" TEXT NOT NULL, target TEXT NOT NULL,
                profile TEXT NOT NULL, planHash TEXT NOT NULL, machine TEXT NOT NULL, isValid INTEGER NOT NULL,
                digest BLOB NOT NULL UNIQUE) STRICT;
            CREATE TABLE figure (
                run INTEGER NOT NULL REFERENCES run (id) ON DELETE CASCADE, name TEXT NOT NULL, value REAL NOT NULL,
                unit TEXT NOT NULL, better TEXT NOT NULL, PRIMARY KEY (run, name)) STRICT, WITHOUT ROWID;
            PRAGMA application_id = 1818715502; PRAGMA user_version = 1;
            INSERT INTO run VALUES (1, 5, 'abc', 'core', 'saturate', '9f3c0a11', 'Example 9000, 2 cores', 1, x'00');
            INSERT INTO figure VALUES (1, 'requests', 7.0, '1/s', 'higher');
            """)
        try HistoryStore(path: path).add(result(requestsPerSecond: 1), milliseconds: 6)
        let store = try HistoryStore(path: path)  // the second time there is nothing to bring up to date
        #expect(try store.subjects().map(\.setUp) == ["2 workers, law calendar", ""])
        let old = try store.history(of: try store.subjects()[1])
        #expect(old.series.map(\.name) == ["requests"] && old.series[0].points.map(\.value) == [7])
    }

    @Test("What is not valid is kept and not followed")
    func invalid() throws {
        let files = try TemporaryFiles()
        let store = try HistoryStore(path: files.path("h.sqlite"), creates: true)
        try store.add(result(requestsPerSecond: 1), milliseconds: 1)
        try store.add(result(requestsPerSecond: 9, isValid: false), milliseconds: 2)
        let history = try store.history(of: try store.subjects()[0])
        #expect(history.runs.map(\.isValid) == [true, false])
        #expect(history.series.allSatisfy { $0.points.count == 1 })
    }

    @Test("A figure that not every result has is followed where it is")
    func gaps() throws {
        let files = try TemporaryFiles()
        let store = try HistoryStore(path: files.path("h.sqlite"), creates: true)
        for (index, p99) in [UInt64(5), nil, 7].enumerated() {
            try store.add(result(requestsPerSecond: Double(index), p99: p99), milliseconds: Int64(index))
        }
        let series = try store.history(of: try store.subjects()[0]).series
        #expect(series.first { $0.name == "token p99" }?.points.map(\.value) == [5, 7])
    }

    @Test("A change is marked with what was before and after, and told good from bad")
    func changes() throws {
        let files = try TemporaryFiles()
        let store = try HistoryStore(path: files.path("h.sqlite"), creates: true)
        for index in 0..<20 {
            let wobble = Double(index % 3)
            try store.add(
                result(
                    requestsPerSecond: (index < 10 ? 1_000 : 800) + wobble, commit: "c\(index)",
                    p99: index < 10 ? 2_000 : 1_000),
                milliseconds: Int64(index))
        }
        let series = try store.history(of: try store.subjects()[0]).series
        let requests = try #require(series.first { $0.name == "requests" })
        let change = try #require(requests.changes.first)
        #expect(requests.changes.count == 1 && change.index == 10)
        #expect(change.before == 1_001 && change.after == 801 && requests.isWorse(change))
        let p99 = try #require(series.first { $0.name == "token p99" })
        #expect(p99.changes.count == 1 && p99.changes.allSatisfy { !p99.isWorse($0) })
        #expect(series.first { $0.name == "token p50" }?.changes == [])
    }

    @Test("Several who write at once lose nothing")
    func concurrent() async throws {
        let files = try TemporaryFiles()
        let path = files.path("h.sqlite")
        _ = try HistoryStore(path: path, creates: true)
        await withTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                group.addTask {
                    #expect(throws: Never.self) {
                        let store = try HistoryStore(path: path)
                        for index in 0..<25 {
                            try store.add(result(requestsPerSecond: Double(writer * 100 + index)), milliseconds: 1)
                        }
                    }
                }
            }
        }
        #expect(try HistoryStore(path: path).runs().count == 100)
    }

    // MARK: Files that are none

    @Test("A file that is not there is said to be missing, and not made")
    func missing() throws {
        let files = try TemporaryFiles()
        let path = files.path("h.sqlite")
        #expect(throws: HistoryError(path: path, problem: .missing)) { try HistoryStore(path: path) }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test("A file of another kind is left as it is")
    func foreign() throws {
        let files = try TemporaryFiles()
        let text = String(repeating: "This is no database, and must stay what it is. ", count: 100)
        let path = try files.write(text, to: "notes.txt")
        #expect(throws: HistoryError(path: path, problem: .notAHistory)) {
            try HistoryStore(path: path, creates: true)
        }
        #expect(files.text(of: "notes.txt") == text)
    }

    @Test(
        "A database of somebody else, one of a newer version, and one with other contents are refused",
        arguments: [
            ("CREATE TABLE bills (amount REAL);", HistoryError.Problem.notAHistory),
            ("PRAGMA application_id = 1818715502; PRAGMA user_version = 3;", .newer(version: 3)),
            (
                """
                PRAGMA application_id = 1818715502; PRAGMA user_version = 1;
                CREATE TABLE run (id, milliseconds, "commit", target, profile, planHash, machine, isValid);
                INSERT INTO run VALUES (1, 'soon', 'abc', 'core', 'x', 'y', NULL, 1);
                """, .notAHistory
            ),
        ])
    func otherDatabases(sql: String, problem: HistoryError.Problem) throws {
        let files = try TemporaryFiles()
        let path = files.path("other.sqlite")
        try makeDatabase(at: path, sql)
        #expect(throws: HistoryError(path: path, problem: problem)) { try HistoryStore(path: path).runs() }
    }

    /// A database that another program made, with what `sql` says in it.
    private func makeDatabase(at path: String, _ sql: String) throws {
        let made = try DebianProgram("python3", package: "python3").start([
            "-c", "import sqlite3, sys; sqlite3.connect(sys.argv[1]).executescript(sys.argv[2])", path, sql,
        ]).output()
        try #require(made.status == 0, "\(made.standardError)")
    }

    @Test("A history that was cut off or damaged is refused, never trapped at", arguments: [100, 512, 4_096, 6_000])
    func truncated(length: Int) throws {
        let files = try TemporaryFiles()
        let path = files.path("h.sqlite")
        do {
            let store = try HistoryStore(path: path, creates: true)
            for index in 0..<50 { try store.add(result(requestsPerSecond: Double(index)), milliseconds: Int64(index)) }
        }
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        try #require(whole.count > length)
        try whole.prefix(length).write(to: URL(fileURLWithPath: path))
        #expect(throws: HistoryError.self) {
            let store = try HistoryStore(path: path)
            for subject in try store.subjects() { _ = try store.history(of: subject) }
        }
    }

    @Test("A folder that is not there is a complaint with the path, in visible characters")
    func noFolder() {
        let path = "/nowhere/\u{1B}[31m/h.sqlite"
        let error = #expect(throws: HistoryError.self) { try HistoryStore(path: path, creates: true) }
        #expect(error?.description.contains("/nowhere/") == true && error?.description.contains("\u{1B}") == false)
    }
}
