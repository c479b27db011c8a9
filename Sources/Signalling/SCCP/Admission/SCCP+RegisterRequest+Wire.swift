extension SCCP.RegisterRequest {
    /// Reads a message; see ``SCCP/Message/init(parsing:of:)``.
    public init(parsing body: Span<UInt8>, of header: SCCP.Header) throws(SCCP.ParseError) {
        try header.confirm(.registerRequest, of: body, byteCount: Form.streams.byteCount)
        self.init(
            station: try SCCP.StationIdentifier(parsing: body), ipv4Address: body.networkUInt32(at: 24),
            deviceType: SCCP.DeviceType(rawValue: body.uint32(at: 28)), streamCountMax: body.uint32(at: 32),
            form: Form(bodyByteCount: body.count) ?? .streams)
        if has(.protocolVersion) {
            activeStreamCount = body.uint32(at: 36)
            protocolVersion = body[40]
            protocolTail = body[41]
            features = SCCP.PhoneFeatures(rawValue: body.uint16(at: 42))
        }
        if has(.conferences) {
            conferenceCountMax = body.uint32(at: 44)
            activeConferenceCount = body.uint32(at: 48)
        }
        if has(.hardwareAddress) {
            hardwareAddress = SCCP.HardwareAddress(high: body.networkUInt64(at: 52), low: body.networkUInt32(at: 60))
            ipv4Scope = body.uint32(at: 64)
        }
        if has(.firmware) {
            lineCountMax = body.uint32(at: 68)
            ipv6Address = SCCP.IPv6Address(parsing: body, at: 72)
            ipv6Scope = body.uint32(at: 88)
            firmware = SCCP.FixedText(parsing: body.extracting(92..<124))
        }
        if has(.configuration) { configurationStamp = SCCP.FixedText(parsing: body.extracting(124..<172)) }
    }

    /// The size of the form.
    public func bodyByteCount(in version: SCCP.HeaderVersion) -> Int { form.byteCount }

    /// Appends the fields of the form.
    public func encodeBody(in version: SCCP.HeaderVersion, into output: inout OutputSpan<UInt8>) {
        station.encode(into: &output)
        output.append(networkUInt32: ipv4Address)
        output.append(uint32: deviceType.rawValue)
        output.append(uint32: streamCountMax)
        if has(.protocolVersion) {
            output.append(uint32: activeStreamCount)
            output.append(protocolVersion)
            output.append(protocolTail)
            output.append(uint16: features.rawValue)
        }
        if has(.conferences) {
            output.append(uint32: conferenceCountMax)
            output.append(uint32: activeConferenceCount)
        }
        if has(.hardwareAddress) {
            output.append(networkUInt64: hardwareAddress.high)
            output.append(networkUInt32: hardwareAddress.low)
            output.append(uint32: ipv4Scope)
        }
        if has(.firmware) {
            output.append(uint32: lineCountMax)
            ipv6Address.encode(into: &output)
            output.append(uint32: ipv6Scope)
            firmware.encode(into: &output)
        }
        if has(.configuration) { configurationStamp.encode(into: &output) }
    }

    /// Whether the body holds what ends with `part`.
    private func has(_ part: Form) -> Bool { form.rawValue >= part.rawValue }
}
