internal import Registration

extension SIPPhone {
    /// Writes a request.
    ///
    /// Allocates nothing, but for the hashes of an authorization. On an error, `output` holds what it held before.
    ///
    /// - Parameters:
    ///   - authorization: the answer to the challenge of a 401; `nil` for none.
    ///   - response: the bytes of that 401.
    public func write(
        _ request: SIPPhoneRequest, authorization: DigestAnswer? = nil, to response: Span<UInt8> = Span(),
        into output: inout OutputSpan<UInt8>
    ) throws(SIPOutputFull) {
        let start = output.count
        do throws(SIPOutputFull) {
            let uri = try writeRequestLine(request, into: &output)
            try writeVia(request, into: &output)
            try writeParties(request, into: &output)
            try writeContact(request, into: &output)
            try writePurpose(request, into: &output)
            if let authorization {
                try authorization.write(
                    to: response, user: user, method: request.method, uri: uri, into: &output)
            }
            try output.write("Content-Length: 0\r\n\r\n")
        } catch {
            output.removeLast(output.count - start)
            throw error
        }
    }

    /// Returns the place of the request's address in `output`.
    private func writeRequestLine(
        _ request: SIPPhoneRequest, into output: inout OutputSpan<UInt8>
    ) throws(SIPOutputFull) -> Range<Int> {
        try output.write(request.method.name)
        try output.write(" ")
        let start = output.count
        try output.write("sip:")
        try output.writeHost(controller, inBrackets: true)
        let end = output.count
        try output.write(" SIP/2.0\r\n")
        return start..<end
    }

    private func writeVia(
        _ request: SIPPhoneRequest, into output: inout OutputSpan<UInt8>
    ) throws(SIPOutputFull) {
        try output.write(transport == .udp ? "Via: SIP/2.0/UDP " : "Via: SIP/2.0/TCP ")
        try writeOwnPlace(into: &output)
        try output.write(";branch=z9hG4bK")
        try output.write(hexadecimal: request.branch)
        // RFC 3581: phones are often behind a translator.
        try output.write(transport == .udp ? ";rport\r\nMax-Forwards: 70\r\n" : "\r\nMax-Forwards: 70\r\n")
    }

    private func writeParties(
        _ request: SIPPhoneRequest, into output: inout OutputSpan<UInt8>
    ) throws(SIPOutputFull) {
        try output.write("From: <sip:")
        try writeRecord(into: &output)
        try output.write(">;tag=")
        try output.write(hexadecimal: request.fromTag)
        try output.write("\r\nTo: <sip:")
        try writeRecord(into: &output)
        try output.write(">\r\nCall-ID: ")
        try output.write(hexadecimal: request.callID)
        try output.write("@")
        try output.writeHost(address, inBrackets: true)
        try output.write("\r\nCSeq: ")
        try output.write(decimal: UInt64(request.sequence))
        try output.write(" ")
        try output.write(request.method.name)
        try output.write("\r\n")
    }

    private func writeContact(
        _ request: SIPPhoneRequest, into output: inout OutputSpan<UInt8>
    ) throws(SIPOutputFull) {
        if request.purpose == .query { return }
        try output.write("Contact: <sip:")
        try output.write(user)
        try output.write("@")
        try writeOwnPlace(into: &output)
        try output.write(transport == .udp ? ">" : ";transport=tcp>")
        if dialect == .cisco {
            try output.write(";+sip.instance=\"<urn:uuid:00000000-0000-0000-0000-")
            try output.write(hexadecimal: macAddress, digitCount: 12)
            try output.write(">\";+u.sip!devicename.ccm.cisco.com=\"")
            try output.write(device)
            try output.write("\"")
        }
        if request.purpose == .ping { try output.write(";expires=0;cisco-keep-alive") }
        try output.write("\r\n")
    }

    private func writePurpose(
        _ request: SIPPhoneRequest, into output: inout OutputSpan<UInt8>
    ) throws(SIPOutputFull) {
        switch request.purpose {
        case .register(let seconds):
            try output.write("Supported: path\r\nExpires: ")
            try output.write(decimal: UInt64(seconds))
            try output.write("\r\n")
        case .unregister, .ping: try output.write("Expires: 0\r\n")
        case .query: break
        case .token:
            try output.write("Require: norefersub\r\nRefer-To: <urn:X-cisco-remotecc:token-registration>\r\n")
            try output.write("Referred-By: <sip:")
            try writeRecord(into: &output)
            try output.write(">\r\n")
        case .options: try output.write("Accept: application/sdp\r\n")
        }
    }

    /// The address of record, without its scheme.
    private func writeRecord(into output: inout OutputSpan<UInt8>) throws(SIPOutputFull) {
        try output.write(user)
        try output.write("@")
        try output.writeHost(controller, inBrackets: true)
    }

    private func writeOwnPlace(into output: inout OutputSpan<UInt8>) throws(SIPOutputFull) {
        try output.writeHost(address, inBrackets: true)
        try output.write(":")
        try output.write(decimal: UInt64(address.port))
    }
}

extension OutputSpan where Element == UInt8 {
    /// Writes a name; what may not stand in the user of an address is escaped (RFC 3261 section 25.1, user).
    mutating func write(_ name: DeviceName) throws(SIPOutputFull) {
        for index in 0..<DeviceName.byteCountMax {
            let word = index < 8 ? name.high : name.low
            let byte = UInt8(truncatingIfNeeded: word >> UInt64(56 - index % 8 * 8))
            if byte == 0 { return }
            if byte == 0x25 || byte == 0x3A || !SIPCharacters.user.contains(byte) {
                try write("%")
                try write(character: .hexadecimalDigit(byte >> 4))
                try write(character: .hexadecimalDigit(byte & 0xF))
            } else {
                try write(character: byte)
            }
        }
    }
}
