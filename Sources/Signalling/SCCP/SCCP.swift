/// The Skinny Client Control Protocol: what phones and their controller say to each other over TCP port 2000.
///
/// Pure functions over buffers: nothing here reads or writes a socket, and nothing allocates. Bytes of a stream become frames,
/// a frame's body becomes a message of the kind that its header names, and a message becomes bytes:
///
///     switch SCCP.FrameScanner().scan(received) {
///     case .incomplete: break                                      // read more first
///     case .frame(let header, let byteCount):
///         let body = received.extracting(SCCP.Header.byteCount..<byteCount)
///         if header.kind == .registerTokenRequest {
///             let request = try SCCP.RegisterTokenRequest(parsing: body, of: header)
///             try SCCP.RegisterTokenReject(waitSeconds: 30).encode(into: &output)
///         }
///     case .failure: break                                         // close: the stream is lost
///     }
///
/// No bytes of a peer can trap: what is too short or makes no sense is a typed error, and what is longer than known is read as far
/// as it is known, since newer phones append fields. Both sides are here, so that the load generator speaks as a phone with
/// the same code. Integers are little-endian, but IP addresses are in network order.
///
/// Neither a token nor its lifetime is on the wire: a grant is ``Signal`` of kind ``MessageKind/registerTokenAck``, a denial is
/// ``RegisterTokenReject`` with whole seconds, and the token is the controller's own record of the device.
///
/// Sources: Wireshark's description of the protocol (`SkinnyProtocolOptimized.xml`), and for the forms that real phones send, the
/// structures of chan-sccp and FreeSWITCH's mod_skinny. Where they differ, the type concerned says so.
public enum SCCP {}
