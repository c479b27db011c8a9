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
        var place = 0
        // RFC 3261 section 7.5: CRLFs before the first line are ignored.
        while place &+ 1 < bytes.count, bytes[place] == 0x0D, bytes[place &+ 1] == 0x0A { place &+= 2 }
        let lineEnd = try Self.lineEnd(in: bytes, from: place)
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

    @inline(__always)
    private static func lineEnd(in bytes: Span<UInt8>, from place: Int) throws(SIPFault) -> Int {
        switch SIPLines.end(in: bytes, from: place) {
        case .found(let offset): return offset
        case .broken(let offset): throw SIPFault(.brokenLine, at: offset)
        case .missing(let offset): throw SIPFault(.truncated, at: offset)
        }
    }

    /// The end of the field that begins at `place`, folded lines included (RFC 3261 section 7.3.1).
    @inline(__always)
    private static func fieldEnd(in bytes: Span<UInt8>, from place: Int) throws(SIPFault) -> Int {
        var end = try lineEnd(in: bytes, from: place)
        while end &+ 2 < bytes.count, bytes[end &+ 2] == 0x20 || bytes[end &+ 2] == 0x09 {
            end = try lineEnd(in: bytes, from: end &+ 2)
        }
        return end
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
            do throws(SIPFault) { end = try Self.fieldEnd(in: bytes, from: place) } catch { throw fault ?? error }
            if end == place { return end &+ 2 }
            fieldCount &+= 1
            guard fieldCount <= limits.fieldCountMax else { throw fault ?? SIPFault(.tooManyFields, at: place) }
            do throws(SIPFault) {
                try readField(from: place, to: end, in: bytes)
            } catch {
                if fault == nil { fault = error }
            }
            place = end &+ 2
        }
    }

    @inline(__always)
    private mutating func readField(from start: Int, to end: Int, in bytes: Span<UInt8>) throws(SIPFault) {
        var place = start
        var letters = SIPFieldNameTable.Letters()
        while place < end, SIPCharacters.token.contains(bytes[place]) {
            if place &- start < 16 { letters.put(bytes[place], at: place &- start) }
            place &+= 1
        }
        let nameLength = place &- start
        while place < end, bytes[place] == 0x20 || bytes[place] == 0x09 { place &+= 1 }
        guard nameLength > 0, place < end, bytes[place] == 0x3A else { throw SIPFault(.fieldName, at: place) }
        let name = nameLength <= 16 ? SIPFieldNameTable.all[letters] : .unknown
        if name == .unknown { return }
        place &+= 1
        while place < end, SIPCharacters.space.contains(bytes[place]) { place &+= 1 }
        var valueEnd = end
        while valueEnd > place, SIPCharacters.space.contains(bytes[valueEnd &- 1]) { valueEnd &-= 1 }
        try note(name, SIPSlice(place, valueEnd), in: bytes)
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
            maxForwards = UInt8(truncatingIfNeeded: try Self.number(value, of: name, max: 255, in: bytes))
        case .contentLength:
            contentLength = Int(try Self.number(value, of: name, max: UInt64(Int32.max), in: bytes))
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

    /// A value that is a number and nothing else.
    private static func number(
        _ value: SIPSlice, of name: SIPFieldName, max: UInt64, in bytes: Span<UInt8>
    ) throws(SIPFault) -> UInt64 {
        var cursor = SIPCursor(value)
        guard let number = cursor.takeDecimal(in: bytes), number <= max, cursor.isAtEnd else {
            throw SIPFault(.malformedField, name, at: cursor.offset)
        }
        return number
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
