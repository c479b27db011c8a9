extension ParameterField {
    static var tokenFields: [ParameterField] {
        [
            tokenTimeout, tokenTimeoutMax,
            choice("invalidTokens", \.invalidTokens),
            choice("expiredTokens", \.expiredTokens),
            flag("tellsTokenTimeout", \.tellsTokenTimeout),
            flag("matchesTokensByDevice", \.matchesTokensByDevice),
            flag("queuesUnclassified", \.queuesUnclassified),
        ]
    }

    static var loadFields: [ParameterField] {
        [
            count("queueDepthHigh", 1...Int.max, \.queueDepthHigh),
            count("queueDepthLow", 1...Int.max, \.queueDepthLow),
            fraction("processorLoadHigh", \.processorLoadHigh),
            fraction("processorLoadLow", \.processorLoadLow),
            count("priorityQueueDepthMax", 0...Int.max, \.priorityCriteria.queueDepthMax),
            count("tokenQueueDepthMax", 0...Int.max, \.tokenCriteria.queueDepthMax),
            count("initialQueueDepthMax", 0...Int.max, \.initialCriteria.queueDepthMax),
            loadLimit("priorityProcessorLoadMax", \.priorityCriteria.processorLoadMax),
            loadLimit("tokenProcessorLoadMax", \.tokenCriteria.processorLoadMax),
            loadLimit("initialProcessorLoadMax", \.initialCriteria.processorLoadMax),
        ]
    }

    static var rateFields: [ParameterField] {
        [
            rate("serviceRatePerSecond", \.assumedServiceRate),
            fraction("plannedUtilisation", \.plannedUtilisation),
            seconds("targetWaitSeconds", \.targetWait),
            seconds("slotGraceSeconds", \.slotGrace),
            seconds("slotLeadSeconds", \.slotLead),
        ]
    }

    static var lawFields: [ParameterField] {
        [
            seconds("bucketToleranceSeconds", \.bucketTolerance),
            seconds("priorityBucketToleranceSeconds", \.priorityBucketTolerance),
            seconds("adaptationIntervalSeconds", \.adaptationInterval),
            count("underWayMin", 1...1 << 30, \.underWayMin),
            count("underWayMax", 1...1 << 30, \.underWayMax),
            fraction("additiveIncrease", \.additiveIncrease),
            fraction("multiplicativeDecrease", \.multiplicativeDecrease),
            number("gradientTolerance", 1...10, \.gradientTolerance),
            fraction("gradientSmoothing", \.gradientSmoothing),
            number("gradientAllowance", 0...1_000_000, \.gradientAllowance),
        ]
    }

    static var denialFields: [ParameterField] {
        [
            flag("answersDenials", \.answersDenials),
            flag("answersQueued", \.answersQueued),
            seconds("retryMinSeconds", \.retryMin),
            seconds("retryMaxSeconds", \.retryMax),
            seconds("retryGranularitySeconds", \.retryGranularity),
            retrySeconds,
            count("denialsUntilPriority", 0...15, \.denialsUntilPriority),
        ]
    }

    static var priorityFields: [ParameterField] {
        [
            flag("honoursPriorityTags", \.honoursPriorityTags),
            flag("gatewaysHavePriority", \.gatewaysHavePriority),
            criticalDevices,
        ]
    }

    // MARK: Fields of several forms

    /// The token timeout; with ``tokenTimeoutMax`` the base of one that grows with the queue.
    private static var tokenTimeout: ParameterField {
        ParameterField("tokenTimeoutSeconds", allowed: secondsAllowed) { parameters in
            switch parameters.tokenTimeout {
            case .preset(let span), .dynamic(let span, _): text(seconds: span)
            }
        } write: { parameters, text in
            guard let span = span(text) else { return false }
            switch parameters.tokenTimeout {
            case .preset: parameters.tokenTimeout = .preset(span)
            case .dynamic(_, let most): parameters.tokenTimeout = .dynamic(base: span, max: most)
            }
            return true
        }
    }

    /// How far the token timeout may grow with the queue; "none" for a timeout that stays as it is.
    private static var tokenTimeoutMax: ParameterField {
        ParameterField("tokenTimeoutMaxSeconds", allowed: "\(secondsAllowed), or none") { parameters in
            switch parameters.tokenTimeout {
            case .preset: "none"
            case .dynamic(_, let most): text(seconds: most)
            }
        } write: { parameters, text in
            let base =
                switch parameters.tokenTimeout {
                case .preset(let span), .dynamic(let span, _): span
                }
            if text == "none" {
                parameters.tokenTimeout = .preset(base)
                return true
            }
            guard let most = span(text) else { return false }
            parameters.tokenTimeout = .dynamic(base: base, max: most)
            return true
        }
    }

    /// Where a law has no slots of its own: one time for all, two between which it is drawn, or times a service apart.
    private static var retrySeconds: ParameterField {
        ParameterField(
            "retrySeconds", allowed: "staggered, one span for all (\(secondsAllowed)), or two with \"..\" between"
        ) { parameters in
            switch parameters.retryRule {
            case .staggered: "staggered"
            case .fixed(let span): text(seconds: span)
            case .uniform(let least, let most): "\(text(seconds: least))..\(text(seconds: most))"
            }
        } write: { parameters, text in
            if text == "staggered" {
                parameters.retryRule = .staggered
                return true
            }
            if let span = span(text) {
                parameters.retryRule = .fixed(span)
                return true
            }
            guard let dots = text.firstRange(of: ".."), let least = span(text[..<dots.lowerBound]),
                let most = span(text[dots.upperBound...]), least <= most
            else { return false }
            parameters.retryRule = .uniform(least, most)
            return true
        }
    }

    /// Names of devices, with commas between.
    private static var criticalDevices: ParameterField {
        ParameterField("criticalDevices", allowed: "names of devices with commas between, or nothing") { parameters in
            parameters.criticalDevices.map(\.description).sorted().joined(separator: ",")
        } write: { parameters, text in
            var devices: Set<DeviceName> = []
            for name in text.split(separator: ",") {
                let trimmed = name.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
                guard let device = DeviceName(String(trimmed)) else { return false }
                devices.insert(device)
            }
            parameters.criticalDevices = devices
            return true
        }
    }
}
