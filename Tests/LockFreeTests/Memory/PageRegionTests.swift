import LockFree
import Testing

@Suite struct PageRegionTests {
    @Test("A region is zero, aligned and at least as large as asked", arguments: [1, 4_096, 4_097, 3 << 20])
    func isZeroAndAligned(byteCount: Int) throws {
        let region = try PageRegion(byteCount: byteCount)
        let (base, size) = (unsafe region.base, region.byteCount)
        #expect(size >= byteCount && size % 4_096 == 0)
        #expect(Int(bitPattern: base) % (byteCount >= 2 << 20 ? 2 << 20 : 4_096) == 0)
        // Sound: the region outlives the loop, and every offset is below its size.
        for offset in Array(stride(from: 0, to: size, by: 4_096)) + [size - 1] {
            let before = unsafe base.load(fromByteOffset: offset, as: UInt8.self)
            unsafe base.storeBytes(of: 0xA5, toByteOffset: offset, as: UInt8.self)
            let after = unsafe base.load(fromByteOffset: offset, as: UInt8.self)
            #expect(before == 0 && after == 0xA5)
        }
        withExtendedLifetime(region) {}
    }

    @Test("More memory than there can be is an error that names the size")
    func refusesTheImpossible() {
        #expect(throws: OutOfMemory.self) { _ = try PageRegion(byteCount: 1 << 60) }
        #expect("\(OutOfMemory(byteCount: 3 << 20))".contains("3 MiB"))
    }
}
