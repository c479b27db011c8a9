/// How the sizes of a comparison are written.
enum Shape {
    /// So many threads.
    static func threads(_ count: Int) -> String { count == 1 ? "1 thread" : "\(count) threads" }

    /// So many devices, in thousands or millions where that is exact.
    static func devices(_ count: Int) -> String {
        if count % 1_000_000 == 0 { return "\(count / 1_000_000) M devices" }
        return count % 1_000 == 0 ? "\(count / 1_000) k devices" : "\(count) devices"
    }
}
