/// A short name for a text: equal texts have equal fingerprints, on every machine. Resists no attacker.
public enum Fingerprint {
    /// The fingerprint of `text`: 16 lower-case hexadecimal digits.
    public static func of(_ text: String) -> String {
        var hash = FNV1a()
        hash.combine(text)
        return hash.hexadecimal
    }
}
