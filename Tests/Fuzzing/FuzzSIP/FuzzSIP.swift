internal import PlantedFault
internal import Signalling

/// The entry of libFuzzer: whatever the bytes, they are read, judged and answered without a trap, and an answer is a message itself.
///
/// - Returns: 0, as libFuzzer demands; a fault ends the process.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSIP(_ start: UnsafePointer<UInt8>?, _ byteCount: Int) -> CInt {
    // libFuzzer keeps the bytes until the call returns.
    let bytes = unsafe UnsafeBufferPointer(start: start, count: byteCount).span
    var messageCount = 0
    _ = [UInt8](capacity: 8_192) { output in messageCount = SIPDecoders.exercise(bytes, into: &output) }
    PlantedFault.check(messageCount: messageCount)
    if let fault = AnswerFault(answering: bytes) { fatalError("the answer cannot be read: \(fault)") }
    return 0
}
