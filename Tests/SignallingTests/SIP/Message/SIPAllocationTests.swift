import Measurement
import Registration
import TestSupport
import Testing

@testable import Signalling

#if !DEBUG
    /// Debug builds box what the optimiser keeps in place, so only a release build can keep this promise.
    @Suite struct SIPAllocationTests {
        @Test("Reading, judging and answering allocate nothing", .enabled(if: !hasSanitizerAllocator))
        func nothingAllocated() throws {
            let counter = try #require(AllocationCounter())
            let register = SIPText.register
            let token = SIPText.request(
                "REFER", "Require: norefersub", "Refer-To: <urn:X-cisco-remotecc:token-registration>",
                "Contact: <sip:a@h>;+sip.instance=\"<urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6>\"")
            var allocated: UInt64 = 1
            _ = [UInt8](capacity: 4_096) { output in
                for _ in 0..<2 {  // the first round fills what is made once
                    let before = counter.allocatedBytes
                    for _ in 0..<100 {
                        _ = SIPDecoders.exercise(register.span, into: &output)
                        _ = SIPDecoders.exercise(token.span, into: &output)
                        output.removeAll()
                        let request = SIPPhoneRequest(.token, branch: 1, callID: 2, fromTag: 3, sequence: 4)
                        try? SIPPhoneTests.phone.write(request, into: &output)
                    }
                    allocated = counter.allocatedBytes - before
                }
            }
            #expect(allocated == 0)
        }
    }
#endif
