import Foundation
import FoundationXML
import Testing

/// What a page draws, read back from its text.
struct PageReader {
    /// A drawing.
    struct Drawing {
        let title: String
        /// Each series' points by the class that gives it its ink; marks where it has no line.
        let series: [(inkClass: String, pointCount: Int)]
        /// Its labels.
        let labels: [String]
    }

    let drawings: [Drawing]

    /// Reads the drawings, each of which must be whole XML.
    init(_ page: String, location: SourceLocation = #_sourceLocation) throws {
        drawings = try page.matches(of: /(?s)<svg class="plot".*?<\/svg>/).map { match in
            let reader = DrawingReader()
            let parser = XMLParser(data: Data(match.0.utf8))
            parser.delegate = reader
            try #require(parser.parse(), "\(String(describing: parser.parserError))", sourceLocation: location)
            return Drawing(title: reader.titles.first ?? "", series: reader.series, labels: reader.labels)
        }
    }

    /// The drawing of this title.
    func drawing(_ title: String, location: SourceLocation = #_sourceLocation) throws -> Drawing {
        try #require(drawings.first { $0.title == title }, "\(drawings.map(\.title))", sourceLocation: location)
    }
}

/// Gathers what a drawing holds.
private final class DrawingReader: NSObject, XMLParserDelegate {
    var titles: [String] = []
    var labels: [String] = []
    var series: [(inkClass: String, pointCount: Int)] = []
    private var text = ""
    private var hasLine = false

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        text = ""
        switch name {
        case "g" where attributes["class"]?.hasPrefix("series ") ?? false:
            series.append((String(attributes["class"]?.dropFirst("series ".count) ?? ""), 0))
            hasLine = false
        case "polyline" where !series.isEmpty:
            series[series.count - 1].pointCount = attributes["points"]?.split(separator: " ").count ?? 0
            hasLine = true
        case "circle" where !series.isEmpty && !hasLine: series[series.count - 1].pointCount += 1
        default: break
        }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        if name == "title" { titles.append(text) }
        if name == "text" { labels.append(text) }
    }
}
