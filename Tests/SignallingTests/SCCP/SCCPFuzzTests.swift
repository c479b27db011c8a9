import Signalling
import TestSupport
import Testing

/// Bytes that nobody meant: no trap, and what can be read is read the same again.
@Suite("SCCP fuzzing")
struct SCCPFuzzTests {
    @Test("Messages with any bit of any byte turned, and with any byte inverted, do no harm")
    func flipped() throws {
        for sample in try SCCPMessageTests.samples(200) {
            var frame = sample.frame
            for place in frame.indices {
                for mask: UInt8 in [0x01, 0x02, 0x04, 0x08, 0x10, 0x20, 0x40, 0x80, 0xFF] {
                    frame[place] ^= mask
                    #expect(SCCPBytes.exercise(frame).changed == [], "\(sample.kind) \(place) \(TestSeed.current)")
                    frame[place] ^= mask
                }
            }
        }
    }

    @Test("A hundred thousand random frames do no harm")
    func random() {
        var generator = TestSeed.current.generator(201)
        let kinds = SCCP.MessageKind.allCases
        var read = 0
        for _ in 0..<100_000 * StressVolume.current.factor {
            let count = Int.random(in: 0...400, using: &generator)
            let kind = kinds[Int.random(in: 0..<kinds.count, using: &generator)]
            let version = UInt32.random(in: 0...22, using: &generator)
            var frame = [UInt32(count + 4), version, kind.rawValue].flatMap { word in
                (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
            }
            let isSparse = Bool.random(using: &generator)  // zeros are what lengths and ends of texts are made of
            for _ in 0..<count {
                let byte = UInt8(truncatingIfNeeded: generator.next())
                frame.append(isSparse && byte & 3 != 0 ? 0 : byte)
            }
            let outcome = SCCPBytes.exercise(frame)
            #expect(outcome.frameCount == 1 && outcome.changed.isEmpty, "\(kind) \(TestSeed.current)")
            read += outcome.messageCount
        }
        #expect(read > 10_000)
    }

    @Test("Random bytes that are no frames do no harm")
    func noise() {
        var generator = TestSeed.current.generator(202)
        for _ in 0..<20_000 * StressVolume.current.factor {
            let count = Int.random(in: 0...64, using: &generator)
            let bytes = (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next() & generator.next()) }
            #expect(SCCPBytes.exercise(bytes).changed == [])
        }
    }

    @Test("The fuzzer's entry finds the messages of every kind, one behind the other")
    func entry() throws {
        let samples = try SCCPMessageTests.samples(203)
        let outcome = SCCPBytes.exercise(samples.flatMap(\.frame))
        #expect(outcome.frameCount == samples.count)
        #expect(outcome.messageCount == samples.count)
        #expect(outcome.changed == [])
    }
}
