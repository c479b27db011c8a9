/// How large a ``HotPath`` is.
public struct HotPathSetting: Hashable, Sendable {
    /// Devices whose rows the structures hold, or operations where a path has no devices; shared out over the threads.
    public var devices: Int
    /// Threads that work at the same time, each on its share of the devices.
    public var threads: Int
    /// What the order of devices depends on.
    public var seed: UInt64

    /// A size whose structures fit the processor's caches.
    public static var small: HotPathSetting { HotPathSetting(devices: 4_096) }
    /// A size at which nearly every access goes to memory.
    public static var large: HotPathSetting { HotPathSetting(devices: 1_000_000) }

    /// A path over `devices` devices, at least one for each of at least one thread.
    public init(devices: Int, threads: Int = 1, seed: UInt64 = 1) {
        precondition(threads >= 1 && devices >= threads, "at least one thread, and a device for each")
        self.devices = devices
        self.threads = threads
        self.seed = seed
    }

    /// Operations that go through a path together, as they do in the core.
    static var batchCount: Int { 64 }

    /// The places of `thread` in the order of devices.
    func share(of thread: Int) -> Range<Int> { devices * thread / threads..<devices * (thread + 1) / threads }
}
