import Signalling

extension SCCPSeeds {
    /// What a controller says.
    mutating func writeControllerMessages() throws {
        try writeSignals(.fromController)
        for version: UInt8 in [3, 10, 17, 22] {
            try write(
                SCCP.RegisterAck(
                    keepAliveSeconds: 30, secondaryKeepAliveSeconds: 60, protocolVersion: version,
                    dateTemplate: SCCP.FixedText(truncating: "D.M.Y")), "-\(version)")
        }
        try write(SCCP.RegisterReject(text: "High Traffic Try Again Later"))
        try write(SCCP.RegisterTokenReject(waitSeconds: 30))
        try write(SCCP.SPCPRegisterTokenAck())
        try write(SCCP.SPCPRegisterTokenReject(waitSeconds: 30))
        try write(SCCP.UnregisterAck(status: 2))
        try write(SCCP.Reset(.restart))
        try write(SCCP.VersionResponse(firmware: SCCP.FixedText(truncating: "SCCP41.8-5-3S")))
        try write(SCCP.DefineTimeDate(systemTime: 1_764_000_000, offsetSeconds: 3_600, millisecond: 250))
        try writeTemplates()
        try writeLines()
        try writeServers()
    }

    /// Lists: empty, of some elements, and full.
    private mutating func writeTemplates() throws {
        for count in [0, 2, 42] {
            var buttons = SCCP.FixedList<42, SCCP.ButtonTemplate.Button>()
            for place in 0..<count { buttons.append(.init(instance: UInt8(place + 1), use: .line)) }
            try write(SCCP.ButtonTemplate(buttons: buttons), "-\(count)")
        }
        for count in [0, 2, 32] {
            var keys = SCCP.FixedList<32, SCCP.SoftKeyTemplate.Key>()
            for place in 0..<count { keys.append(.init(label: text("Redial"), event: UInt32(place + 1))) }
            try write(SCCP.SoftKeyTemplate(keys: keys), "-\(count)")
        }
        for count in [0, 2, 16] {
            var sets = SCCP.FixedList<16, SCCP.SoftKeySets.KeySet>()
            let indices = SCCP.FixedArray<16, UInt8> { UInt8($0) }
            let explanations = SCCP.FixedArray<16, UInt16> { UInt16($0) + 300 }
            for _ in 0..<count { sets.append(.init(templateIndices: indices, explanationIndices: explanations)) }
            try write(SCCP.SoftKeySets(sets: sets), "-\(count)")
        }
    }

    private mutating func writeLines() throws {
        try write(
            SCCP.LineStat(
                number: 1, directoryName: text("1001"), fullName: text("Reception"), label: text("1001"), options: 7))
        try write(
            SCCP.LineStatDynamic(
                number: 1, directoryName: text("1001"), fullName: text("Reception"), label: text("1001"), options: 7))
        try write(SCCP.SpeedDialStat(number: 1, directoryName: text("1002"), label: text("Door")))
        try write(SCCP.SpeedDialStatDynamic(number: 1, directoryName: text("1002"), label: text("Door")))
        try write(
            SCCP.ConfigStat(
                station: Self.station, userName: text("one"), serverName: text("a"), lineCount: 2, speedDialCount: 1))
        try write(
            SCCP.ConfigStatDynamic(
                station: Self.station, userName: text("one"), serverName: text("a"), lineCount: 2, speedDialCount: 1))
        try write(
            SCCP.ForwardStat(
                number: 1, active: 1, all: .init(active: 1, target: text("1003")), busy: .init(), unanswered: .init()),
            in: 0, 10, 17, 18, 22)
    }

    /// The list of controllers, in the layouts without and with IPv6.
    private mutating func writeServers() throws {
        let addresses: [SCCP.Address] = [
            .ipv4(0x0A00_0001), .ipv6(SCCP.IPv6Address(high: 0x2001_0DB8_0000_0000, low: 1)),
        ]
        for count in 0...2 {
            var servers = SCCP.FixedList<5, SCCP.ServerResponse.Server>()
            for address in addresses.prefix(count) { servers.append(.init(name: text("cm.example"), address: address)) }
            let message = SCCP.ServerResponse(servers: servers)
            if count < 2 { try write(message, "-\(count)", in: 0) }
            try write(message, "-\(count)", in: 17, 22)
        }
    }

    private func text<let byteCount: Int>(_ text: String) -> SCCP.FixedText<byteCount> {
        SCCP.FixedText(truncating: text)
    }
}
