internal import Registration
internal import Signalling

/// `sip.register`: the REGISTER of each device read, judged and answered with 200, as a server of datagrams does, without the
/// sockets and the core.
final class SIPWork: HotPathWork {
    private let setting: HotPathSetting
    private let shares: [Share]

    init(_ setting: HotPathSetting) throws {
        self.setting = setting
        shares = try (0..<setting.threads).map { _ in try Share() }
    }

    var operationCount: Int { setting.devices }

    func prepare() {}

    func run(thread: Int) -> Int {
        var answered = 0
        let share = shares[thread]
        // A property of a class is checked for exclusive access each time: variables are none.
        var (message, output) = (share.message, share.takeOutput())
        let datagrams = share.datagrams
        for index in setting.share(of: thread) {
            let datagram = datagrams[index & (Share.datagramCount - 1)]
            output.removeAll(keepingCapacity: true)
            output.append(addingCapacity: Share.answerByteCountMax) { free in
                if Self.answer(datagram.span, with: &message, into: &free) { answered += 1 }
            }
        }
        share.output = output
        return answered
    }

    @inline(__always)
    private static func answer(
        _ datagram: Span<UInt8>, with message: inout SIPMessage, into output: inout OutputSpan<UInt8>
    ) -> Bool {
        do throws(SIPFault) { try message.read(datagram, framing: .datagram) } catch { return false }
        guard case .registration(let registration) = SIPDemand(message, in: datagram, rule: .standard),
            case .bind(let seconds) = registration.purpose
        else { return false }
        var answer = SIPAnswer(.ok, to: InternalAddress(ipv4: 0x7F00_0001, port: 5_060), toTag: registration.device.low)
        answer.binding = SIPAnswer.Binding(contact: registration.contact, seconds: seconds)
        do throws(SIPOutputFull) {
            try answer.write(answering: message, in: datagram, into: &output)
            return true
        } catch {
            return false
        }
    }

    /// What one thread works with. Sound: touched by that thread only, and by one run after the other.
    private final class Share: @unchecked Sendable {
        static let datagramCount = 1_024
        static let answerByteCountMax = 1_500
        let message = SIPMessage()
        let datagrams: [[UInt8]]
        var output: [UInt8] = []

        /// The REGISTERs of so many Cisco phones.
        init() throws {
            datagrams = try (0..<UInt64(Self.datagramCount)).map { index in
                let phone = SIPPhone(
                    macAddress: 0x0200_0000_0000 | index, user: DeviceName(macAddress: index),
                    address: InternalAddress(ipv4: 0x7F00_0001, port: 5_060),
                    controller: InternalAddress(ipv4: 0x7F00_0002, port: 5_060))
                let request = SIPPhoneRequest(
                    .register(seconds: 3_600), branch: index, callID: index, fromTag: index, sequence: 1)
                return try [UInt8](capacity: Self.answerByteCountMax) { output throws(SIPOutputFull) in
                    try phone.write(request, into: &output)
                }
            }
            output.reserveCapacity(Self.answerByteCountMax)
        }

        /// The array itself, so that it is not copied when it is written.
        func takeOutput() -> [UInt8] { exchange(&output, with: []) }
    }
}
