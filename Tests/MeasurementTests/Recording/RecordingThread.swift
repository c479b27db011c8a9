#if canImport(Glibc)
    import Glibc
#endif

/// A real thread for tests of what is shared between threads. Join it before the test ends.
struct RecordingThread: ~Copyable {
    /// The body, boxed to pass through one pointer.
    private final class Body {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// The thread could not be started.
    struct NotStarted: Error {}

    private let handle: pthread_t

    /// Starts `run` on a new thread.
    init(_ run: @escaping @Sendable () -> Void) throws {
        var started = pthread_t()
        // The box is retained here and released by the thread that takes it.
        let box = unsafe Unmanaged.passRetained(Body(run))
        let code = unsafe pthread_create(
            &started, nil,
            { argument in
                guard let argument = unsafe argument else { return nil }
                unsafe Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            }, box.toOpaque())
        guard code == 0 else {
            unsafe box.release()
            throw NotStarted()
        }
        handle = started
    }

    /// Waits for the thread's end.
    consuming func join() { _ = pthread_join(handle, nil) }
}
