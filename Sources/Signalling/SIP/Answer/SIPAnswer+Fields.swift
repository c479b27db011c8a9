internal import Registration

extension SIPAnswer {
    /// The methods that a controller carries out, as 405 and OPTIONS list them.
    private static var allowedMethods: StaticString { "REGISTER, REFER, OPTIONS, INVITE, ACK, CANCEL, BYE" }

    /// Writes the fields that the status and the answer's own properties ask for.
    func writeOwnFields(
        _ message: borrowing SIPMessage, in bytes: Span<UInt8>, into output: inout OutputSpan<UInt8>
    ) throws(SIPOutputFull) {
        if let retryAfterSeconds { try Self.write("Retry-After: ", retryAfterSeconds, into: &output) }
        if let minExpiresSeconds { try Self.write("Min-Expires: ", minExpiresSeconds, into: &output) }
        if let binding { try Self.write(binding, in: bytes, into: &output) }
        if let date {
            try output.write("Date: ")
            try date.write(into: &output)
            try output.write("\r\n")
        }
        if let redirection { try write(redirection, user: message, in: bytes, into: &output) }
        if let challenge { try challenge.write(into: &output) }
        if refusesReferSubscription { try output.write("Refer-Sub: false\r\n") }
        let method = message.method
        if status == .methodNotAllowed || status.isSuccess && method == .options {
            try output.write("Allow: ")
            try output.write(Self.allowedMethods)
            try output.write("\r\n")
        }
        if status == .badExtension { try Self.writeUnsupported(message, in: bytes, into: &output) }
    }

    private static func write(
        _ name: StaticString, _ seconds: UInt32, into output: inout OutputSpan<UInt8>
    ) throws(SIPOutputFull) {
        try output.write(name)
        try output.write(decimal: UInt64(seconds))
        try output.write("\r\n")
    }

    private static func write(
        _ binding: Binding, in bytes: Span<UInt8>, into output: inout OutputSpan<UInt8>
    ) throws(SIPOutputFull) {
        try output.write("Contact: <")
        try output.write(binding.contact.uri, of: bytes)
        try output.write(">")
        if binding.contact.instance.isPresent {
            try output.write(";+sip.instance=\"")
            try output.write(binding.contact.instance, of: bytes)
            try output.write("\"")
        }
        try write(";expires=", binding.seconds, into: &output)
        try write("Expires: ", binding.seconds, into: &output)
    }

    private func write(
        _ address: InternalAddress, user message: borrowing SIPMessage, in bytes: Span<UInt8>,
        into output: inout OutputSpan<UInt8>
    ) throws(SIPOutputFull) {
        try output.write("Contact: <sip:")
        if let user = SIPURI(message.requestURI, in: bytes)?.user, user.isPresent {
            try output.write(user, of: bytes)
            try output.write("@")
        }
        try output.writeHost(address, inBrackets: true)
        if address.port != 0 {
            try output.write(":")
            try output.write(decimal: UInt64(address.port))
        }
        try output.write(">\r\n")
    }

    /// The tags of Require that are not carried out (RFC 3261 section 8.2.2.3).
    private static func writeUnsupported(
        _ message: borrowing SIPMessage, in bytes: Span<UInt8>, into output: inout OutputSpan<UInt8>
    ) throws(SIPOutputFull) {
        var cursor = SIPOptionTagCursor(.require)
        var isFirst = true
        // A list that cannot be read to its end was answered with 400.
        while let tag = try? cursor.next(of: message, in: bytes) {
            if SIPOptionTags(tag: tag, in: bytes).isSubset(of: .required) { continue }
            try output.write(isFirst ? "Unsupported: " : ", ")
            try output.write(tag, of: bytes)
            isFirst = false
        }
        if !isFirst { try output.write("\r\n") }
    }
}
