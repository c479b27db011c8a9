/// What a report says, before it is a page: the verdicts, then a section for each thing that it tells of.
///
/// All text in it is plain: a page's text is made visible and escaped where the page is made, once, in ``html``.
struct ReportPage {
    /// How a verdict is to be taken.
    enum Standing: String {
        case good
        case bad
        /// Something to keep in mind.
        case caution
    }

    /// A verdict: a word or two, and what there is to say.
    struct Verdict {
        let standing: Standing
        let word: String
        let text: String
    }

    /// A figure, or another fact, with its name.
    struct Fact {
        let name: String
        let text: String
    }

    /// A part of a report.
    struct Section {
        let heading: String
        var paragraphs: [String] = []
        var facts: [Fact] = []
        var plots: [any PagePlot] = []
        var tables: [PageTable] = []

        init(_ heading: String) { self.heading = heading }

        /// Whether it tells nothing.
        var isEmpty: Bool { paragraphs.isEmpty && facts.isEmpty && plots.isEmpty && tables.isEmpty }
    }

    let title: String
    var verdicts: [Verdict] = []
    /// The figures that are looked for first.
    var facts: [Fact] = []
    var sections: [Section] = []
    /// What to type to get this again; `nil` where that is not known.
    var command: String?

    init(title: String) { self.title = title }

    /// The page: one file that loads nothing.
    var html: String { PageTemplate.render(self) }
}
