/// A part of the whole comparison.
enum Part: CaseIterable {
    /// Whole controllers.
    case controllers
    /// Single queues.
    case queues
    /// Token stores and registration tables.
    case maps

    /// Whose figures it has.
    var columns: [Column] {
        switch self {
        case .controllers: [.ours, .assembled, .limit]
        case .queues: [.ours, .moodycamel, .tbb, .boost, .ck, .limit]
        case .maps: [.ours, .tbb, .ck, .urcu]
        }
    }
}
