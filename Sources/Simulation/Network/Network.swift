internal import Registration
internal import SeededRandom

/// What becomes of each message: when it arrives, whether at all, whether twice.
///
/// A pure function of seed, device, direction, message and the instant of sending: no stream of random numbers is used up, so the
/// fate of one message does not depend on which others were played.
struct Network {
    private let seed: UInt64
    private let latency: Int64
    private let jitter: UInt64
    private let duplication: UInt64

    init(_ settings: NetworkSettings, seed: UInt64) {
        self.seed = SplitMix64.output(seed: seed, index: 0x6E65_7477)
        latency = settings.latency.count
        jitter = UInt64(max(settings.jitter.count, 0))
        duplication = Self.threshold(settings.duplication)
    }

    /// The longest time that a message takes.
    var longestLatency: Int64 { latency + Int64(jitter) }

    /// Which way, what, and which of several sent at once: what tells messages of one device and instant apart.
    struct Identity {
        let word: UInt64

        init(device: Int, isToDevice: Bool, message: UInt8, copy: Int, controller: Int) {
            word =
                UInt64(device) << 24 | UInt64(isToDevice ? 1 : 0) << 23 | UInt64(message) << 12
                | UInt64(copy & 0xF) << 8 | UInt64(controller)
        }
    }

    /// A message's fate before loss by the path's state.
    struct Fate {
        fileprivate var bits: UInt64
        /// When it arrives.
        var arrival: Int64
        /// When its double arrives, if it has one.
        var doubleArrival: Int64?
    }

    @inline(__always)
    func fate(of identity: Identity, sentAt time: Int64) -> Fate {
        let bits = SplitMix64.mix(SplitMix64.mix(identity.word ^ seed) ^ UInt64(bitPattern: time))
        var fate = Fate(bits: bits, arrival: time + latency + delay(bits))
        if duplication > 0 {
            let second = SplitMix64.mix(bits ^ 0xA5A5_5A5A)
            if second >> 32 < duplication {
                fate.doubleArrival = time + latency + delay(second &* 0x9E37_79B9_7F4A_7C15)
            }
        }
        return fate
    }

    @inline(__always)
    private func delay(_ bits: UInt64) -> Int64 { Int64(((bits & 0xFFFF_FFFF) &* jitter) >> 32) }

    /// Whether a path that loses `share` of its messages loses this one.
    @inline(__always)
    func isLost(_ fate: Fate, share: Double) -> Bool {
        share > 0 && SplitMix64.mix(fate.bits ^ 0x10_55) >> 32 < Self.threshold(share)
    }

    /// `share` of 2^32.
    private static func threshold(_ share: Double) -> UInt64 { UInt64(min(max(share, 0), 1) * 4_294_967_296) }
}
