internal import Devices
internal import Registration

/// A device's way to an address, or to keeping its own: a state machine without sockets, clocks and chance of its own.
///
/// It is given each datagram and the time, and answers what is to be sent and when it wants to be asked again. What is no answer to what it
/// asked is counted and has no effect, so that nobody's datagrams trap it or keep it waiting for longer.
///
/// Source: RFC 2131 sections 3.1, 4.1 and 4.4; row S16.
struct DHCPExchange {
    /// What the device waits for.
    enum State: Hashable {
        /// Offers.
        case selecting
        /// That a server confirms what it offered.
        case requesting(IPv4Address, from: IPv4Address)
        /// That a server lets the device keep its address.
        case rebinding(IPv4Address)
        /// Nothing any more.
        case done
    }

    /// What is to be done.
    enum Step: Hashable {
        /// Nothing: the wait goes on.
        case none
        /// This message is to be broadcast.
        case send(DHCPMessage)
        /// The address is the device's.
        case leased(AddressLease)
        /// The device goes without.
        case failed(DHCPFailure)
    }

    /// What the device waits for.
    private(set) var state: State
    /// When it asks again.
    private(set) var deadline = Instant.epoch
    /// Datagrams that were no answer.
    private(set) var ignoredCount = 0
    private let hardwareAddress: MACAddress
    private let schedule: RetransmissionSchedule
    private let transaction: UInt32
    private let began: Instant
    /// Requests since the state began, and refusals since the exchange did; both are bounded by the schedule.
    private var attempt = 0
    private var refusalCount = 0

    /// An exchange of the device with this MAC address; `address` is the one that it has and wants to keep.
    init(
        _ hardwareAddress: MACAddress, keeping address: IPv4Address? = nil, schedule: RetransmissionSchedule = .dhcp,
        at now: Instant, random: inout some RandomNumberGenerator
    ) {
        self.hardwareAddress = hardwareAddress
        self.schedule = schedule
        transaction = UInt32.random(in: .min ... .max, using: &random)
        began = now
        state = address.map { .rebinding($0) } ?? .selecting
    }

    /// Asks: the first thing to be done, and then whenever the deadline has passed.
    mutating func ask(at now: Instant, random: inout some RandomNumberGenerator) -> Step {
        guard state != .done else { return .none }
        guard attempt < schedule.attemptsMax else {
            // A server that offered and then fell silent is no reason not to look for others.
            if case .requesting = state { return startAgain(at: now, random: &random) }
            return end(.unanswered)
        }
        attempt += 1
        deadline = now + schedule.wait(afterAttempt: attempt, random: &random)
        return .send(question(at: now))
    }

    /// Takes in a datagram.
    mutating func receive(
        _ bytes: Span<UInt8>, at now: Instant, random: inout some RandomNumberGenerator
    ) -> Step {
        let message: DHCPMessage
        do throws(DHCPMessageError) {
            message = try DHCPMessage(parsing: bytes)
        } catch {
            return ignore()
        }
        guard message.isOfServer, message.transaction == transaction, message.hardwareAddress == hardwareAddress
        else { return ignore() }
        switch (state, message.kind) {
        case (.selecting, .offer):
            guard let server = message.server, Self.isUsable(message.yourAddress), lease(of: message) != nil else {
                return ignore()
            }
            state = .requesting(message.yourAddress, from: server)
            attempt = 0
            return ask(at: now, random: &random)
        case (.requesting(_, let server), .acknowledgment):
            guard message.server == server else { return ignore() }
            return confirm(message)
        case (.rebinding(let address), .acknowledgment):
            guard message.yourAddress == address else { return ignore() }
            return confirm(message)
        case (.requesting(_, let server), .refusal):
            guard message.server == server else { return ignore() }
            return startAgain(at: now, random: &random)
        case (.rebinding, .refusal): return end(.refused)
        default: return ignore()
        }
    }

    private mutating func confirm(_ message: DHCPMessage) -> Step {
        guard Self.isUsable(message.yourAddress), let lease = lease(of: message) else { return ignore() }
        state = .done
        return .leased(lease)
    }

    private mutating func startAgain(at now: Instant, random: inout some RandomNumberGenerator) -> Step {
        refusalCount += 1
        guard refusalCount < schedule.attemptsMax else { return end(.refused) }
        state = .selecting
        attempt = 0
        return ask(at: now, random: &random)
    }

    private mutating func end(_ failure: DHCPFailure) -> Step {
        state = .done
        return .failed(failure)
    }

    private mutating func ignore() -> Step {
        ignoredCount += 1
        return .none
    }

    private func question(at now: Instant) -> DHCPMessage {
        let isDiscovery = state == .selecting
        let seconds = max((now - began).count / 1_000_000_000, 0)
        var message = DHCPMessage(
            kind: isDiscovery ? .discover : .request, transaction: transaction, hardwareAddress: hardwareAddress,
            seconds: UInt16(clamping: seconds))
        typealias Code = DHCPMessage.Code
        message.options.set(Code.wanted, [1, 3, 6, 51, 54, 66, 150])
        message.options.set(Code.byteCountMax, Self.bytes(UInt32(DHCPMessage.byteCountMax + 28)).suffix(2))
        message.options.set(Code.client, [1] + hardwareAddress.bytes)
        switch state {
        case .selecting, .done: break
        case .requesting(let address, let server):
            message.options.set(Code.requestedAddress, Self.bytes(address.number))
            message.options.set(Code.server, Self.bytes(server.number))
        case .rebinding(let address): message.clientAddress = address
        }
        return message
    }

    private func lease(of message: DHCPMessage) -> AddressLease? {
        guard let options = try? message.options.bytes() else { return nil }
        return try? AddressLease(address: message.yourAddress, options: options)
    }

    /// Whether a device can have it: no network's, no group's, not this machine's own.
    private static func isUsable(_ address: IPv4Address) -> Bool {
        let first = address.number >> 24
        return first != 0 && first != 127 && first < 224
    }

    private static func bytes(_ number: UInt32) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
}
