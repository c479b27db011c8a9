extension SIPMessage {
    /// Reads the message that `bytes` hold, from the first byte; empty lines before it are passed over.
    ///
    /// Reading goes on after a fault, so that ``isAnswerable`` holds when the fields of a response are there; the first fault is
    /// thrown. Without one, the message has every field that RFC 3261 section 8.1.1 asks of a request but Max-Forwards, which peers of
    /// RFC 2543 leave out.
    ///
    /// Complexity: linear in the number of bytes; allocates nothing.
    public mutating func read(
        _ bytes: Span<UInt8>, framing: SIPFraming, limits: SIPLimits = .datagram
    ) throws(SIPFault) {
        reset()
        guard bytes.count <= limits.messageByteCountMax else { throw SIPFault(.messageTooLarge, at: bytes.count) }
        let place = SIPFieldLine.messageStart(in: bytes)
        let lineEnd = try SIPFieldLine.lineEnd(in: bytes, from: place)
        var fault: SIPFault?
        do throws(SIPFault) { try readStartLine(place, lineEnd, in: bytes) } catch { fault = error }
        // A broken line end or a header without end leaves nothing to go on with.
        let bodyStart = try readFields(from: lineEnd &+ 2, in: bytes, limits, noting: &fault)
        if let fault { throw fault }
        try checkPresence(at: bodyStart, framing)
        try readBody(from: bodyStart, in: bytes)
    }

    private mutating func reset() {
        (method, methodName, requestURI, status, reasonPhrase) = (.unknown, .absent, .absent, nil, .absent)
        (via, from, to, sequence) = (SIPVia(), SIPAddress(), SIPAddress(), SIPSequence())
        (maxForwards, expiresSeconds, contentLength, body) = (nil, nil, nil, .absent)
        fields.removeAll()
        fieldCount = 0
    }

    /// Reads all fields; the first fault of one is noted, as the others may be needed to answer it.
    ///
    /// - Returns: where the body begins.
    private mutating func readFields(
        from start: Int, in bytes: Span<UInt8>, _ limits: SIPLimits, noting fault: inout SIPFault?
    ) throws(SIPFault) -> Int {
        var place = start
        while true {
            guard place < bytes.count else { throw fault ?? SIPFault(.truncated, at: place) }
            let end: Int
            do throws(SIPFault) { end = try SIPFieldLine.end(in: bytes, from: place) } catch { throw fault ?? error }
            if end == place { return end &+ 2 }
            fieldCount &+= 1
            guard fieldCount <= limits.fieldCountMax else { throw fault ?? SIPFault(.tooManyFields, at: place) }
            do throws(SIPFault) {
                let field = try SIPFieldLine(from: place, to: end, in: bytes)
                if field.name != .unknown { try note(field.name, field.value, in: bytes) }
            } catch {
                if fault == nil { fault = error }
            }
            place = end &+ 2
        }
    }

    private mutating func note(
        _ name: SIPFieldName, _ value: SIPSlice, in bytes: Span<UInt8>
    ) throws(SIPFault) {
        let isRepeated = fields[name].isPresent
        if isRepeated, name.isSingle { throw SIPFault(.repeatedField, name, at: value.lowerBound) }
        guard fields.append(name, value) else { throw SIPFault(.tooManyFields, at: value.lowerBound) }
        switch name {
        case .via where !isRepeated: via = try .read(value, in: bytes)
        case .via, .contact, .route:
            guard !value.isEmpty else { throw SIPFault(.malformedField, name, at: value.lowerBound) }
        case .from: from = try .read(value, of: .from, in: bytes)
        case .to: to = try .read(value, of: .to, in: bytes)
        case .cSeq: sequence = try .read(value, in: bytes)
        case .callID: try checkCallID(value, in: bytes)
        case .maxForwards:
            maxForwards = UInt8(truncatingIfNeeded: try SIPFieldLine.number(value, of: name, max: 255, in: bytes))
        case .contentLength:
            contentLength = Int(try SIPFieldLine.number(value, of: name, max: UInt64(Int32.max), in: bytes))
        case .expires:
            // No number counts as no wish (RFC 3261 section 20.19 and 10.2.1.1), too large a one as the largest.
            var cursor = SIPCursor(value)
            expiresSeconds = cursor.takeDecimal(in: bytes).map { UInt32(clamping: $0) }
        default: break
        }
    }

    private func checkCallID(_ value: SIPSlice, in bytes: Span<UInt8>) throws(SIPFault) {
        var cursor = SIPCursor(value)
        guard !cursor.take(.callID, in: bytes).isEmpty, cursor.isAtEnd else {
            throw SIPFault(.malformedField, .callID, at: cursor.offset)
        }
    }

    private func checkPresence(at end: Int, _ framing: SIPFraming) throws(SIPFault) {
        if !fields[.via].isPresent { throw SIPFault(.missingField, .via, at: end) }
        if !fields[.from].isPresent { throw SIPFault(.missingField, .from, at: end) }
        if !fields[.to].isPresent { throw SIPFault(.missingField, .to, at: end) }
        if !fields[.callID].isPresent { throw SIPFault(.missingField, .callID, at: end) }
        if !fields[.cSeq].isPresent { throw SIPFault(.missingField, .cSeq, at: end) }
        if framing == .stream, contentLength == nil { throw SIPFault(.missingField, .contentLength, at: end) }
    }

    private mutating func readBody(from start: Int, in bytes: Span<UInt8>) throws(SIPFault) {
        if isRequest {
            // Unknown methods are compared by name, known ones are one number.
            let isSame =
                method == sequence.method
                && (method != .unknown || methodName.equals(sequence.methodName, in: bytes))
            guard isSame else { throw SIPFault(.methodMismatch, .cSeq, at: sequence.methodName.lowerBound) }
        }
        let available = bytes.count &- start
        let length = contentLength ?? available
        guard length <= available else { throw SIPFault(.bodyTruncated, .contentLength, at: bytes.count) }
        body = SIPSlice(start, start &+ length)
    }
}
