internal import CPlatform
internal import Glibc

/// A set of descriptors to wait for (epoll). Used by one thread.
///
/// Sound because the system writes into an array that this owns, within its bounds.
@safe
final class Readiness {
    private let descriptor: Int32
    private var found: [platform_ready]

    /// A set that watches nothing.
    init() throws(RegistrarError) {
        descriptor = platform_readiness_open()
        guard descriptor >= 0 else { throw .socket(source: "epoll", code: -descriptor) }
        found = Array(
            repeating: platform_ready(tag: 0, can_read: 0, can_write: 0), count: Int(PLATFORM_READY_MAX))
    }

    deinit { close(descriptor) }

    /// Watches a descriptor for bytes to read, and for room to write where that is wanted. Returns 0 or the error's number.
    func watch(_ watched: Int32, tag: UInt64, wantsWriting: Bool = false, isNew: Bool) -> Int32 {
        -platform_readiness_watch(descriptor, watched, tag, wantsWriting ? 1 : 0, isNew ? 1 : 0)
    }

    /// Waits up to so long, then gives `body` each descriptor that is ready by its tag, and what it is ready for.
    func wait(_ nanoseconds: Int64, _ body: (_ tag: UInt64, _ canRead: Bool, _ canWrite: Bool) -> Void) {
        let count = unsafe platform_readiness_wait(descriptor, &found, UInt32(PLATFORM_READY_MAX), nanoseconds)
        for index in 0..<max(Int(count), 0) {
            let ready = found[index]
            body(ready.tag, ready.can_read != 0, ready.can_write != 0)
        }
    }
}
