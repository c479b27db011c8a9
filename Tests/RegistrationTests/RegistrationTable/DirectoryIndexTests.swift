import Testing
import TestSupport

@_spi(HotPaths) @testable import Registration

@Suite struct DirectoryIndexTests {
    @Test("A random walk agrees with a dictionary, full or not", arguments: 0..<4)
    func agreesWithModel(index: Int) throws {
        // The smallest has two homes: its lines overflow to the end of their reach and refuse.
        let capacity = [1, 20, 300, 2_000][index]
        let directory = try DirectoryIndex(capacity: capacity, hasher: DeviceHasher(seed: UInt64(index)))
        var random = TestSeed.current.generator(index)
        var model: [Int: Int] = [:]
        var refused = 0
        for step in 0..<20_000 {
            let number = Int.random(in: 0..<1_000, using: &random)
            let name = DirectoryName.numbered(number)
            let row = Int.random(in: 0..<50, using: &random)
            let comment: Comment = "\(TestSeed.current) walk \(index) step \(step) name \(number)"
            // Phases of growth and of decay, so that the index is full at times and empty at times.
            let grows = (step / 4_000).isMultiple(of: 2)
            switch Int.random(in: 0..<10, using: &random) {
            case 0..<(grows ? 6 : 2):
                let inserted = directory.insert(name, row: row)
                if model[number] != nil { #expect(inserted, comment) }
                if inserted { model[number] = row } else { refused += 1 }
            case 0..<8:
                let target = random.oneIn(4) ? row : model[number] ?? row
                directory.remove(name, row: target)
                if model[number] == target { model[number] = nil }
                #expect(directory.row(of: name) == model[number], comment)
            default:
                #expect(directory.row(of: name) == model[number], comment)
            }
        }
        for number in 0..<1_000 { #expect(directory.row(of: .numbered(number)) == model[number]) }
        #expect((refused > 0) == (capacity <= 300), "\(refused) refused")
        // Emptied, it holds as much as when it was new: no overflow count was left behind.
        for (number, row) in model { directory.remove(.numbered(number), row: row) }
        let fresh = try DirectoryIndex(capacity: capacity, hasher: DeviceHasher(seed: UInt64(index)))
        for number in 0..<1_000 {
            #expect(directory.row(of: .numbered(number)) == nil)
        }
        for number in 2_000..<3_000 {
            let name = DirectoryName.numbered(number)
            let inserted = directory.insert(name, row: number)
            #expect(inserted == fresh.insert(name, row: number), "name \(number)")
        }
    }

    @Test("A name is removed only for the row it is mapped to")
    func removesOwnRowOnly() throws {
        let directory = try DirectoryIndex(capacity: 10, hasher: DeviceHasher(seed: 1))
        #expect(directory.insert(.numbered(1), row: 5) == true)
        directory.remove(.numbered(1), row: 6)
        #expect(directory.row(of: .numbered(1)) == 5)
        #expect(directory.insert(.numbered(1), row: 0) == true, "mapped anew, in place")
        #expect(directory.row(of: .numbered(1)) == 0)
        directory.remove(.numbered(1), row: 0)
        #expect(directory.row(of: .numbered(1)) == nil)
    }

    @Test("Names of equal value and different length are different names")
    func lengthCounts() throws {
        let directory = try DirectoryIndex(capacity: 10, hasher: DeviceHasher(seed: 1))
        let names = try ["1", "01", "001"].map { try #require(DirectoryName($0)) }
        for (row, name) in names.enumerated() { #expect(directory.insert(name, row: row) == true) }
        for (row, name) in names.enumerated() { #expect(directory.row(of: name) == row) }
    }
}
