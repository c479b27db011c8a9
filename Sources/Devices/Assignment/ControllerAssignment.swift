/// The controllers of one device, best first: primary, secondary, tertiary (rows S14, S17, S18). Four bytes.
public struct ControllerAssignment: Hashable, Sendable, BitwiseCopyable {
    /// How many controllers the device knows, 1 to 3.
    public let count: UInt8
    private let identifiers: (UInt8, UInt8, UInt8)

    /// The largest number of controllers that one device knows.
    public static var countMax: Int { 3 }

    /// Controllers by their index in the cluster; the backups may be absent, and each differs from those before it.
    public init(primary: UInt8, secondary: UInt8? = nil, tertiary: UInt8? = nil) {
        precondition(secondary != nil || tertiary == nil, "a tertiary controller comes after a secondary one")
        precondition(secondary != primary && (tertiary == nil || tertiary != primary), "controllers differ")
        precondition(secondary == nil || tertiary != secondary, "controllers differ")
        identifiers = (primary, secondary ?? 0, tertiary ?? 0)
        count = tertiary != nil ? 3 : secondary != nil ? 2 : 1
    }

    /// The controller in `slot`: 0 is the primary, 1 the secondary, 2 the tertiary.
    public subscript(slot: ControllerSlot) -> UInt8 {
        switch slot.rawValue {
        case 0: identifiers.0
        case 1: identifiers.1
        default: identifiers.2
        }
    }

    /// The slot of `controller`, `nil` when it is none of the device's.
    public func slot(of controller: UInt8) -> ControllerSlot? {
        if identifiers.0 == controller { return .primary }
        if count > 1, identifiers.1 == controller { return .secondary }
        if count > 2, identifiers.2 == controller { return .tertiary }
        return nil
    }

    /// Two assignments are equal when they name the same controllers in the same order.
    public static func == (a: ControllerAssignment, b: ControllerAssignment) -> Bool {
        a.count == b.count && a.identifiers == b.identifiers
    }

    /// Feeds what equality compares.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(count)
        hasher.combine(identifiers.0)
        hasher.combine(identifiers.1)
        hasher.combine(identifiers.2)
    }
}

/// A device's rank of a controller: primary, secondary or tertiary.
public struct ControllerSlot: RawRepresentable, Hashable, Comparable, Sendable, BitwiseCopyable {
    /// 0 for the primary, 1 for the secondary, 2 for the tertiary.
    public let rawValue: UInt8

    /// The slot of this rank.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The best controller.
    public static var primary: ControllerSlot { ControllerSlot(rawValue: 0) }
    /// The first backup.
    public static var secondary: ControllerSlot { ControllerSlot(rawValue: 1) }
    /// The second backup.
    public static var tertiary: ControllerSlot { ControllerSlot(rawValue: 2) }

    /// The better controller is the smaller.
    public static func < (a: ControllerSlot, b: ControllerSlot) -> Bool { a.rawValue < b.rawValue }
}
