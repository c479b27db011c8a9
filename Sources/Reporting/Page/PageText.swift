internal import Measurement

/// Text as a page holds it.
enum PageText {
    /// `text` made visible (``VisibleText``), with what HTML means something by written out.
    ///
    /// Scalar by scalar: a mark that joins the letter before it must not hide a quote from us. Marks do not even come this far.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in VisibleText.of(text).unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
