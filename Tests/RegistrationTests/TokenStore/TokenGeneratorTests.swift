import Testing
import TestSupport

@testable import Registration

@Suite struct TokenGeneratorTests {
    @Test("A seed determines the secrets, and each bit of it changes them")
    func seedDetermines() {
        func secrets(_ seed: (UInt64, UInt64, UInt64, UInt64)) -> [UInt64] {
            var generator = TokenGenerator(seed: seed)
            return (0..<40).flatMap { _ in
                let secret = generator.next()
                return [secret.high, secret.low]
            }
        }
        let base = secrets((1, 2, 3, 4))
        #expect(base == secrets((1, 2, 3, 4)))
        #expect(Set(base).count == base.count)
        for bit in 0..<64 {
            let flip = UInt64(1) << bit
            let variants = [
                (1 ^ flip, 2, 3, 4), (1, 2 ^ flip, 3, 4), (1, 2, 3 ^ flip, 4), (1, 2, 3, 4 ^ flip),
            ].map(secrets)
            #expect(variants.allSatisfy { Set($0).isDisjoint(with: base) }, "bit \(bit)")
        }
    }

    @Test("A generator drawn from a source differs from the next one drawn from it")
    func drawnFromSource() {
        var source = SeededGenerator(seed: 1)
        var first = TokenGenerator(from: &source)
        var second = TokenGenerator(from: &source)
        #expect(first.next() != second.next())
    }

    @Test("A million secrets hold no repeat, and every bit is set in half of them")
    func millionSecrets() {
        let count = 1_000_000
        var generator = TokenGenerator(seed: (11, 12, 13, 14))
        var words: [UInt64] = []
        words.reserveCapacity(count)
        var ones = [Int](repeating: 0, count: 128)
        for index in 0..<count {
            let secret = generator.next()
            words.append(secret.low)
            guard index % 16 == 0 else { continue }  // bit counts of a sixteenth are sharp enough
            var word = secret.high
            for bit in 0..<64 {
                ones[bit] += Int(truncatingIfNeeded: word & 1)
                word >>= 1
            }
            word = secret.low
            for bit in 64..<128 {
                ones[bit] += Int(truncatingIfNeeded: word & 1)
                word >>= 1
            }
        }
        // Among a million draws of 64 bits a repeat has a chance of 3 in 10^8.
        words.sort()
        #expect(zip(words, words.dropFirst()).allSatisfy { $0 != $1 })
        // Six standard deviations of 62,500 fair flips.
        #expect(ones.allSatisfy { abs($0 - count / 32) < 750 }, "\(ones)")
    }
}
