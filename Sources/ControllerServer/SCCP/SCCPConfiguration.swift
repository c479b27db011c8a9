internal import Registration
internal import Signalling

/// What a registered device asks for: its lines, its buttons, its keys (row S11).
///
/// Made of what the core assigned; the answers are spelled out when they are asked for, so that an idle device costs a few words.
struct SCCPConfiguration: Hashable, Sendable {
    private let device: DeviceName
    private let lines: AssignedLines
    private let hasMessagesButton: Bool

    /// The configuration that came with a registration.
    init(_ acknowledgment: RegistrationAcknowledgment) {
        device = acknowledgment.device
        lines = acknowledgment.lines
        hasMessagesButton = acknowledgment.template.hasMessagesButton
    }

    /// The buttons: the lines first, then the messages. What does not fit into the one message that phones ask for is told by the total.
    func buttonTemplate() -> SCCP.ButtonTemplate {
        var buttons = SCCP.FixedList<42, SCCP.ButtonTemplate.Button>()
        for line in 0..<min(lines.count, 42) {
            buttons.append(SCCP.ButtonTemplate.Button(instance: UInt8(line + 1), use: .line))
        }
        if hasMessagesButton { buttons.append(SCCP.ButtonTemplate.Button(instance: 1, use: .voicemail)) }
        let total = lines.count + (hasMessagesButton ? 1 : 0)
        return SCCP.ButtonTemplate(buttons: buttons, total: UInt32(clamping: total))
    }

    /// How many lines there are, and who the phone's controller is.
    func configStat(serverName: String) -> SCCP.ConfigStat {
        SCCP.ConfigStat(
            station: SCCP.StationIdentifier(deviceName: device),
            serverName: SCCP.FixedText(truncating: serverName), lineCount: UInt32(clamping: lines.count),
            speedDialCount: 0)
    }

    /// A line, from 1; without a name where the device has no such line, as phones ask for each button that they have.
    func lineStat(_ number: UInt32, in core: any ControllerCore) -> SCCP.LineStat {
        let name = directoryName(number, in: core).map { $0.description } ?? ""
        return SCCP.LineStat(
            number: number, directoryName: SCCP.FixedText(truncating: name),
            fullName: SCCP.FixedText(truncating: name), label: SCCP.FixedText(truncating: name))
    }

    private func directoryName(_ number: UInt32, in core: any ControllerCore) -> DirectoryName? {
        guard number >= 1, Int(number) <= lines.count else { return nil }
        if lines.arePooled { return lines.first.advanced(by: UInt64(number) - 1) }
        let names = core.directoryNames(of: lines, for: device)
        return Int(number) <= names.count ? names[Int(number) - 1] : nil
    }

    // MARK: Soft keys

    /// The keys that there are: what a phone needs to make and take a call.
    static func softKeyTemplate() -> SCCP.SoftKeyTemplate {
        var keys = SCCP.FixedList<32, SCCP.SoftKeyTemplate.Key>()
        for (label, event) in Self.softKeys {
            keys.append(SCCP.SoftKeyTemplate.Key(label: SCCP.FixedText(truncating: label), event: event))
        }
        return SCCP.SoftKeyTemplate(keys: keys)
    }

    /// Which keys are shown when: while nothing happens, in a call, on hold, while it rings, and off hook.
    static func softKeySets() -> SCCP.SoftKeySets {
        var sets = SCCP.FixedList<16, SCCP.SoftKeySets.KeySet>()
        for places in Self.softKeyPlaces {
            sets.append(
                SCCP.SoftKeySets.KeySet(
                    templateIndices: SCCP.FixedArray { place in place < places.count ? places[place] : 0 },
                    // Texts that explain keys stand in the phone from 301 on.
                    explanationIndices: SCCP.FixedArray { place in
                        place < places.count ? 300 + UInt16(places[place]) : 0
                    }))
        }
        return SCCP.SoftKeySets(sets: sets)
    }

    /// Labels, and the event that the phone sends for each.
    private static let softKeys: [(String, UInt32)] = [
        ("Redial", 1), ("NewCall", 2), ("Hold", 3), ("EndCall", 9), ("Resume", 10), ("Answer", 11),
    ]

    /// By set; a key is named by its place in ``softKeys``, from 1.
    private static let softKeyPlaces: [[UInt8]] = [[1, 2], [3, 4], [5, 2], [6, 4], [1, 4]]
}
