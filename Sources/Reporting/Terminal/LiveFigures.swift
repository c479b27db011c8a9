/// How a run or a storm is doing at a moment, for a screen that is drawn over and over.
public struct LiveFigures: Hashable, Sendable {
    /// A line of words and figures: what it is about, then figures with their names.
    public struct Line: Hashable, Sendable {
        /// What the line is about, such as "latency".
        public var name: String
        /// Figures with their units, each behind its name, such as "p99 1.64 ms".
        public var figures: [String]

        /// A line about `name`.
        public init(_ name: String, _ figures: [String]) {
            self.name = name
            self.figures = figures
        }
    }

    /// A figure of each second so far, the newest last.
    public struct Course: Hashable, Sendable {
        /// Which figure.
        public var name: String
        /// The values; `nil` where there was none.
        public var values: [Double?]
        /// The largest of them in words.
        public var topText: String

        /// The course of `name`.
        public init(_ name: String, values: [Double?], topText: String) {
            self.name = name
            self.values = values
            self.topText = topText
        }
    }

    /// What runs, such as "constant on core, 60,000 devices".
    public var title: String
    /// The part that is done, 0...1; `nil` where that cannot be told.
    public var doneFraction: Double?
    /// Time so far, of how much, and how much is left, in words.
    public var timeText: String
    /// Lines of figures.
    public var lines: [Line]
    /// What happened over time.
    public var courses: [Course]

    /// Figures as given.
    public init(title: String, doneFraction: Double?, timeText: String, lines: [Line] = [], courses: [Course] = []) {
        self.title = title
        self.doneFraction = doneFraction
        self.timeText = timeText
        self.lines = lines
        self.courses = courses
    }
}
