import FoundationEssentials
import Measurement
import Reporting
import Testing

@Suite struct JSONResultFileTests {
    /// Runs `body` with the path of a fresh directory, which is removed afterwards.
    private func inDirectory(_ body: (String) throws -> Void) throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "results-\(UUID().uuidString)")
            .path(percentEncoded: false)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(path)
    }

    /// The names of what lies in a directory.
    private func names(in directory: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: directory)
    }

    private func problem(_ text: String) -> ResultFileError.Problem? {
        do throws(ResultFileError.Problem) {
            _ = try JSONResultFile.decode(Data(text.utf8))
            return nil
        } catch {
            return error
        }
    }

    @Test func aResultComesBackFromAFileAndLeavesNothingBesideIt() throws {
        try inDirectory { (directory) throws in
            let path = directory + "/r.json"
            try JSONResultFile.write(phased(), to: path)
            try JSONResultFile.write(saturation(), to: path)
            #expect(try JSONResultFile.read(from: path) == saturation())
            #expect(try names(in: directory) == ["r.json"])
        }
    }

    @Test func theSameResultGivesTheSameBytes() throws {
        let bytes = try JSONResultFile.encode(phased())
        #expect(try JSONResultFile.encode(phased()) == bytes)
        #expect(try JSONResultFile.encode(JSONResultFile.decode(bytes)) == bytes)
        #expect(bytes.last == UInt8(ascii: "\n"))
    }

    @Test func numbersKeepTheirValueToTheLastBit() throws {
        var result = saturation()
        result.plan.seed = .max
        result.throughput?.requestsPerSecond = 0.1 + 0.2
        #expect(try JSONResultFile.decode(JSONResultFile.encode(result)) == result)
    }

    @Test("A file cut off anywhere is no JSON", arguments: [0, 1, 100, 2_000])
    func truncated(byteCount: Int) throws {
        let text = String(decoding: try JSONResultFile.encode(saturation()).prefix(byteCount), as: UTF8.self)
        guard case .notJSON = problem(text) else {
            Issue.record("\(String(describing: problem(text)))")
            return
        }
    }

    @Test func whatIsWrongIsNamed() throws {
        let text = String(decoding: try JSONResultFile.encode(saturation()), as: UTF8.self)
        #expect(problem("{}") == .otherSchema(found: nil))
        #expect(problem(text.replacing("loadgen/1", with: "loadgen/9")) == .otherSchema(found: "loadgen/9"))
        #expect(
            problem(text.replacing("\"hash\"", with: "\"hush\"")) == .malformed(key: "plan.hash", reason: "missing"))
        for number in ["-1", "18446744073709551616"] {
            guard case .malformed("counters.registered", _) = problem(text.replacing(" 940007", with: " " + number))
            else {
                Issue.record("\(number)")
                continue
            }
        }
        guard case .notJSON(let reason) = problem(text.replacing(" 940007", with: " 1.5")) else {
            Issue.record("a count with a fraction was read")
            return
        }
        #expect(reason.contains("fraction"))
        #expect(problem("[]") != nil)
        #expect(problem(String(repeating: "[", count: 100_000)) != nil)
    }

    @Test func aFigureThatIsNoNumberIsNotWritten() throws {
        try inDirectory { (directory) throws in
            var result = saturation()
            result.throughput?.cyclesPerSecond = .nan
            let error = #expect(throws: ResultFileError.self) {
                try JSONResultFile.write(result, to: directory + "/r.json")
            }
            #expect(error?.problem == .notWritable(key: "throughput.cyclesPerSecond"))
            #expect(try names(in: directory) == [])
        }
    }

    @Test func pathsThatCannotBeReadSayWhy() throws {
        try inDirectory { (directory) throws in
            let missing = #expect(throws: ResultFileError.self) {
                try JSONResultFile.read(from: directory + "/none.json")
            }
            #expect(missing?.description.contains("No such file") == true, "\(missing?.description ?? "")")
            #expect(throws: ResultFileError(path: directory, problem: .notAFile)) {
                try JSONResultFile.read(from: directory)
            }
            #expect(throws: ResultFileError(path: "/dev/zero", problem: .notAFile)) {
                try JSONResultFile.read(from: "/dev/zero")
            }
        }
    }

    @Test func aFileBeyondTheLimitIsNotRead() throws {
        try inDirectory { (directory) throws in
            let path = directory + "/large.json"
            try Data(count: JSONResultFile.byteCountMax + 1).write(to: URL(filePath: path))
            let expected = ResultFileError(
                path: path, problem: .tooLarge(byteCount: UInt64(JSONResultFile.byteCountMax) + 1))
            #expect(throws: expected) { try JSONResultFile.read(from: path) }
        }
    }

    @Test func pathsThatCannotBeWrittenAreFoundBeforeARun() throws {
        try inDirectory { (directory) throws in
            #expect(throws: Never.self) { try JSONResultFile.checkWritable(directory + "/r.json") }
            #expect(try names(in: directory) == [])
            for path in ["", directory, directory + "/", directory + "/none/r.json", "/proc/r.json"] {
                #expect(throws: ResultFileError.self, "\(path)") { try JSONResultFile.checkWritable(path) }
            }
            let error = #expect(throws: ResultFileError.self) {
                try JSONResultFile.write(saturation(), to: directory + "/none/r.json")
            }
            #expect(error?.description.contains("No such file") == true, "\(error?.description ?? "")")
        }
    }

    @Test func anErrorShowsHostilePathsHarmless() {
        let error = ResultFileError(path: "\u{1B}[2J", problem: .malformed(key: "a\nb", reason: "\u{7}"))
        #expect(error.description == "\\u{1b}[2J: key a\\u{a}b: \\u{7}")
    }
}
