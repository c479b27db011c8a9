import TestSupport
import Testing

@testable import Measurement

@Suite("ProcessMemory", .serialized)
struct ProcessMemoryTests {
    @Test("The resident bytes grow with memory that is written")
    func resident() throws {
        // 64 MiB, each page written: what other tests give back meanwhile hides it once or twice, not ten times.
        let hasGrown = try (0..<10).contains { _ in
            let before = try #require(ProcessMemory.current().residentBytes)
            let block = [UInt8](repeating: 7, count: 64 << 20)
            let after = try #require(ProcessMemory.current().residentBytes)
            return after - before > 32 << 20 && block[block.count / 2] == 7
        }
        #expect(hasGrown)
    }

    @Test("The allocator's account is there exactly when jemalloc serves the process")
    func heap() throws {
        let heap = ProcessMemory.current().heap
        #expect((heap == nil) == hasSanitizerAllocator)
        guard let heap else { return }
        #expect(heap.allocatedBytes > 0)
        #expect(heap.activeBytes >= heap.allocatedBytes)
        #expect(heap.residentBytes >= heap.activeBytes)
        #expect(heap.allocationCount > 0)
    }

    @Test(
        "A text that is no statm gives no figure", arguments: ["", "12", "a b c", "1 -2 3", "1 9223372036854775807 3"])
    func malformed(statm: String) {
        #expect(ProcessMemory.residentBytes(statm: statm, pageBytes: 4096) == nil)
    }

    @Test("The second number of statm counts pages")
    func pages() {
        #expect(ProcessMemory.residentBytes(statm: "100 25 3 1 0 9 0\n", pageBytes: 4096) == 102_400)
    }
}
