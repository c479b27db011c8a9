internal import Registration
internal import Signalling

/// A message of a capture that says something of who comes.
enum CapturedMessage: Hashable, Sendable {
    /// A device asks for a token. The order tells a request from the same one sent again; SCCP has none.
    case token(DeviceName, DeviceClass, order: SIPRequestOrder?)
    /// A device asks to be registered.
    case registration(DeviceName, DeviceClass, Attempt)
    /// The registration that was asked for in this conversation is there.
    case acknowledged(Conversation, number: UInt32?, seconds: UInt32?)
    /// A device leaves: by its name, or by the conversation that it registered in.
    case leave(DeviceName?, Conversation?)
    /// A phone that is registered elsewhere looks whether this controller is there, or somebody asks what is bound.
    case look
    /// A message of these protocols that is about something else, or an answer that settles nothing.
    case other
    /// What cannot be read as what it should be.
    case unreadable

    /// A request to be registered.
    struct Attempt: Hashable, Sendable {
        /// Where it was made.
        var conversation: Conversation
        /// Its number in the conversation; `nil` where the protocol has none.
        var number: UInt32?
        /// The user that it is for, where a device may have several; empty otherwise.
        var user = ""
        /// How long it shall last; `nil` where the request does not say it.
        var seconds: UInt32?
    }
}

/// What requests of one registration have in common: in SIP the Call-ID, by 64 bits of a hash, in SCCP the TCP connection.
enum Conversation: Hashable, Sendable {
    case sip(callID: UInt64)
    case sccp(stream: UInt64)
}
