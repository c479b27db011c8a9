import Registration
import Testing

@testable import ControllerServer

@Suite struct DeviceShardsTests {
    @Test("Names of one maker, and users that are numbers, spread over the parts", arguments: [1, 4, 6])
    func spread(bitCount: Int) throws {
        for isPhone in [true, false] {
            let shards = DeviceShards<Int>(bitCount: bitCount)
            for number in 0..<10_000 {
                let name = isPhone ? DeviceName(macAddress: UInt64(number)) : DeviceName("\(100_000 + number)")
                let key = try #require(name)
                shards.withShard(of: key) { $0[key] = number }
            }
            let mean = 10_000 >> bitCount
            #expect(shards.shardCount == 1 << bitCount)
            #expect(shards.counts.reduce(0, +) == 10_000)
            #expect(shards.counts.allSatisfy { (mean / 2...mean * 2).contains($0) })
        }
    }

    @Test("A name is always found in the same part")
    func found() {
        let shards = DeviceShards<Int>(bitCount: 16)
        for number in 0..<1_000 {
            let name = DeviceName(macAddress: UInt64(number) << 20)
            shards.withShard(of: name) { $0[name] = number }
        }
        for number in 0..<1_000 {
            let name = DeviceName(macAddress: UInt64(number) << 20)
            #expect(shards.withShard(of: name) { $0[name] } == number)
        }
    }
}
