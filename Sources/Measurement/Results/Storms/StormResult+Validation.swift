extension StormResult {
    /// Notes where the storm's figures contradict each other or cannot be.
    func look(_ check: inout ContractCheck) {
        check.expect(devices > 0, "devices", "\(devices) devices make no storm")
        check.expect(
            (0...max(devices, 0)).contains(rehomingDevices), "rehomingDevices",
            "\(rehomingDevices) of \(devices) devices")
        lookAtFigures(&check)
        lookAtTimes(&check)
        lookAtRecovery(&check)
        check.within("withoutServiceSeconds") { inner in
            let spent = withoutServiceSeconds
            for (key, figure) in [("total", spent.total), ("p50", spent.p50), ("p99", spent.p99), ("max", spent.max)] {
                inner.expectFigure(figure, key)
            }
            Self.ascends([("p50", spent.p50), ("p99", spent.p99), ("max", spent.max)], &inner)
            inner.expect(spent.max <= spent.total * (1 + 1e-9), "total", "below the time of the worst device")
        }
        for (tier, wait) in queueWaitSeconds.sorted(by: { $0.key < $1.key }) {
            check.within("queueWaitSeconds.\(tier)") { wait.look(&$0) }
        }
        check.within("promiseErrorSeconds") { promiseErrorSeconds.look(&$0) }
        lookAtCurve(&check)
    }

    private func lookAtFigures(_ check: inout ContractCheck) {
        check.expectFigure(serviceRatePerSecond, "serviceRatePerSecond")
        check.expectFigure(boundSeconds, "boundSeconds")
        check.expectFigure(tokenRequestsPerDevice, "tokenRequestsPerDevice")
        check.expectFigure(messagesPerRegistration, "messagesPerRegistration")
        for (key, fraction) in [
            ("utilisation", utilisation), ("goodputRatio", goodputRatio), ("jainIndex", jainIndex),
        ] {
            check.expectFigure(fraction, key)
            if let fraction { check.expect(fraction <= 1 + 1e-9, key, "\(fraction) is above 1") }
        }
    }

    private func lookAtTimes(_ check: inout ContractCheck) {
        let times = [("t50", t50), ("t90", t90), ("t99", t99), ("t100", t100)]
        for (key, time) in times { check.expectFigure(time, key) }
        Self.ascends(times.compactMap { key, time in time.map { (key, $0) } }, &check)
        var isNever = false
        for (key, time) in times {
            check.expect(!isNever || time == nil, key, "a time although a smaller share never came home")
            isNever = isNever || time == nil
        }
        check.expectFigure(t100OverBound, "t100OverBound")
        switch (overBound(t100), t100OverBound) {
        case (nil, nil): break
        case (let due?, let stated?):
            check.expect(
                abs(due - stated) <= 1e-9 * max(due, 1), "t100OverBound", "\(stated), but t100 over the bound is \(due)"
            )
        case (nil, _?): check.expect(false, "t100OverBound", "stated without t100 and a bound")
        case (_?, nil): check.expect(false, "t100OverBound", "missing although t100 and a bound are there")
        }
    }

    private func lookAtRecovery(_ check: inout ContractCheck) {
        check.expect(
            neverRegistered <= UInt64(clamping: rehomingDevices), "neverRegistered",
            "\(neverRegistered) of \(rehomingDevices) devices")
        guard rehomingDevices > 0 else { return }
        check.expect(
            (t100 == nil) == (neverRegistered > 0), "t100",
            t100 == nil ? "missing although every device came home" : "a time although some never came home")
        check.expect(
            recovery != .recovered || t100 != nil, "recovery", "recovered, but not every device came home")
    }

    private func lookAtCurve(_ check: inout ContractCheck) {
        var previous = -Double.infinity
        for (index, point) in curve.enumerated() {
            check.expectFigure(point.seconds, "curve.\(index).seconds")
            check.expect(point.seconds > previous, "curve.\(index).seconds", "not after the point before")
            check.expect(
                point.registered <= UInt64(clamping: devices), "curve.\(index).registered",
                "\(point.registered) of \(devices) devices")
            previous = point.seconds
        }
    }

    /// Notes each figure that is below the one before.
    fileprivate static func ascends(_ figures: [(key: String, value: Double)], _ check: inout ContractCheck) {
        for (before, figure) in zip(figures, figures.dropFirst()) {
            check.expect(
                figure.value >= before.value, figure.key, "\(figure.value) is below \(before.key), \(before.value)")
        }
    }
}

extension StormResult.Spread {
    fileprivate func look(_ check: inout ContractCheck) {
        check.expectFigure(p50, "p50")
        check.expectFigure(p99, "p99")
        check.expect((p50 == nil) == (p99 == nil), "p99", "one percentile without the other")
        if let p50, let p99 { StormResult.ascends([("p50", p50), ("p99", p99)], &check) }
    }
}
