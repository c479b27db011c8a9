import Glibc
import NIOConcurrencyHelpers
import NIOCore
import NIOEmbedded
import Testing

@testable import AdminHTTP

@Suite struct AcceptPauseTests {
    private let channel = EmbeddedChannel()
    private let noteCount = NIOLockedValueBox(0)

    init() throws {
        let noteCount = noteCount
        let added = AcceptPause.add(to: channel) { _, _ in noteCount.withLockedValue { $0 += 1 } }
        channel.embeddedEventLoop.run()
        try added.wait()
        channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 2_000), promise: nil)
    }

    /// Whether the socket is looked at, as it was asked last; `nil` where it never was.
    private var isLookedAt: Bool? {
        channel.options.last { $0.option is ChannelOptions.Types.AutoReadOption }?.value as? Bool
    }

    @Test("Where a connection cannot be accepted the socket is left alone for a moment, and then looked at again")
    func pauses() {
        for pause in 1...3 {
            channel.pipeline.fireErrorCaught(IOError(errnoCode: EMFILE, reason: "accept"))
            #expect(isLookedAt == false)
            channel.embeddedEventLoop.advanceTime(by: AcceptPause.span - .nanoseconds(1))
            #expect(isLookedAt == false)
            channel.embeddedEventLoop.advanceTime(by: .nanoseconds(1))
            #expect(isLookedAt == true)
            #expect(noteCount.withLockedValue { $0 } == pause)
        }
    }

    @Test("An error that is none of the system's is passed on")
    func others() {
        channel.pipeline.fireErrorCaught(ChannelError.ioOnClosedChannel)
        #expect(isLookedAt == nil)
        #expect(throws: ChannelError.ioOnClosedChannel) { try channel.throwIfErrorCaught() }
    }
}
