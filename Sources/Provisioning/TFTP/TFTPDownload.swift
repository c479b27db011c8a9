internal import Devices
internal import Registration

/// The transfer of one file to a device: a state machine without sockets and clocks.
///
/// It is given each datagram with its sender and the time, and answers what is to be sent, to whom, and whether that is all. The first answer
/// comes from a port that the server chose for this transfer; who else answers is told so (error 5) and has no effect. A block that comes
/// again is confirmed again, since its confirmation may be lost, and what makes no sense is counted and passed over.
///
/// Source: RFC 1350 sections 2 to 7; RFC 2347 and 2348; row S17.
struct TFTPDownload {
    /// What is to be done.
    struct Step: Hashable {
        /// What is to be sent.
        var message: TFTPMessage?
        /// To whom.
        var receiver: IPv4Endpoint
        /// How the transfer ended, where it did; ``message`` is sent all the same.
        var outcome: Outcome?
    }

    /// How a transfer ends.
    enum Outcome: Hashable {
        /// With the file.
        case finished([UInt8])
        /// Without.
        case failed(TFTPFailure)
    }

    /// When it asks again.
    private(set) var deadline = Instant.epoch
    /// Datagrams that were no part of the transfer.
    private(set) var ignoredCount = 0
    /// The size of blocks.
    private(set) var blockSize = TFTPMessage.blockSizeDefault
    private let server: IPv4Endpoint
    private let wantedBlockSize: Int?
    private let byteCountMax: Int
    private let schedule: RetransmissionSchedule
    private let last: Instant
    /// The port at which the server has this transfer, once it has answered.
    private var transfer: IPv4Endpoint?
    private var lastSent: TFTPMessage
    private var attempt = 0
    private var file: [UInt8] = []
    /// Blocks that have arrived.
    private var blockCount = 0
    private var isOver = false

    /// A transfer of the file of this name, of at most `byteCountMax` bytes; it must have ended within `patience`.
    init(
        _ name: String, from server: IPv4Endpoint, blockSize: Int? = 1_428, byteCountMax: Int,
        schedule: RetransmissionSchedule = .tftp, patience: Nanoseconds = .seconds(60), at now: Instant
    ) {
        self.server = server
        wantedBlockSize = blockSize
        self.byteCountMax = byteCountMax
        self.schedule = schedule
        last = now + patience
        lastSent = .read(name: name, blockSize: blockSize)
    }

    /// Asks: the first thing to be done, and then whenever the deadline has passed.
    mutating func ask(at now: Instant, random: inout some RandomNumberGenerator) -> Step {
        guard !isOver else { return nothing }
        guard now < last else { return end(.failed(.tooSlow)) }
        guard attempt < schedule.attemptsMax else { return end(.failed(.unanswered)) }
        attempt += 1
        deadline = min(now + schedule.wait(afterAttempt: attempt, random: &random), last)
        return Step(message: lastSent, receiver: transfer ?? server)
    }

    /// Takes in a datagram.
    mutating func receive(
        _ bytes: Span<UInt8>, from sender: IPv4Endpoint, at now: Instant, random: inout some RandomNumberGenerator
    ) -> Step {
        guard !isOver else { return nothing }
        guard sender.address == server.address, transfer == nil || transfer == sender else {
            ignoredCount += 1
            // An error is not answered by another: two that know nothing of each other would never end.
            if bytes.count >= 2, bytes.uint16(at: 0) == 5 { return nothing }
            return Step(message: .error(.unknownTransfer, text: "Unknown transfer ID"), receiver: sender)
        }
        let message: TFTPMessage
        do throws(TFTPMessageError) {
            message = try TFTPMessage(parsing: bytes)
        } catch {
            return ignore()
        }
        switch message {
        case .data(let block, let payload): return receive(payload, block: block, from: sender, at: now, &random)
        case .optionAck(let size): return agree(size, with: sender, at: now, &random)
        case .error(let code, let text): return end(.failed(.refused(code, text: text)))
        case .read, .ack: return ignore()
        }
    }

    private mutating func receive(
        _ payload: [UInt8], block: UInt16, from sender: IPv4Endpoint, at now: Instant,
        _ random: inout some RandomNumberGenerator
    ) -> Step {
        // Numbers go round after 65,535 blocks.
        guard block == UInt16(truncatingIfNeeded: blockCount + 1) else {
            guard blockCount > 0, block == UInt16(truncatingIfNeeded: blockCount) else { return ignore() }
            return Step(message: .ack(block: block), receiver: sender)
        }
        guard payload.count <= blockSize else { return ignore() }
        guard file.count + payload.count <= byteCountMax else {
            return end(
                .failed(.tooLarge(byteCountMax: byteCountMax)), saying: .error(.noRoom, text: "File too large"),
                to: sender)
        }
        transfer = sender
        blockCount += 1
        file += payload
        guard payload.count == blockSize else { return end(.finished(file), saying: .ack(block: block), to: sender) }
        return say(.ack(block: block), at: now, &random)
    }

    private mutating func agree(
        _ size: Int?, with sender: IPv4Endpoint, at now: Instant, _ random: inout some RandomNumberGenerator
    ) -> Step {
        guard blockCount == 0 else { return ignore() }
        guard let wantedBlockSize, size ?? 0 <= wantedBlockSize else {
            return end(
                .failed(.badOptions), saying: .error(.badOptions, text: "Not the options asked for"), to: sender)
        }
        transfer = sender
        blockSize = size ?? TFTPMessage.blockSizeDefault
        return say(.ack(block: 0), at: now, &random)
    }

    private mutating func say(
        _ message: TFTPMessage, at now: Instant, _ random: inout some RandomNumberGenerator
    ) -> Step {
        lastSent = message
        attempt = 0
        return ask(at: now, random: &random)
    }

    private mutating func end(
        _ outcome: Outcome, saying message: TFTPMessage? = nil, to receiver: IPv4Endpoint? = nil
    ) -> Step {
        isOver = true
        return Step(message: message, receiver: receiver ?? transfer ?? server, outcome: outcome)
    }

    private mutating func ignore() -> Step {
        ignoredCount += 1
        return nothing
    }

    private var nothing: Step { Step(receiver: transfer ?? server) }
}
