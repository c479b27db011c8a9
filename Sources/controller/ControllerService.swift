import ControllerServer
import Dispatch
import Documents
import Logging
import ServiceLifecycle
import UnixSignals

/// A server as a service: reads its configuration again on SIGHUP, and ends it on a graceful shutdown.
struct ControllerService: Service {
    /// The server, which runs.
    let server: ControllerServer
    /// Where is said what was done.
    let logger: Logger
    /// Where its configuration comes from.
    let source: ConfigurationSource
    /// Called when no signal ends the process any more but in order.
    let whenReady: @Sendable () -> Void

    func run() async throws {
        // The group traps the signals that end it before it runs its services.
        let hangUps = await UnixSignalsSequence(trapping: .sighup)
        whenReady()
        for await _ in hangUps.cancelOnGracefulShutdown() { reload() }
        await withCheckedContinuation { continuation in
            // It blocks, which no thread of a task may.
            DispatchQueue.global().async {
                server.shutDown()
                continuation.resume()
            }
        }
    }

    private func reload() {
        guard source.path != nil else { return logger.notice("SIGHUP: there is no configuration to read again") }
        do throws(DocumentError) {
            let unchangeable = server.apply(try source.read())
            logger.notice("SIGHUP: the configuration was read again")
            if !unchangeable.isEmpty {
                logger.warning("what changed in \(unchangeable.joined(separator: ", ")) waits for the next start")
            }
        } catch {
            logger.error("SIGHUP: nothing was changed: \(error)")
        }
    }
}
