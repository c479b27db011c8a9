internal import DeviceFleet
internal import Foundation
internal import Registration
internal import Simulation

/// The controllers of a live storm: processes that this one starts, with files of their own, gone without a trace at the end.
///
/// `@unchecked Sendable`: used by one thread at a time, by the one that plays the storm before and after its faults, and by the one that
/// plays those in between; the latter is waited for.
final class ControllerGroup: @unchecked Sendable {
    /// Where devices reach them.
    let places: [InternalAddress]
    private let scenario: StormScenario
    private let settings: LiveStormSettings
    private let folder: URL
    private var members: [Member]
    private let isCancelled: @Sendable () -> Bool

    /// One of them.
    private struct Member {
        /// Its present life; `nil` while it is down.
        var process: ControllerProcess?
        /// Where it is looked at in this life.
        var admin: AdminInterface?
        /// The factor on its service rate.
        var speed = 1.0
        /// Whether it hangs: then it can be told nothing.
        var isStopped = false
    }

    /// How long a controller may take to be ready, in seconds.
    private static var startSeconds: Int { 60 }
    /// How often another port is tried where somebody else was faster.
    private static var attemptsMax: Int { 5 }

    /// Starts all controllers of a scenario, and returns when all are ready.
    static func start(
        _ scenario: StormScenario, _ settings: LiveStormSettings, isCancelled: @escaping @Sendable () -> Bool
    ) throws(LiveStormError) -> ControllerGroup {
        guard unsafe access(settings.controllerPath, X_OK) == 0 else { throw .noProgram(path: settings.controllerPath) }
        var attempt = 0
        while true {
            let places = try LoopbackPlaces.free(scenario.controllers, from: Int(getpid()) * 31 + attempt * 97)
            let group = try ControllerGroup(scenario, settings, at: places, isCancelled)
            do throws(LiveStormError) {
                for index in places.indices { try group.start(index) }
                return group
            } catch {
                attempt += 1
                guard case .controller(_, _, let said) = error, said.contains("in use"), attempt < attemptsMax else {
                    throw error
                }
            }
        }
    }

    private init(
        _ scenario: StormScenario, _ settings: LiveStormSettings, at places: [InternalAddress],
        _ isCancelled: @escaping @Sendable () -> Bool
    ) throws(LiveStormError) {
        self.scenario = scenario
        self.settings = settings
        self.places = places
        self.isCancelled = isCancelled
        members = places.map { _ in Member() }
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("live-storm-\(UUID().uuidString)")
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        } catch {
            throw .files(code: Int32((error as NSError).code))
        }
    }

    deinit { end() }

    /// Ends all of them, and removes their files.
    func end() {
        for index in members.indices { kill(index) }
        // What is left behind harms nobody, and nothing can be done about it.
        try? FileManager.default.removeItem(at: folder)
    }

    // MARK: One of them

    /// Starts a controller that is down, at its place, and returns when it is ready.
    func start(_ index: Int) throws(LiveStormError) {
        let file = folder.appendingPathComponent("\(index).yaml").path
        let text = ControllerFile(
            scenario: scenario, scheme: settings.scheme, index: index, place: places[index], speed: members[index].speed
        ).text
        guard FileManager.default.createFile(atPath: file, contents: Data(text.utf8)) else { throw .files(code: errno) }
        let process: ControllerProcess
        switch ControllerProcess.start(settings.controllerPath, [file], log: log(index)) {
        case .success(let started): process = started
        case .failure(let error):
            throw .controller(index, reason: "could not be started (error \(error.code))", said: "")
        }
        members[index].process = process
        switch process.wait(for: "ready\n", seconds: Self.startSeconds, isCancelled: isCancelled) {
        case .said: members[index].admin = Self.admin(in: process.text).map { AdminInterface(place: $0) }
        case .ended: throw .controller(index, reason: "ended before it was ready", said: lastWords(index))
        case .late:
            throw .controller(index, reason: "was not ready after \(Self.startSeconds) s", said: lastWords(index))
        case .cancelled: throw .cancelled
        }
    }

    /// Kills a controller as nothing in it can prevent.
    func kill(_ index: Int) {
        members[index].process?.kill()
        members[index] = Member(speed: members[index].speed)
    }

    /// Has a controller do nothing until it is resumed.
    func stop(_ index: Int) {
        members[index].process?.signal(SIGSTOP)
        members[index].isStopped = true
    }

    /// Lets a stopped controller go on, at the rate that it was given meanwhile.
    func resume(_ index: Int) -> Bool {
        members[index].process?.signal(SIGCONT)
        members[index].isStopped = false
        return setSpeed(members[index].speed, of: index)
    }

    /// Has a controller serve at this factor of its rate, in this life and in those to come; `false` where it could be told so and did not take it.
    func setSpeed(_ speed: Double, of index: Int) -> Bool {
        members[index].speed = speed
        guard let admin = members[index].admin, !members[index].isStopped else { return true }
        let rate = ControllerFile.serviceRate(scenario.serviceRate(of: index) * speed)
        return admin.change("serviceRatePerSecondMax", to: rate)
    }

    /// The controller that ended of itself, where one did.
    func endedOfItself() -> (index: Int, said: String)? {
        for (index, member) in members.enumerated() {
            if let process = member.process, !process.isRunning { return (index, lastWords(index)) }
        }
        return nil
    }

    /// What a controller counts; `nil` where it is down or does not answer.
    func counts(of index: Int) -> ControllerCounts? {
        members[index].admin?.get("/metrics").map { ControllerCounts($0) }
    }

    // MARK: What they say

    private func log(_ index: Int) -> String { folder.appendingPathComponent("\(index).log").path }

    /// The end of what a controller said on standard error.
    private func lastWords(_ index: Int) -> String {
        let text = (try? String(contentsOfFile: log(index), encoding: .utf8)) ?? ""
        return text.split(separator: "\n").suffix(3).joined(separator: " / ")
    }

    /// Where the admin interface is, by what a controller says when it is ready.
    private static func admin(in text: String) -> InternalAddress? {
        for line in text.split(separator: "\n") where line.hasPrefix("admin ") {
            let parts = line.dropFirst(6).split(separator: ":")
            let bytes = parts.first?.split(separator: ".").compactMap { UInt8($0) } ?? []
            guard parts.count == 2, bytes.count == 4, let port = UInt16(parts[1]) else { return nil }
            return InternalAddress(ipv4: bytes.reduce(0) { $0 << 8 | UInt32($1) }, port: port)
        }
        return nil
    }
}
