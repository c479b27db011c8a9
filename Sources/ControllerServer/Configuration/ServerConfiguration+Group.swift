internal import Signalling

extension ServerConfiguration {
    /// A controller of the group, as phones are told of it.
    public struct GroupMember: Hashable, Sendable {
        /// Its name.
        public let name: String
        /// Its IPv4 address, network order read as a number.
        public let ipv4Address: UInt32
        /// Where it speaks SCCP.
        public let sccpPort: UInt16
    }

    /// The controllers of the group in the order of preference, five at most.
    public var groupMembers: [GroupMember] {
        sccp.group.compactMap { server in
            guard case .ipv4(let address) = server.address else { return nil }
            return GroupMember(
                name: server.name.description, ipv4Address: address, sccpPort: UInt16(clamping: server.port))
        }
    }
}
