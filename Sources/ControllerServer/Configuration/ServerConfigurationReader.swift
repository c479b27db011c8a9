internal import Documents
internal import Registration
internal import Signalling

/// Interprets the keys of a configuration file, one function for each group of them.
struct ServerConfigurationReader {
    /// What has been read.
    var configuration = ServerConfiguration()

    /// The keys of a configuration, in the order in which messages name them.
    private static let keys = [
        "name", "listen", "eventLoops", "capacity", "law", "discipline", "parameters", "serviceRatePerSecondMax",
        "lines", "devices", "sccp", "sip", "group", "provision",
    ]

    /// Reads the whole document.
    mutating func read(_ document: DocumentValue) throws(DocumentError) {
        var sizes = document  // what says the sizes: the later of two keys
        for (name, value) in try document.members(among: Self.keys) {
            if ["eventLoops", "capacity"].contains(name) { sizes = value }
            switch name {
            case "name": configuration.name = try Self.text(value, byteCountMax: 47)
            case "listen": try readListen(value)
            case "eventLoops": configuration.eventLoopCount = try value.wholeNumber(in: 1...64)
            case "capacity": try readCapacity(value)
            case "law": configuration.law = try value.choice()
            case "discipline": configuration.discipline = try value.choice()
            case "parameters": try readParameters(value)
            case "serviceRatePerSecondMax":
                configuration.serviceRatePerSecondMax = try value.serviceRatePerSecondMax()
            case "lines": try readLines(value)
            case "devices": try readDevices(value)
            case "sccp": try readSCCP(value)
            case "sip": try readSIP(value)
            case "group": try readGroup(value)
            case "provision": configuration.provision = value
            default: break  // refused before
            }
        }
        // Loops have equal shares, and one without exchanges would refuse all of its devices.
        guard configuration.exchangeCapacity >= configuration.eventLoopCount else {
            throw sizes.error(
                "\(configuration.exchangeCapacity) exchanges are too few for \(configuration.eventLoopCount) event loops",
                allowed: "capacity.exchanges >= eventLoops")
        }
    }

    // MARK: Sockets and sizes

    private mutating func readListen(_ value: DocumentValue) throws(DocumentError) {
        for (name, value) in try value.members(among: ["sccp", "sip", "admin"]) {
            let address = try Self.address(value)
            switch name {
            case "sccp": configuration.sccpAddress = address
            case "sip": configuration.sipAddress = address
            default: configuration.adminAddress = address
            }
        }
    }

    private mutating func readCapacity(_ value: DocumentValue) throws(DocumentError) {
        for (name, value) in try value.members(among: ["devices", "exchanges", "tokenSlots", "queue"]) {
            switch name {
            case "devices": configuration.deviceCapacity = try value.wholeNumber(in: 1...16_777_216)
            case "exchanges": configuration.exchangeCapacity = try value.wholeNumber(in: 1...16_777_216)
            case "tokenSlots": configuration.tokenSlots = try value.wholeNumber(in: 64...1 << 26)
            default: configuration.queueCapacity = try value.wholeNumber(in: 2...1 << 24)
            }
        }
    }

    // MARK: Admission

    private mutating func readParameters(_ value: DocumentValue) throws(DocumentError) {
        for (name, value) in try value.members(among: ParameterField.all.map(\.name)) {
            guard let field = ParameterField.named(name) else { continue }
            _ = field.set(try field.text(of: value), in: &configuration.parameters)
        }
    }

    // MARK: Lines and devices

    private mutating func readLines(_ value: DocumentValue) throws(DocumentError) {
        for (name, value) in try value.members(among: ["perPhone", "perGateway", "first", "count"]) {
            switch name {
            case "perPhone": configuration.linesPerPhone = try value.wholeNumber(in: 1...255)
            case "perGateway": configuration.linesPerGateway = try value.wholeNumber(in: 1...65_535)
            case "first": configuration.firstLine = try Self.directoryName(value)
            default: configuration.lineCount = try value.wholeNumber(in: 0...ServerConfiguration.lineCountMax)
            }
        }
    }

    private mutating func readDevices(_ value: DocumentValue) throws(DocumentError) {
        for (name, value) in try value.members() {
            guard let device = DeviceName(name) else {
                throw value.error("a device's name has 1 to 16 letters, digits and signs", allowed: nil)
            }
            var lines: [DirectoryName] = []
            var mailbox: DirectoryName?
            for (name, value) in try value.members(among: ["lines", "mailbox"]) {
                if name == "mailbox" {
                    mailbox = try Self.directoryName(value)
                } else {
                    for element in try value.elements("a list of directory names") {
                        lines.append(try Self.directoryName(element))
                    }
                }
            }
            guard !lines.isEmpty, lines.count <= 65_535 else {
                throw value.error("a device has lines of its own, or is not listed", allowed: "1 to 65535 lines")
            }
            configuration.provisioned.append(ProvisionedDevice(name: device, lines: lines, mailbox: mailbox))
        }
    }

    // MARK: Protocols

    private mutating func readSCCP(_ value: DocumentValue) throws(DocumentError) {
        let keys = [
            "keepAliveSeconds", "secondaryKeepAliveSeconds", "firstMessageSeconds", "messageSeconds", "dateTemplate",
            "firmware",
        ]
        for (name, value) in try value.members(among: keys) {
            switch name {
            case "keepAliveSeconds": configuration.sccp.keepAliveSeconds = UInt32(try value.wholeNumber(in: 1...3_600))
            case "secondaryKeepAliveSeconds":
                configuration.sccp.secondaryKeepAliveSeconds = UInt32(try value.wholeNumber(in: 1...3_600))
            case "firstMessageSeconds":
                configuration.sccp.firstMessageDeadline = .seconds(Int64(try value.wholeNumber(in: 1...3_600)))
            case "messageSeconds":
                configuration.sccp.messageDeadline = .seconds(Int64(try value.wholeNumber(in: 1...3_600)))
            case "dateTemplate": configuration.sccp.dateTemplate = try Self.text(value, byteCountMax: 5)
            default: configuration.sccp.firmware = try Self.text(value, byteCountMax: 15)
            }
        }
    }

    private mutating func readGroup(_ value: DocumentValue) throws(DocumentError) {
        for element in try value.elements("a list of controllers") {
            var name = ""
            var address: ListenAddress?
            for (key, value) in try element.members(among: ["name", "address"]) {
                if key == "name" {
                    name = try Self.text(value, byteCountMax: 47)
                } else {
                    address = try Self.address(value)
                }
            }
            guard let address, address.port > 0, !name.isEmpty else {
                throw element.error(
                    "a controller of the group has a name and an address",
                    allowed: "name, and address as ADDRESS:PORT, such as 127.0.0.2:2000")
            }
            guard configuration.sccp.group.count < 5 else {
                throw element.error("phones know five controllers of a group at most", allowed: nil)
            }
            guard let server = SCCP.ServerResponse.Server(name: name, at: address) else {
                throw element.error("phones are told IPv4 addresses", allowed: "such as 127.0.0.2:2000")
            }
            configuration.sccp.group.append(server)
        }
    }
}

// MARK: Values

extension ServerConfigurationReader {
    /// An address to listen at, or "off".
    private static func address(_ value: DocumentValue) throws(DocumentError) -> ListenAddress? {
        let text = try value.text()
        if text == "off" { return nil }
        guard let address = ListenAddress(text) else {
            throw value.error("\"\(text.prefix(60))\" is no address", allowed: "\(ListenAddress.form), or off")
        }
        return address
    }

    private static func text(_ value: DocumentValue, byteCountMax: Int) throws(DocumentError) -> String {
        let text = try value.text()
        guard (1...byteCountMax).contains(text.utf8.count), text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) else {
            throw value.error("a text is wrong", allowed: "1 to \(byteCountMax) characters of ASCII")
        }
        return text
    }

    private static func directoryName(_ value: DocumentValue) throws(DocumentError) -> DirectoryName {
        let text = try value.text()
        guard let name = DirectoryName(text) else {
            throw value.error("\"\(text.prefix(40))\" is no directory name", allowed: "1 to 15 decimal digits")
        }
        return name
    }
}

extension SCCP.ServerResponse.Server {
    /// A controller of a group; `nil` for an address that the oldest phones could not be told.
    fileprivate init?(name: String, at address: ListenAddress) {
        var number: UInt32 = 0
        let parts = address.host.split(separator: ".").compactMap { UInt32($0) }
        guard parts.count == 4 else { return nil }
        for part in parts { number = number << 8 | part }
        self.init(
            name: SCCP.FixedText(truncating: name), port: UInt32(clamping: address.port), address: .ipv4(number))
    }
}
