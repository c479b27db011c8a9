import Testing
import TestSupport

@testable import Registration

@Suite struct TokenTests {
    @Test("The text form is forty digits and reads back")
    func roundTrip() {
        var random = TestSeed.current.generator()
        let edges = [
            Token(high: 0, low: 0, slot: 0), Token(high: .max, low: .max, slot: .max), Token(high: 1, low: 2, slot: 3),
        ]
        let drawn = (0..<500).map { _ in
            Token(high: random.next(), low: random.next(), slot: UInt32(truncatingIfNeeded: random.next()))
        }
        for token in edges + drawn {
            #expect(token.hexadecimal.utf8.count == 40)
            #expect(Token(hexadecimal: token.hexadecimal) == token, "\(TestSeed.current)")
            #expect(Token(hexadecimal: token.hexadecimal.uppercased()) == token)
        }
        #expect(Token(high: 1, low: 2, slot: 3).hexadecimal == "0000000000000001000000000000000200000003")
    }

    @Test("Any other text is no token")
    func badInput() {
        let good = String(repeating: "0", count: 40)
        let short = String(repeating: "0", count: 39)
        #expect(Token(hexadecimal: good) != nil)
        // The neighbours of the digits and letters in ASCII, a sign, a prefix, and bytes that are no character of their own.
        let strays = ["g", "G", "+", " ", ":", "/", "@", "`", "\u{0}"]
        let bad: [String] = ["", short, "\(good)0", "0x\(good.dropLast(2))", "é\(good.dropLast(2))"]
        let spoiled: [String] = strays.flatMap { ["\($0)\(short)", "\(short)\($0)"] }
        for text in bad + spoiled { #expect(Token(hexadecimal: text) == nil, "\(text)") }
    }

    @Test("A forgery is shaped like a token")
    func forged() {
        let forged = Token.forged(high: 7, low: 8)
        #expect(forged.high == 7 && forged.low == 8 && Token(hexadecimal: forged.hexadecimal) == forged)
    }
}
