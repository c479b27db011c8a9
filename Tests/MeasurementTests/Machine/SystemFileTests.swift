import Testing

@testable import Measurement

@Suite("SystemFile")
struct SystemFileTests {
    @Test("A number is read after its whole key only")
    func numbers() {
        let text = "MemTotal:       24684092 kB\nMem: 5\nOdd: x\nNone:\n"
        #expect(SystemFile.number(after: "MemTotal", in: text) == 24_684_092)
        #expect(SystemFile.number(after: "Mem", in: text) == 5)
        #expect(SystemFile.number(after: "Odd", in: text) == nil)
        #expect(SystemFile.number(after: "None", in: text) == nil)
        #expect(SystemFile.number(after: "Total", in: text) == nil)
    }

    @Test("A missing file and a folder have no text; an endless file is read to the limit")
    func files() throws {
        #expect(SystemFile.text(at: "/nonexistent") == nil)
        #expect(SystemFile.text(at: "/proc") == nil)
        let endless = try #require(SystemFile.text(at: "/dev/zero"))
        #expect(endless.utf8.count == SystemFile.byteCountMax)
        #expect(SystemFile.word(at: "/dev/null") == nil)
        #expect(SystemFile.word(at: "/proc/sys/kernel/ostype") == "Linux")
    }
}
