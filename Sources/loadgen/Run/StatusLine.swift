/// One line on the terminal that is written over and over, and gone at the end.
struct StatusLine {
    /// Whether there is a terminal to write it on.
    let isShown: Bool

    /// Writes `text` in place of what stood there.
    func show(_ text: String) { if isShown { StandardError.write("\r\u{1B}[2K\(text)") } }

    /// Takes the line away.
    func end() { show("") }
}
