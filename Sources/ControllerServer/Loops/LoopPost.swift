internal import NIOConcurrencyHelpers
internal import NIOCore

/// What loops tell each other.
enum LoopMail: Sendable {
    /// Registrations were served that were asked for on the loop.
    case served([ServedRegistration])
    /// A registration was served, and this exchange of the loop speaks for its device now.
    case takenOver(ServedRegistration, by: ExchangeID)
    /// An exchange of the loop no longer speaks for its device.
    case giveWay(ExchangeID)
}

/// Carries mail between event loops.
///
/// Thread-safe. A box for each loop; its loop is woken when the first mail is put into an empty box, and takes all out at once. What a box
/// holds is bounded by what is queued in the core and by the exchanges.
final class LoopPost: Sendable {
    private struct Box {
        var mail: [LoopMail] = []
        var recipient: Recipient?
    }

    private struct Recipient: Sendable {
        let eventLoop: any EventLoop
        let loop: NIOLoopBound<ServiceLoop>
    }

    private let boxes: [NIOLockedValueBox<Box>]

    /// A post between so many loops.
    init(loopCount: Int) {
        precondition(loopCount <= ExchangeID.loopCountMax, "an exchange's number has room for so many loops")
        boxes = (0..<loopCount).map { _ in NIOLockedValueBox(Box()) }
    }

    /// Makes `loop` the recipient of its mail. Called on its event loop, before it serves.
    func enter(_ loop: ServiceLoop) {
        let recipient = Recipient(
            eventLoop: loop.eventLoop, loop: NIOLoopBound(loop, eventLoop: loop.eventLoop))
        boxes[loop.index].withLockedValue { $0.recipient = recipient }
    }

    /// Has nobody receive mail any more, and forgets the loops: they know the post, and neither would end. Called when they have ended.
    func close() { for box in boxes { box.withLockedValue { $0 = Box() } } }

    /// Sends mail to a loop.
    func send(_ mail: LoopMail, to loop: Int) {
        guard boxes.indices.contains(loop) else { return }
        let box = boxes[loop]
        let recipient = box.withLockedValue { box in
            box.mail.append(mail)
            return box.mail.count == 1 ? box.recipient : nil
        }
        guard let recipient else { return }
        recipient.eventLoop.execute {
            let mail = box.withLockedValue { box in
                defer { box.mail = [] }
                return box.mail
            }
            recipient.loop.value.receive(mail)
        }
    }
}
