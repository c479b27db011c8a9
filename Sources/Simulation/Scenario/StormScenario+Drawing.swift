internal import Devices
internal import Registration
internal import SeededRandom

extension StormScenario {
    /// A small scenario with a mix of faults, drawn from a seed: what the random tests play. All faults end, every controller is back
    /// in the end, and no message is lost for good; so every device that is alive must come home.
    ///
    /// - Parameter laws: the laws to draw from, at least one.
    public static func drawn(seed: UInt64, laws: [StormLaw]) -> StormScenario {
        precondition(!laws.isEmpty, "at least one law")
        var draw = Draw(seed: seed)
        var scenario = StormScenario()
        scenario.seed = seed
        scenario.devices = draw.integer(10...60)
        scenario.controllers = draw.integer(1...4)
        scenario.assignment = draw.chance(2) ? .balanced : .sharedPrimary
        scenario.law = laws[draw.integer(0...laws.count - 1)]
        scenario.serviceRatesPerSecond = (0..<scenario.controllers).map { _ in Double(draw.integer(2...30)) }
        scenario.gatewayShare = draw.chance(2) ? Double(draw.integer(1...30)) / 100 : 0
        scenario.start = draw.chance(4) ? .coldStart : .inService
        scenario.powerOnSpread = .seconds(Int64(draw.integer(0...60)))
        scenario.outageStart = .milliseconds(Int64(draw.integer(0...60_000)))
        scenario.outageLength = draw.chance(5) ? .zero : .milliseconds(Int64(draw.integer(1_000...250_000)))
        scenario.outageKeepsMemory = draw.chance(2)
        scenario.drawNetwork(&draw)
        scenario.drawMisbehaviour(&draw)
        let count = draw.integer(0...5)
        for _ in 0..<count { scenario.faults.append(scenario.drawnFault(&draw)) }
        return scenario
    }

    private mutating func drawNetwork(_ draw: inout Draw) {
        network.latency = .microseconds(Int64(draw.integer(100...50_000)))
        network.jitter = .microseconds(Int64(draw.integer(0...50_000)))
        network.duplication = draw.chance(3) ? Double(draw.integer(1...10)) / 100 : 0
    }

    private mutating func drawMisbehaviour(_ draw: inout Draw) {
        func share(_ draw: inout Draw) -> Double { draw.chance(3) ? Double(draw.integer(1...15)) / 100 : 0 }
        misbehaviour.ignoresRetryTimes = share(&draw)
        misbehaviour.reusesExpiredToken = share(&draw)
        misbehaviour.duplicatesRequests = share(&draw)
        misbehaviour.neverReturns = share(&draw)
    }

    private func drawnFault(_ draw: inout Draw) -> StormFault {
        let kind: StormFault.Kind
        switch draw.integer(0...6) {
        case 0: kind = .crash(keepsMemory: true)
        case 1: kind = .crash(keepsMemory: false)
        case 2: kind = .slowDown(factor: Double(draw.integer(0...4)) / 4)
        case 3: kind = .wanFlap
        case 4: kind = .clockStep(.seconds(Int64(draw.integer(-120...120))))
        case 5: kind = .keepAliveLoss(share: Double(draw.integer(1...100)) / 100)
        default: kind = .messageLoss(share: Double(draw.integer(1...50)) / 100)
        }
        return StormFault(
            kind, controller: draw.chance(4) ? nil : draw.integer(0...controllers - 1),
            start: .milliseconds(Int64(draw.integer(0...400_000))),
            length: .milliseconds(Int64(draw.integer(100...120_000))))
    }

    /// Numbers from a seed.
    private struct Draw {
        private var source: SplitMix64

        init(seed: UInt64) { source = SplitMix64(seed: SplitMix64.output(seed: seed, index: 0x6472_6177)) }

        mutating func integer(_ range: ClosedRange<Int>) -> Int {
            let width = UInt64(range.upperBound - range.lowerBound + 1)
            return range.lowerBound + Int(source.next().multipliedFullWidth(by: width).high)
        }

        /// True once in `count` times.
        mutating func chance(_ count: Int) -> Bool { integer(1...count) == 1 }
    }
}
