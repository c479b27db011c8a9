extension DefaultConfigurationFile {
    /// Reads the file of defaults.
    ///
    /// - Throws: ``ProvisioningFileError``; no bytes trap.
    public init(xml bytes: some Collection<UInt8>) throws(ProvisioningFileError) {
        let root = try ProvisioningXML.read(DefaultElement.self, root: "Default", from: bytes)
        guard let group = root.callManagerGroup else { throw .missing(element: "callManagerGroup") }
        self.init(controllers: try group.controllers())
        for (name, element) in root.firmware {
            guard let type = Self.type(ofElement: name) else { continue }
            let text = CiscoElements.value(element.text) ?? ""
            guard let version = FirmwareVersion(text) else { throw .badValue(element: name, value: text) }
            firmware[type] = ModelFirmware(version: version, model: CiscoElements.value(element.model))
        }
    }

    /// The file of defaults; models in the order of their types.
    public func xmlBytes() throws(ProvisioningFileError) -> [UInt8] {
        let elements = firmware.sorted { $0.key < $1.key }.map { type, firmware in
            (
                Self.elementPrefix + String(type),
                CiscoElements.Firmware(model: firmware.model, text: firmware.version.name)
            )
        }
        return try ProvisioningXML.write(
            DefaultElement(callManagerGroup: CiscoElements.CallManagerGroup(controllers), firmware: elements),
            root: "Default")
    }

    fileprivate static var elementPrefix: String { "loadInformation" }

    /// The type in an element's name, in decimal without leading zeros; `nil` for other elements.
    private static func type(ofElement name: String) -> UInt32? {
        let digits = name.dropFirst(elementPrefix.count)
        guard let type = UInt32(digits), String(type) == digits else { return nil }
        return type
    }
}

/// `Default`, the root. The names of its firmware elements end in the type that they are for.
private struct DefaultElement: Codable {
    var callManagerGroup: CiscoElements.CallManagerGroup?
    /// In the order of the file.
    var firmware: [(name: String, element: CiscoElements.Firmware)]

    private static let groupKey = CiscoElements.Key("callManagerGroup")

    init(callManagerGroup: CiscoElements.CallManagerGroup, firmware: [(String, CiscoElements.Firmware)]) {
        self.callManagerGroup = callManagerGroup
        self.firmware = firmware.map { (name: $0.0, element: $0.1) }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CiscoElements.Key.self)
        callManagerGroup = try container.decodeIfPresent(
            CiscoElements.CallManagerGroup.self, forKey: Self.groupKey)
        firmware = []
        for key in container.allKeys where key.stringValue.hasPrefix(DefaultConfigurationFile.elementPrefix) {
            firmware.append((key.stringValue, try container.decode(CiscoElements.Firmware.self, forKey: key)))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CiscoElements.Key.self)
        try container.encode(callManagerGroup, forKey: Self.groupKey)
        for (name, element) in firmware { try container.encode(element, forKey: CiscoElements.Key(name)) }
    }
}
