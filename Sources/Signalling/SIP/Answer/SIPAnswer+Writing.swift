internal import Registration

extension SIPAnswer {
    /// Writes the response to `message`, which was read from `bytes` and is answerable. `contacts` is what stands
    /// in Contact: the address of a 302, where ``redirection`` does not say it, or the bindings that were asked for; empty for none.
    ///
    /// Allocates nothing. On an error, `output` holds what it held before.
    public func write(
        answering message: borrowing SIPMessage, in bytes: Span<UInt8>, contacts: Span<UInt8> = Span(),
        into output: inout OutputSpan<UInt8>
    ) throws(SIPOutputFull) {
        let isAnswerable = message.isAnswerable
        precondition(isAnswerable, "only a request that says where its answer goes has one")
        let start = output.count
        do throws(SIPOutputFull) {
            try writeStatusLine(into: &output)
            try writeVias(message, in: bytes, into: &output)
            try writeRepeatedFields(message, in: bytes, into: &output)
            try writeOwnFields(message, in: bytes, into: &output)
            if !contacts.isEmpty {
                try output.write("Contact: ")
                try output.writeAll(contacts)
                try output.write("\r\n")
            }
            try output.write("Content-Length: 0\r\n\r\n")
        } catch {
            output.removeLast(output.count - start)
            throw error
        }
    }

    private func writeStatusLine(into output: inout OutputSpan<UInt8>) throws(SIPOutputFull) {
        if fault == nil, status == .ok {
            try output.write("SIP/2.0 200 OK\r\n")
            return
        }
        try output.write("SIP/2.0 ")
        try output.write(decimal: UInt64(status.code))
        try output.write(" ")
        if let fault, fault.status == status {
            try output.write(fault.phrase)
            if fault.field != .unknown {
                try output.write(" ")
                try output.write(fault.field.name)
            }
        } else {
            try output.write(status.reasonPhrase)
        }
        try output.write("\r\n")
    }

    /// All Via fields in their order; the top one says where the request came from.
    private func writeVias(
        _ message: borrowing SIPMessage, in bytes: Span<UInt8>, into output: inout OutputSpan<UInt8>
    ) throws(SIPOutputFull) {
        guard var place = message.fields.place(of: .via) else { return }
        try output.write("Via: ")
        try writeTopVia(message.via, field: message.fields[place].value, in: bytes, into: &output)
        try output.write("\r\n")
        while let next = message.fields.place(of: .via, from: place + 1) {
            place = next
            try output.write("Via: ")
            try output.write(message.fields[place].value, of: bytes)
            try output.write("\r\n")
        }
    }

    private func writeTopVia(
        _ via: SIPVia, field: SIPSlice, in bytes: Span<UInt8>, into output: inout OutputSpan<UInt8>
    ) throws(SIPOutputFull) {
        let asksForPort = via.asksForResponsePort
        guard asksForPort || source.ipv4 == nil || via.ipv4(in: bytes) != source.ipv4 else {
            try output.write(field, of: bytes)
            return
        }
        // What the hop itself says it was seen as is replaced by what is seen.
        let received = via.receivedParameter
        let port = asksForPort ? via.responsePortParameter : .absent
        let (first, second) = received.lowerBound <= port.lowerBound ? (received, port) : (port, received)
        var place = field.lowerBound
        if first.isPresent {
            try output.write(SIPSlice(place, first.lowerBound), of: bytes)
            place = first.upperBound
        }
        if second.isPresent {
            try output.write(SIPSlice(place, second.lowerBound), of: bytes)
            place = second.upperBound
        }
        try output.write(SIPSlice(place, via.whole.upperBound), of: bytes)
        try output.write(";received=")
        try output.writeHost(source, inBrackets: false)
        if asksForPort {
            try output.write(";rport=")
            try output.write(decimal: UInt64(source.port))
        }
        try output.write(SIPSlice(via.whole.upperBound, field.upperBound), of: bytes)
    }

    /// From, To, Call-ID and CSeq as they came; To gets a tag where it has none.
    private func writeRepeatedFields(
        _ message: borrowing SIPMessage, in bytes: Span<UInt8>, into output: inout OutputSpan<UInt8>
    ) throws(SIPOutputFull) {
        try output.write("From: ")
        try output.write(message.fields[.from], of: bytes)
        try output.write("\r\nTo: ")
        try output.write(message.fields[.to], of: bytes)
        // A To that could not be read is given back as it is.
        if message.to.isPresent, !message.to.tag.isPresent, status != .trying {
            try output.write(";tag=")
            try output.write(hexadecimal: toTag)
        }
        try output.write("\r\nCall-ID: ")
        try output.write(message.callID, of: bytes)
        try output.write("\r\nCSeq: ")
        try output.write(message.fields[.cSeq], of: bytes)
        try output.write("\r\n")
    }
}
