internal import Foundation

/// The programs that a program has started, as the kernel knows them.
enum ProcessTree {
    /// The ids of all that descend from `root`, children before their own children.
    static func descendants(of root: Int32) -> [Int32] {
        let parents = parentsByProcess()
        var found: [Int32] = []
        var waiting = [root]
        while let parent = waiting.popLast() {
            let children = parents.filter { $0.value == parent }.map(\.key)
            found += children
            waiting += children
        }
        return found
    }

    private static func parentsByProcess() -> [Int32: Int32] {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        var parents: [Int32: Int32] = [:]
        for entry in entries {
            guard let process = Int32(entry), let data = FileManager.default.contents(atPath: "/proc/\(entry)/stat")
            else { continue }
            // Behind the name, which stands in parentheses and may hold anything: the state, then the parent.
            let fields = String(decoding: data, as: UTF8.self).split(separator: ")").last?.split(separator: " ") ?? []
            if fields.count > 1 { parents[process] = Int32(fields[1]) }
        }
        return parents
    }
}
