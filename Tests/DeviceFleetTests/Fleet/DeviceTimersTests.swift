import Devices
import TestSupport
import Testing

@testable import DeviceFleet

@Suite struct DeviceTimersTests {
    @Test("Timers come at their time, whoever's they are, and those that were cancelled do not")
    func order() {
        var timers = DeviceTimers(deviceCount: 3)
        #expect(timers.nextDue == .max && timers.popDue(by: .max) == nil)
        timers.set(.procedure, of: 0, at: 300)
        timers.set(.keepAlive, of: 0, at: 100)
        timers.set(.watch, of: 2, at: 200)
        timers.set(.procedure, of: 1, at: 50)
        timers.set(.procedure, of: 1, at: .max)
        #expect(timers.popDue(by: 99) == nil)
        let first = timers.popDue(by: 250)
        #expect(first?.device == 0 && first?.timer == .keepAlive && first?.due == 100)
        let second = timers.popDue(by: 250)
        #expect(second?.device == 2 && second?.timer == .watch && second?.due == 200)
        #expect(timers.popDue(by: 299) == nil)
        #expect(timers.popDue(by: 300)?.timer == .procedure)
        #expect(timers.popDue(by: .max) == nil)
    }

    @Test("A timer that is set anew comes once, at its last time")
    func moved() {
        var timers = DeviceTimers(deviceCount: 1)
        for time in [500, 100, 900] as [Int64] { timers.set(.procedure, of: 0, at: time) }
        #expect(timers.popDue(by: 899) == nil)
        #expect(timers.popDue(by: 900)?.due == 900)
        #expect(timers.popDue(by: .max) == nil)
    }

    @Test("Many timers, set and cancelled at random, come as a plain list says", .timeLimit(.minutes(1)))
    func model() {
        var random = SeededGenerator(seed: 7)
        var timers = DeviceTimers(deviceCount: 20)
        var model: [[Int64]] = Array(repeating: [.max, .max, .max], count: 20)
        var now: Int64 = 0
        for _ in 0..<20_000 {
            let device = Int.random(in: 0..<20, using: &random)
            let timer = DeviceTimer.allCases[Int.random(in: 0..<3, using: &random)]
            let time = Bool.random(using: &random) ? now + Int64.random(in: 0..<1_000, using: &random) : .max
            timers.set(timer, of: device, at: time)
            model[device][Int(timer.rawValue)] = time
            now += Int64.random(in: 0..<50, using: &random)
            var found: Set<[Int64]> = []
            while let (device, timer, due) = timers.popDue(by: now) {
                found.insert([Int64(device), Int64(timer.rawValue), due])
            }
            var expected: Set<[Int64]> = []
            for device in model.indices {
                for timer in 0..<3 where model[device][timer] <= now {
                    expected.insert([Int64(device), Int64(timer), model[device][timer]])
                    model[device][timer] = .max
                }
            }
            guard found == expected else {
                Issue.record("at \(now): \(found.symmetricDifference(expected).prefix(3))")
                return
            }
        }
    }
}
