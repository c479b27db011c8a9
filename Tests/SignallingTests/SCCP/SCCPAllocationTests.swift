import Measurement
import Registration
import Signalling
import TestSupport
import Testing

/// What a server and its devices say to each other all the time takes no memory.
@Suite("SCCP allocations")
struct SCCPAllocationTests {
    /// Reads a message out of a frame and writes it again; false where that fails.
    static func turn<Turned: SCCP.Message>(
        _ type: Turned.Type, _ frame: Span<UInt8>, into output: inout OutputSpan<UInt8>
    ) -> Bool {
        guard case .frame(let header, let byteCount) = SCCP.FrameScanner().scan(frame),
            let message = try? Turned(parsing: frame.extracting(SCCP.Header.byteCount..<byteCount), of: header)
        else { return false }
        output.removeAll()
        return (try? message.encode(in: header.version, into: &output)) != nil
    }

    /// Reads and writes a registration's messages, the largest among them, 200 times.
    static func turnAll(_ frames: [SCCP.MessageKind: [UInt8]], into output: inout OutputSpan<UInt8>) -> Bool {
        func frame(_ kind: SCCP.MessageKind) -> [UInt8] { frames[kind] ?? [] }
        let (keepAlive, token, register) = (frame(.keepAlive), frame(.registerTokenRequest), frame(.registerRequest))
        let (reject, line, dynamic) = (frame(.registerTokenReject), frame(.lineStat), frame(.lineStatDynamic))
        let (keys, sets, buttons) = (frame(.softKeyTemplate), frame(.softKeySets), frame(.buttonTemplate))
        let (servers, codecs, refused) = (frame(.serverResponse), frame(.capabilitiesResponse), frame(.registerReject))
        var isGood = true
        for _ in 0..<200 {
            isGood = isGood && turn(SCCP.Signal.self, keepAlive.span, into: &output)
            isGood = isGood && turn(SCCP.RegisterTokenRequest.self, token.span, into: &output)
            isGood = isGood && turn(SCCP.RegisterRequest.self, register.span, into: &output)
            isGood = isGood && turn(SCCP.RegisterTokenReject.self, reject.span, into: &output)
            isGood = isGood && turn(SCCP.LineStat.self, line.span, into: &output)
            isGood = isGood && turn(SCCP.LineStatDynamic.self, dynamic.span, into: &output)
            isGood = isGood && turn(SCCP.SoftKeyTemplate.self, keys.span, into: &output)
            isGood = isGood && turn(SCCP.SoftKeySets.self, sets.span, into: &output)
            isGood = isGood && turn(SCCP.ButtonTemplate.self, buttons.span, into: &output)
            isGood = isGood && turn(SCCP.ServerResponse.self, servers.span, into: &output)
            isGood = isGood && turn(SCCP.CapabilitiesResponse.self, codecs.span, into: &output)
            isGood = isGood && turn(SCCP.RegisterReject.self, refused.span, into: &output)
            // What is no frame takes none either. Thrown errors cannot be counted: the testing library keeps a backtrace of each.
            isGood = isGood && !turn(SCCP.Signal.self, register.span.extracting(first: 20), into: &output)
        }
        return isGood
    }

    @Test("Reading and writing messages allocates nothing", .enabled(if: !hasSanitizerAllocator))
    func none() throws {
        guard let counter = AllocationCounter() else {
            Issue.record("no counter for this thread")
            return
        }
        let samples = try SCCPMessageTests.samples(400)
        let frames = [SCCP.MessageKind: [UInt8]](samples.map { ($0.kind, $0.frame) }) { _, last in last }
        var (allocating, freeing, isGood) = (UInt64.max, UInt64.max, false)
        _ = [UInt8](capacity: SCCP.encodedFrameByteCountMax) { output in
            isGood = Self.turnAll(frames, into: &output)  // what the runtime sets up at first use
            let (allocated, freed) = (counter.allocatedBytes, counter.deallocatedBytes)
            isGood = Self.turnAll(frames, into: &output) && isGood
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
