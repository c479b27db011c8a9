/// Where a measurement stands in the table: the library that it is of.
enum Column: String, CaseIterable {
    /// This project.
    case ours = "ours"
    /// moodycamel's concurrent queue.
    case moodycamel = "moodycamel"
    /// Intel's Threading Building Blocks.
    case tbb = "TBB"
    /// What is assembled from moodycamel's queue and TBB's maps.
    case assembled = "moodycamel+TBB"
    /// Boost.Lockfree.
    case boost = "Boost"
    /// Concurrency Kit.
    case ck = "CK"
    /// Userspace RCU.
    case urcu = "liburcu"
    /// The least that the machine allows.
    case limit = "limit"

    /// Whether it competes: ready-made parts that ours is measured against.
    var isPeer: Bool { self != .ours && self != .limit }
}
