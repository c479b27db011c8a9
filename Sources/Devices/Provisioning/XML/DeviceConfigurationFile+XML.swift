internal import Registration

extension DeviceConfigurationFile {
    /// Reads the file of a device.
    ///
    /// - Throws: ``ProvisioningFileError``; no bytes trap.
    public init(xml bytes: some Collection<UInt8>) throws(ProvisioningFileError) {
        let device = try ProvisioningXML.read(DeviceElement.self, root: "device", from: bytes)
        guard let pool = device.devicePool else { throw .missing(element: "devicePool") }
        guard let group = pool.callManagerGroup else { throw .missing(element: "callManagerGroup") }
        self.init(
            controllers: try group.controllers(), firmware: try Self.firmware(device.loadInformation),
            connectionMonitor: try Self.span(pool.connectionMonitorDuration))
    }

    /// The file of a device.
    public func xmlBytes() throws(ProvisioningFileError) -> [UInt8] {
        let seconds = try connectionMonitor.map { span throws(ProvisioningFileError) in try Self.text(of: span) }
        return try ProvisioningXML.write(
            DeviceElement(
                devicePool: DevicePoolElement(
                    callManagerGroup: CiscoElements.CallManagerGroup(controllers),
                    connectionMonitorDuration: seconds),
                loadInformation: firmware?.name),
            root: "device")
    }

    private static func firmware(_ text: String?) throws(ProvisioningFileError) -> FirmwareVersion? {
        guard let text = CiscoElements.value(text) else { return nil }
        guard let firmware = FirmwareVersion(text) else { throw .badValue(element: "loadInformation", value: text) }
        return firmware
    }

    private static func span(_ text: String?) throws(ProvisioningFileError) -> Nanoseconds? {
        guard let text = CiscoElements.value(text) else { return nil }
        guard let seconds = Int64(text), seconds >= 0, .seconds(seconds) <= connectionMonitorMax else {
            throw .badValue(element: "connectionMonitorDuration", value: text)
        }
        return .seconds(seconds)
    }

    private static func text(of span: Nanoseconds) throws(ProvisioningFileError) -> String {
        let seconds = span.roundedUp(toMultipleOf: .seconds(1))
        guard seconds >= .zero, seconds <= connectionMonitorMax else {
            throw .badValue(element: "connectionMonitorDuration", value: "\(span.seconds)")
        }
        return String(seconds.count / 1_000_000_000)
    }
}

/// `device`, the root.
private struct DeviceElement: Codable {
    var devicePool: DevicePoolElement?
    var loadInformation: String?
}

/// `devicePool`.
private struct DevicePoolElement: Codable {
    var callManagerGroup: CiscoElements.CallManagerGroup?
    var connectionMonitorDuration: String?
}
