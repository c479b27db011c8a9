@testable import Registration

extension DeviceName {
    /// The `index`-th device of a test: a phone's name made of its number.
    static func numbered(_ index: Int) -> DeviceName { DeviceName(macAddress: UInt64(index)) }
}

extension InternalAddress {
    /// The `index`-th address of a test.
    static func numbered(_ index: Int) -> InternalAddress {
        InternalAddress(ipv4: 0x0A00_0000 | UInt32(truncatingIfNeeded: index), port: UInt16(truncatingIfNeeded: index))
    }
}

extension DirectoryName {
    /// The `index`-th eight-digit name from 10000000 on.
    static func numbered(_ index: Int) -> DirectoryName {
        DirectoryName(rawValue: 8 << 56 | UInt64(10_000_000 + index))
    }
}

extension Load {
    /// A load in which everything rests unless told otherwise; it serves a thousand a second.
    static func resting(
        queueDepth: Int = 0, processorLoad: Double = 0, serviceRate: Double = 1_000, outstandingGrants: Int = 0
    ) -> Load {
        Load(
            queueDepth: queueDepth, processorLoad: processorLoad, serviceRate: serviceRate,
            outstandingGrants: outstandingGrants)
    }
}
