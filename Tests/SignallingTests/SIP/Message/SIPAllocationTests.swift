import Measurement
import Registration
import TestSupport
import Testing

@testable import Signalling

/// What a server and its phones say to each other all the time takes no memory.
@Suite struct SIPAllocationTests {
    /// Reads, judges and answers requests, and writes one, 100 times; false where the writing fails.
    private static func turnAll(_ register: [UInt8], _ token: [UInt8], into output: inout OutputSpan<UInt8>) -> Bool {
        var isGood = true
        for _ in 0..<100 {
            _ = SIPDecoders.exercise(register.span, into: &output)
            _ = SIPDecoders.exercise(token.span, into: &output)
            output.removeAll()
            let request = SIPPhoneRequest(.token, branch: 1, callID: 2, fromTag: 3, sequence: 4)
            isGood = isGood && (try? SIPPhoneTests.phone.write(request, into: &output)) != nil
        }
        return isGood
    }

    @Test("Reading, judging and answering allocate nothing", .enabled(if: !hasSanitizerAllocator))
    func nothingAllocated() throws {
        let counter = try #require(AllocationCounter())
        let register = SIPText.register
        // With a length, as in a stream all have one: what is thrown of a fault takes memory where tests note where it was thrown.
        let token = SIPText.request(
            "REFER", "Content-Length: 0", "Require: norefersub", "Refer-To: <urn:X-cisco-remotecc:token-registration>",
            "Contact: <sip:a@h>;+sip.instance=\"<urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6>\"")
        var (allocating, freeing, isGood) = (UInt64.max, UInt64.max, false)
        _ = [UInt8](capacity: 4_096) { output in
            isGood = Self.turnAll(register, token, into: &output)  // what is made once, at first use
            let (allocated, freed) = (counter.allocatedBytes, counter.deallocatedBytes)
            isGood = Self.turnAll(register, token, into: &output) && isGood
            (allocating, freeing) = (counter.allocatedBytes &- allocated, counter.deallocatedBytes &- freed)
        }
        #expect(isGood)
        #if DEBUG
            // Unoptimised generic code boxes values and errors: each box must be gone again.
            #expect(allocating == freeing)
        #else
            #expect(allocating == 0)
            #expect(freeing == 0)
        #endif
    }
}
