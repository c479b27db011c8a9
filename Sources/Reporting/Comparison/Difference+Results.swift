import Measurement

extension Difference {
    /// The differences of two results: of runs throughput, percentiles, memory, and the counters that differ; of storms what
    /// became of the fleet under each law. A figure that neither has makes no row; nor does a counter that is the same in both.
    static func between(_ first: RunResult, _ second: RunResult) -> [Difference] {
        throughput(first, second) + latency(first, second) + memory(first, second) + counters(first, second)
            + storms(first, second)
    }

    private static func throughput(_ first: RunResult, _ second: RunResult) -> [Difference] {
        [
            plain(
                "requests", .rate, first.throughput?.requestsPerSecond, second.throughput?.requestsPerSecond),
            plain("cycles", .rate, first.throughput?.cyclesPerSecond, second.throughput?.cyclesPerSecond),
            plain("ceiling", .rate, first.ceiling?.requestsPerSecond, second.ceiling?.requestsPerSecond),
        ].compactMap { $0 }
    }

    private static func latency(_ first: RunResult, _ second: RunResult) -> [Difference] {
        let names = TerminalReport.ordered(first.latency.merging(second.latency) { kept, _ in kept }).map(\.name)
        return names.flatMap { name -> [Difference] in
            let a = first.latency[name]
            let b = second.latency[name]
            let percentiles = Percentile.allCases.compactMap { percentile in
                percentileRow("\(name) \(percentile.label)", percentile, a, b)
            }
            let longest = plain("\(name) max", .duration, a?.max.map { Double($0) }, b?.max.map { Double($0) })
            return percentiles + (longest.map { [$0] } ?? [])
        }
    }

    private static func percentileRow(
        _ figure: String, _ percentile: Percentile, _ first: LatencySummary?, _ second: LatencySummary?
    ) -> Difference? {
        let a = first?.figures[percentile]
        let b = second?.figures[percentile]
        guard var row = plain(figure, .duration, a.map { Double($0) }, b.map { Double($0) }) else { return nil }
        guard let first, let second, let a, let b else { return row }
        if first.figures.isAtLeast(percentile.rawValue) || second.figures.isAtLeast(percentile.rawValue) {
            row.note = .open
        } else if let interval = first.interval95[percentile], let other = second.interval95[percentile] {
            row.note = interval.overlaps(other) ? .withinNoise : (b < a ? .faster : .slower)
        }
        return row
    }

    private static func memory(_ first: RunResult, _ second: RunResult) -> [Difference] {
        let a = first.memory
        let b = second.memory
        return [
            plain("resident memory", .bytes, a?.residentBytes.map { Double($0) }, b?.residentBytes.map { Double($0) }),
            plain("memory per device", .bytes, a?.bytesPerDevice, b?.bytesPerDevice),
            plain("memory per token slot", .bytes, a?.bytesPerTokenSlot, b?.bytesPerTokenSlot),
            plain("allocations per request", .number, a?.allocationsPerRequest, b?.allocationsPerRequest),
            plain("allocated per request", .bytes, a?.allocatedBytesPerRequest, b?.allocatedBytesPerRequest),
        ].compactMap { $0 }
    }

    private static func counters(_ first: RunResult, _ second: RunResult) -> [Difference] {
        Set(first.counters.keys).union(second.counters.keys).sorted().compactMap { name in
            let a = first.counters[name]
            let b = second.counters[name]
            return a == b ? nil : plain(name, .count, a.map { Double($0) }, b.map { Double($0) })
        }
    }

    /// A row without a word on noise; `nil` where neither run has the figure.
    private static func plain(_ figure: String, _ kind: Kind, _ first: Double?, _ second: Double?) -> Difference? {
        guard first != nil || second != nil else { return nil }
        let note: Note? = first == nil ? .onlyInSecond : second == nil ? .onlyInFirst : nil
        return Difference(figure: figure, kind: kind, first: first, second: second, note: note)
    }
}
