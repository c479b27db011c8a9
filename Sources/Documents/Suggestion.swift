/// Finds the word that someone probably meant.
public enum Suggestion {
    /// The first of `words` with the fewest edits from `word`; `nil` when even that takes more than half of its letters.
    ///
    /// Takes time in proportion to the product of the lengths; a word of more than 64 bytes is like no other.
    public static func nearest(to word: String, among words: [String]) -> String? {
        guard word.utf8.count <= 64 else { return nil }
        var best: (word: String, distance: Int)?
        for candidate in words {
            let distance = editDistance(Array(word.lowercased().utf8), Array(candidate.lowercased().utf8))
            let limit = max(1, max(word.utf8.count, candidate.utf8.count) / 2)
            if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        return best?.word
    }

    /// How many bytes must be inserted, removed or replaced to make one word the other (Levenshtein).
    static func editDistance(_ first: [UInt8], _ second: [UInt8]) -> Int {
        // The distances of the first letters so far of `first` to each beginning of `second`.
        var row = Array(0...second.count)
        for (i, byte) in first.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for (j, other) in second.enumerated() {
                let replaced = diagonal + (byte == other ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(replaced, diagonal + 1, row[j] + 1)
            }
        }
        return row[second.count]
    }
}
