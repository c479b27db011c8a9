extension ServerConfiguration {
    /// The keys of what differs in `other` and cannot be changed while a server runs.
    func keysThatNeedRestart(comparedWith other: ServerConfiguration) -> [String] {
        let differences: [(String, Bool)] = [
            ("name", name != other.name),
            (
                "listen",
                sccpAddress != other.sccpAddress || sipAddress != other.sipAddress || adminAddress != other.adminAddress
            ),
            ("eventLoops", eventLoopCount != other.eventLoopCount),
            (
                "capacity",
                deviceCapacity != other.deviceCapacity || exchangeCapacity != other.exchangeCapacity
                    || tokenSlots != other.tokenSlots || queueCapacity != other.queueCapacity
            ),
            ("law", law != other.law), ("discipline", discipline != other.discipline),
            (
                "lines",
                linesPerPhone != other.linesPerPhone || linesPerGateway != other.linesPerGateway
                    || firstLine != other.firstLine || lineCount != other.lineCount
            ),
            ("devices", provisioned != other.provisioned),
            ("sccp", !sccp.isEqual(to: other.sccp)), ("sip", !sip.isEqual(to: other.sip)),
            ("sip.digest", accounts?.fingerprint != other.accounts?.fingerprint),
            ("group", sccp.group != other.sccp.group),
        ]
        return differences.filter(\.1).map(\.0)
    }
}

extension SCCPSettings {
    /// Whether both say the same, clocks, names and groups aside.
    fileprivate func isEqual(to other: SCCPSettings) -> Bool {
        keepAliveSeconds == other.keepAliveSeconds && secondaryKeepAliveSeconds == other.secondaryKeepAliveSeconds
            && firstMessageDeadline == other.firstMessageDeadline && messageDeadline == other.messageDeadline
            && dateTemplate == other.dateTemplate && firmware == other.firmware
    }
}

extension SIPSettings {
    /// Whether both say the same, clocks and secrets aside.
    fileprivate func isEqual(to other: SIPSettings) -> Bool {
        expiry == other.expiry && firstMessageDeadline == other.firstMessageDeadline
            && messageDeadline == other.messageDeadline && idle == other.idle
    }
}
