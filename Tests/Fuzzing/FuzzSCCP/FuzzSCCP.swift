internal import PlantedFault
internal import Signalling

/// The entry of libFuzzer: whatever the bytes, they are read without a trap, and what is a message is read again the same.
///
/// - Returns: 0, as libFuzzer demands; a fault ends the process.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSCCP(_ start: UnsafePointer<UInt8>?, _ byteCount: Int) -> CInt {
    // libFuzzer keeps the bytes until the call returns.
    let bytes = unsafe UnsafeBufferPointer(start: start, count: byteCount).span
    let outcome = SCCP.exercise(bytes)
    guard outcome.changed.isEmpty else { fatalError("written and read again, these are others: \(outcome.changed)") }
    PlantedFault.check(messageCount: outcome.messageCount)
    return 0
}
