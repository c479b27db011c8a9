internal import NIOConcurrencyHelpers
internal import NIOCore
internal import NIOHTTP1

/// Events that go to everybody who listens, as server-sent events (HTML standard section 9.2).
///
/// Thread-safe. A few may listen at once; who does not read what comes is closed, so that nothing piles up: an event waits for nobody.
public final class EventStream: Sendable {
    private let listenersMax: Int
    private let listeners = NIOLockedValueBox<[ObjectIdentifier: any Channel]>([:])

    /// A stream to `listenersMax` at once.
    public init(listenersMax: Int = 16) { self.listenersMax = listenersMax }

    /// How many listen.
    public var listenerCount: Int { listeners.withLockedValue { $0.count } }

    /// Sends an event to all who listen. O(listeners); nothing where nobody does.
    public func send(_ data: JSONText) {
        let channels = listeners.withLockedValue { Array($0.values) }
        guard !channels.isEmpty else { return }
        // A value of ours has no line ends of its own: one field says all of it.
        let bytes = ByteBuffer(string: "data: \(data.text)\n\n")
        for channel in channels {
            guard channel.isWritable else {
                channel.close(promise: nil)
                continue
            }
            channel.writeAndFlush(HTTPServerResponsePart.body(.byteBuffer(bytes)), promise: nil)
        }
    }

    /// One more who listens; `false` where as many do as may.
    func enter(_ channel: any Channel) -> Bool {
        listeners.withLockedValue { listeners in
            guard listeners.count < listenersMax else { return false }
            listeners[ObjectIdentifier(channel)] = channel
            return true
        }
    }

    /// One who listens no longer.
    func leave(_ channel: any Channel) {
        listeners.withLockedValue { $0[ObjectIdentifier(channel)] = nil }
    }
}
