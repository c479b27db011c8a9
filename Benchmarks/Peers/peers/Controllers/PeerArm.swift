internal import CPeers
internal import Registration
internal import SeededRandom

/// The controller assembled from moodycamel's queue and TBB's maps.
@safe
final class PeerArm: Arm {
    /// "moodycamel+tbb".
    static var label: String { "moodycamel+tbb" }

    // Sound to share: the controller is made for several threads, each with a lane of its own.
    private nonisolated(unsafe) let controller: OpaquePointer
    private let seed: UInt64

    /// A controller with the buckets of its maps reserved.
    init(devices: Int, threads: Int, seed: UInt64) throws {
        guard let controller = unsafe peer_controller_create(devices, threads, seed) else { throw NoMemory() }
        unsafe self.controller = controller
        self.seed = seed
    }

    // The workers, who refer to the controller, keep this object alive.
    deinit { unsafe peer_controller_destroy(controller) }

    /// The peer could not be made.
    struct NoMemory: Error {}

    /// A lane and room for a batch.
    func makeWorker(index: Int) -> Worker {
        var generator = SplitMix64(seed: seed &+ UInt64(index) &+ 1)
        let words = generator.seed()
        let seeds = [words.0, words.1, words.2, words.3]
        return unsafe Worker(self, lane: peer_lane_create(controller, seeds))
    }

    /// Rows of the table whose line leads back to them.
    func countRegistered() -> Int { unsafe peer_count_registered(controller) }

    /// One thread's lane and buffers.
    @safe
    final class Worker: CycleWorker {
        private let arm: PeerArm
        private let lane: OpaquePointer?
        private var tokenRequests: [peer_endpoint] = []
        private var tokenResponses: [peer_token_response]
        private var requests: [peer_registration_request] = []
        private var responses: [peer_registration_response]
        private var acknowledgments: [peer_acknowledgment]

        fileprivate init(_ arm: PeerArm, lane: OpaquePointer?) {
            self.arm = arm
            unsafe self.lane = lane
            tokenRequests.reserveCapacity(batchCount)
            requests.reserveCapacity(batchCount)
            tokenResponses = Array(repeating: peer_token_response(), count: batchCount)
            responses = Array(repeating: PEER_QUEUED, count: batchCount)
            acknowledgments = Array(repeating: peer_acknowledgment(), count: batchCount)
        }

        deinit { unsafe peer_lane_destroy(lane) }

        /// See ``CycleWorker``.
        func requestTokens(for numbers: Span<UInt32>, at nowNanoseconds: Int64) {
            tokenRequests.removeAll(keepingCapacity: true)
            for index in numbers.indices {
                let number = numbers[index]
                tokenRequests.append(
                    peer_endpoint(
                        device: peer_name(DevicePlan.name(of: number)),
                        address: peer_address(DevicePlan.address(of: number))))
            }
            // All buffers hold a batch, and a batch is what the harness passes.
            unsafe peer_request_tokens(lane, tokenRequests, tokenRequests.count, nowNanoseconds, &tokenResponses)
        }

        /// See ``CycleWorker``.
        func register(at nowNanoseconds: Int64) {
            requests.removeAll(keepingCapacity: true)
            for index in tokenRequests.indices {
                requests.append(
                    peer_registration_request(
                        device: tokenRequests[index].device, address: tokenRequests[index].address,
                        token: tokenResponses[index].token, context: UInt64(bitPattern: nowNanoseconds)))
            }
            unsafe peer_register(lane, requests, requests.count, nowNanoseconds, &responses)
        }

        /// See ``CycleWorker``.
        func serve(at nowNanoseconds: Int64) -> Int {
            unsafe peer_serve(lane, batchCount, nowNanoseconds, &acknowledgments)
        }

        /// See ``CycleWorker``.
        func context(at index: Int) -> Int64 { Int64(bitPattern: acknowledgments[index].context) }
    }
}

extension peer_name {
    /// The same name in the peer's form.
    init(_ name: DeviceName) { self.init(high: name.high, low: name.low) }
}

extension peer_address {
    /// The same address in the peer's form.
    init(_ address: InternalAddress) { self.init(high: address.high, low: address.low, port: address.port) }
}
