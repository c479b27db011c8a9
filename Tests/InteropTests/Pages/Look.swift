import Foundation
import Testing
import TestSupport

/// What Chromium showed of a page.
struct Look: Decodable {
    struct Plot: Decodable {
        let title: String
        /// Points of each series as drawn.
        let counts: [Int]
        /// The same as the page states them; -1 where it does not.
        let stated: [Int]
        /// Labels that lie on each other, and labels that are cut off.
        let clashes: Int
        let outside: Int
        let width: Double
    }

    struct View: Decodable {
        let plots: [Plot]
        let smallestText: Double
        let smallestOf: String
        let textContrast: Double
        let lineContrast: Double?
        let overflow: Double
        let headings: Int
        let named: Bool
        let paper: [Double]
        let loadMilliseconds: Double
        let requests: Int
        let width: Int
        let scheme: String
        let console: [String]
    }

    struct Keyboard: Decodable {
        let focus: String
        let outline: String
        let figures: Int
        let opened: Int
    }

    let views: [View]
    let keyboard: Keyboard

    /// Looks at `page`, an address. Pictures of it stay among what is built, under `name`.
    ///
    /// - Parameter points: of a live page, how many points its first line must have; `nil` for a page that stands still.
    init(at page: String, name: String, points: Int? = nil) throws {
        for (program, package) in [("chromium", "chromium"), ("chromedriver", "chromium-driver")] {
            _ = try DebianProgram(program, package: package).path()
        }
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        let root = folder.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let pictures = root.appending(path: ".build/screenshots")
        try FileManager.default.createDirectory(at: pictures, withIntermediateDirectories: true)
        let python = root.appending(path: ".build/venv/bin/python").path
        try #require(
            FileManager.default.isExecutableFile(atPath: python),
            "python3 -m venv .build/venv && .build/venv/bin/pip install hdrhistogram selenium")
        let call = try DebianProgram("env", package: "coreutils").start(
            [python, folder.appending(path: "look.py").path, page, pictures.appending(path: name).path]
                + (points.map { ["\($0)"] } ?? []))
        let output = try call.output(within: 240)
        try #require(output.status == 0, "\(name): \(output.standardError.suffix(2_000))")
        self = try JSONDecoder().decode(Look.self, from: Data(output.standardOutput.utf8))
    }

    /// Holds what was seen against what every page must be.
    func check(_ name: String, smallestTextMin: Double = 11) {
        #expect(views.map { "\($0.width) \($0.scheme)" } == ["375 light", "375 dark", "1440 light", "1440 dark"])
        for view in views {
            let place = "\(name) at \(view.width), \(view.scheme)"
            #expect(view.console.isEmpty, "\(place): \(view.console)")
            #expect(view.smallestText >= smallestTextMin, "\(place): \(view.smallestText) px, \(view.smallestOf)")
            #expect(view.textContrast >= 4.5, "\(place): contrast of text \(view.textContrast)")
            #expect(view.lineContrast ?? 0 >= 3, "\(place): contrast of lines \(view.lineContrast ?? 0)")
            #expect(view.overflow <= 0, "\(place): \(view.overflow) px too wide")
            #expect(view.headings == 1 && view.named, "\(place): a drawing or the page has no name")
            let isDark = view.paper.allSatisfy { $0 < 64 }
            #expect(isDark == (view.scheme == "dark"), "\(place): paper \(view.paper)")
            #expect(!view.plots.isEmpty, "\(place): nothing is drawn")
            for plot in view.plots {
                #expect(
                    plot.clashes == 0 && plot.outside == 0, "\(place), \(plot.title): labels overlap or are cut off")
                #expect(
                    !plot.counts.contains(-1) && plot.counts.contains { $0 > 0 },
                    "\(place), \(plot.title): \(plot.counts)")
                #expect(plot.width > 250, "\(place), \(plot.title): \(plot.width) px wide")
            }
        }
    }

    /// Holds a report against what is asked of it besides: it loads nothing, opens in under a second, draws what it states, and can be
    /// used without a mouse.
    func checkReport(_ name: String) {
        check(name)
        for view in views {
            #expect(view.requests == 0, "\(name) loads something")
            for plot in view.plots { #expect(plot.counts == plot.stated, "\(name), \(plot.title)") }
        }
        // What opening takes is known from the fastest: others may have shared the processor.
        let loads = views.map(\.loadMilliseconds)
        #expect((loads.min() ?? .infinity) < 1_000, "\(name) opened after \(loads) ms")
        #expect(keyboard.focus == "a" && keyboard.outline != "none", "\(keyboard)")
        #expect(keyboard.figures > 0 && keyboard.opened == 1, "\(keyboard)")
    }
}
