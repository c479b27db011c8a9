import Dispatch
import Foundation

/// Turns Ctrl-C into a partial report: the first one ends the run early, the second one the process.
final class Interrupt {
    private let source: any DispatchSourceSignal

    init(_ handler: @escaping @Sendable () -> Void) {
        signal(SIGINT, SIG_IGN)
        source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global(qos: .userInteractive))
        source.setEventHandler {
            handler()
            signal(SIGINT, SIG_DFL)
        }
        source.resume()
    }

    /// Gives the signal back.
    func end() {
        source.cancel()
        signal(SIGINT, SIG_DFL)
    }
}
