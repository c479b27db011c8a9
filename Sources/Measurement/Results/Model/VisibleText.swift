/// Text from a file or a command line, made safe to show.
///
/// Names, reasons and paths come from outside. Shown raw they could move the cursor, recolour the terminal, or reverse the
/// order of what follows.
public enum VisibleText {
    /// `text` with everything that is no plain one-column character written as `\u{...}`, and a backslash doubled.
    ///
    /// Kept are the space and the letters, digits, punctuation and symbols below U+1100; beyond that lie the scripts whose
    /// width terminals disagree about. So each scalar of the answer takes one column.
    public static func of(_ text: String) -> String {
        var visible = ""
        for scalar in text.unicodeScalars { append(scalar, to: &visible) }
        return visible
    }

    /// The same, cut to `columnsMax` columns; a cut text ends in "...". At most `columnsMax` (at least 3) columns are read.
    public static func of(_ text: String, columnsMax: Int) -> String {
        let limit = max(3, columnsMax)
        var visible = ""
        var columns = 0
        var keptWhenCut = ""
        for scalar in text.unicodeScalars {
            var shown = ""
            append(scalar, to: &shown)
            columns += shown.unicodeScalars.count
            if columns > limit { return keptWhenCut + "..." }
            visible += shown
            if columns <= limit - 3 { keptWhenCut = visible }
        }
        return visible
    }

    private static func append(_ scalar: Unicode.Scalar, to visible: inout String) {
        if scalar == "\\" {
            visible += "\\\\"
        } else if isPlain(scalar) {
            visible.unicodeScalars.append(scalar)
        } else {
            visible += "\\u{" + String(scalar.value, radix: 16) + "}"
        }
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value >= 0x20 && scalar.value < 0x7F }
        guard scalar.value < 0x1100 else { return false }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .otherLetter, .modifierLetter, .decimalNumber,
            .letterNumber, .otherNumber, .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
            .initialPunctuation, .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol, .modifierSymbol,
            .otherSymbol:
            return true
        default:
            return false
        }
    }
}
