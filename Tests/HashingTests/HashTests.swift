import Hashing
import Testing

@Suite struct HashTests {
    private func hexadecimal(_ value: HashValue) -> String {
        value.array.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    @Test(
        "The test suite of RFC 1321 and the examples of FIPS 180-4 come out",
        arguments: [
            (Hash.Algorithm.md5, "", "d41d8cd98f00b204e9800998ecf8427e"),
            (.md5, "abc", "900150983cd24fb0d6963f7d28e17f72"),
            (
                .md5, "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
                "57edf4a22be3c955ac49da2e2107b67a"
            ),
            (.sha256, "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            (.sha256, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                .sha256, "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
        ])
    func examples(algorithm: Hash.Algorithm, text: String, expected: String) {
        #expect(hexadecimal(Hash.value(of: Array(text.utf8).span, algorithm)) == expected)
    }

    @Test("Pieces come to the same as the whole, wherever they are cut", arguments: [Hash.Algorithm.md5, .sha256])
    func pieces(algorithm: Hash.Algorithm) {
        let bytes = (0..<200).map { UInt8($0) }
        let whole = Hash.value(of: bytes.span, algorithm).array
        for cut in 0...bytes.count {
            var hash = Hash(algorithm)
            hash.combine(bytes.span.extracting(..<cut))
            hash.combine(bytes.span.extracting(cut...))
            #expect(hash.finish().array == whole, "cut at \(cut)")
        }
    }

    @Test("A copy goes its own way", arguments: [Hash.Algorithm.md5, .sha256])
    func copies(algorithm: Hash.Algorithm) {
        var first = Hash(algorithm)
        first.combine(Array("common".utf8).span)
        var second = first
        second.combine(Array(" more".utf8).span)
        #expect(first.finish().array == Hash.value(of: Array("common".utf8).span, algorithm).array)
        #expect(second.finish().array == Hash.value(of: Array("common more".utf8).span, algorithm).array)
    }
}
