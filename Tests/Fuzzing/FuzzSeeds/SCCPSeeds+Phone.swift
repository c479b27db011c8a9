import Signalling

extension SCCPSeeds {
    /// What a phone says.
    mutating func writePhoneMessages() throws {
        try writeSignals(.fromDevice)
        for form in SCCP.RegisterRequest.Form.allCases { try write(Self.registration(form), "-\(form)", in: 0, 17) }
        try write(
            SCCP.RegisterTokenRequest(
                station: Self.station, ipv4Address: Self.address, deviceType: .phone7941,
                ipv6Address: SCCP.IPv6Address(high: 0x2001_0DB8_0000_0000, low: 7)))
        try write(
            SCCP.SPCPRegisterTokenRequest(
                station: Self.station, ipv4Address: Self.address, deviceType: .phone7960, streamCountMax: 5))
        try write(
            SCCP.Alarm(severity: 2, text: "25: Name=SEP0123456789AB Load=8.5.3 Last=Initialized", firstParameter: 4))
        try write(SCCP.UnregisterRequest(reason: 1))
        try write(SCCP.RegisterAvailableLines(lineCountMax: 2))
        try write(SCCP.StatusRequest.line(1))
        try write(SCCP.StatusRequest.forward(line: 1))
        try write(SCCP.StatusRequest.speedDial(1))
        for count in [0, 3, 18] {
            var capabilities = SCCP.FixedList<18, SCCP.CapabilitiesResponse.Capability>()
            for place in 0..<count { capabilities.append(.init(codec: UInt32(place + 2), framesPerPacketMax: 40)) }
            try write(SCCP.CapabilitiesResponse(capabilities: capabilities), "-\(count)")
        }
    }

    /// A registration with every field of its form filled.
    private static func registration(_ form: SCCP.RegisterRequest.Form) -> SCCP.RegisterRequest {
        var request = SCCP.RegisterRequest(
            station: station, ipv4Address: address, deviceType: .phone7941, streamCountMax: 5, form: form)
        if form.byteCount >= SCCP.RegisterRequest.Form.protocolVersion.byteCount {
            (request.activeStreamCount, request.protocolVersion) = (1, 17)
            request.features = SCCP.PhoneFeatures(rawValue: 0x8572)
        }
        if form.byteCount >= SCCP.RegisterRequest.Form.conferences.byteCount {
            (request.conferenceCountMax, request.activeConferenceCount) = (2, 1)
        }
        if form.byteCount >= SCCP.RegisterRequest.Form.hardwareAddress.byteCount {
            request.hardwareAddress = SCCP.HardwareAddress(macAddress: 0x0123_4567_89AB)
        }
        if form.byteCount >= SCCP.RegisterRequest.Form.firmware.byteCount {
            request.lineCountMax = 8
            request.ipv6Address = SCCP.IPv6Address(high: 0x2001_0DB8_0000_0000, low: 7)
            request.firmware = SCCP.FixedText(truncating: "SCCP41.8-5-3S")
        }
        if form.byteCount >= SCCP.RegisterRequest.Form.configuration.byteCount {
            request.configurationStamp = SCCP.FixedText(truncating: "{00000000-0000-0000-0000-0123456789ab}")
        }
        return request
    }
}
