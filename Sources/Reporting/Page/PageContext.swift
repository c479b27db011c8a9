/// A ``ReportPage`` as the template reads it: every text escaped, every part numbered.
struct PageContext {
    struct Verdict {
        let standing: String
        let word: String
        let text: String
    }

    struct Fact {
        let name: String
        let text: String
    }

    struct Row {
        let name: String
        let cells: [String]
    }

    struct Table {
        let caption: String
        let headings: [String]
        let rows: [Row]

        init(_ table: PageTable) {
            caption = PageText.escaped(table.caption)
            headings = table.headings.map(PageText.escaped)
            rows = table.rows.map { cells in
                let cells = cells.map(PageText.escaped)
                return Row(name: cells.first ?? "", cells: Array(cells.dropFirst()))
            }
        }
    }

    struct Legend {
        let name: String
        let inkClass: String
    }

    struct Plot {
        let title: String
        let legend: [Legend]
        let svg: String
        let table: [Table]
    }

    struct Section {
        let id: String
        let heading: String
        let paragraphs: [String]
        let facts: [Fact]
        let hasFacts: Bool
        let plots: [Plot]
        let tables: [Table]
    }

    let title: String
    let style = PageStyle.text
    let verdicts: [Verdict]
    let facts: [Fact]
    let hasFacts: Bool
    let sections: [Section]
    let hasCommand: Bool
    let command: String

    /// What the template reads of `page`.
    init(_ page: ReportPage) {
        title = PageText.escaped(page.title)
        verdicts = page.verdicts.map {
            Verdict(
                standing: $0.standing.rawValue, word: PageText.escaped($0.word), text: PageText.escaped($0.text))
        }
        facts = page.facts.map(Self.fact)
        hasFacts = !page.facts.isEmpty
        sections = page.sections.filter { !$0.isEmpty }.enumerated().map {
            Self.section($0.element, number: $0.offset + 1)
        }
        hasCommand = page.command != nil
        command = PageText.escaped(page.command ?? "")
    }

    private static func fact(_ fact: ReportPage.Fact) -> Fact {
        Fact(name: PageText.escaped(fact.name), text: PageText.escaped(fact.text))
    }

    private static func section(_ section: ReportPage.Section, number: Int) -> Section {
        Section(
            id: "section\(number)", heading: PageText.escaped(section.heading),
            paragraphs: section.paragraphs.map(PageText.escaped), facts: section.facts.map(fact),
            hasFacts: !section.facts.isEmpty,
            plots: section.plots.enumerated().map { index, plot in
                Plot(
                    title: PageText.escaped(plot.title),
                    legend: plot.legend.map { Legend(name: PageText.escaped($0.name), inkClass: $0.inkClass) },
                    svg: plot.svg(id: "plot\(number)-\(index + 1)"), table: [Table(plot.table)])
            },
            tables: section.tables.map { Table($0) })
    }
}
