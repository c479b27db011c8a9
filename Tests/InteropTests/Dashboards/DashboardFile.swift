import Foundation
import Testing

/// The dashboards, rules and configuration of the repository.
enum DashboardFiles {
    /// Where they are.
    static var folder: URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("dashboards")
    }

    /// The text of one.
    static func text(of name: String) throws -> String {
        try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    }

    /// All dashboards, by their files.
    static func dashboards() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".json") }.sorted()
    }
}

/// A dashboard, as far as it asks for something.
struct Dashboard: Decodable {
    struct Target: Decodable {
        let expr: String
        let legendFormat: String
    }

    struct Panel: Decodable {
        let id: Int
        let type: String
        let title: String
        let description: String?
        let targets: [Target]?
    }

    let uid: String
    let title: String
    let panels: [Panel]

    init(_ name: String) throws {
        self = try JSONDecoder().decode(
            Dashboard.self, from: Data(contentsOf: DashboardFiles.folder.appendingPathComponent(name)))
    }

    /// What Grafana would ask: its variables replaced.
    static func query(_ target: Target) -> String {
        var query = target.expr
        for (variable, value) in [
            ("$__rate_interval", "10s"), ("$__interval", "30d"), ("$__range", "30d"), ("$instance", ".*"),
            ("$target", ".*"), ("$profile", ".*"),
        ] { query = query.replacing(variable, with: value) }
        return query
    }
}
