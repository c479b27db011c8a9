/// A part of the whole comparison.
enum Part: CaseIterable {
    /// Whole controllers.
    case controllers
    /// Single queues.
    case queues

    /// Whose figures it has.
    var columns: [Column] {
        switch self {
        case .controllers: [.ours, .assembled, .limit]
        case .queues: [.ours, .moodycamel, .tbb, .boost, .ck, .limit]
        }
    }
}
