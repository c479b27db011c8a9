internal import Devices
internal import Glibc
internal import Registration

/// Bytes to and from connections that are there.
extension StreamLink {
    private func party(_ connection: Connection, at now: Int64) -> StreamParty {
        StreamParty(
            device: Int(connection.device), controller: Int(connection.controller),
            localAddress: connection.localAddress, now: now)
    }

    // MARK: To the controller

    /// Writes a message to a connection.
    func write(_ message: DeviceMessage, _ place: Int, at now: Int64) {
        guard let connection = connections[place] else { return }
        var session = connection.session
        outgoing.clear()
        dialogue.write(
            StreamMessage(message: message, deviceClass: connection.deviceClass, party: party(connection, at: now)),
            &session, into: outgoing)
        connections[place]?.session = session
        sendOutgoing(place)
    }

    /// Sends what is in ``outgoing``, behind what waits already.
    private func sendOutgoing(_ place: Int) {
        guard outgoing.count > 0, let connection = connections[place] else { return }
        guard connection.outgoing.isEmpty else {
            connections[place]?.outgoing += outgoing.bytes(from: 0)
            return
        }
        let sent = outgoing.send(over: connection.descriptor)
        if sent == outgoing.count { return }
        guard sent >= 0 || sent == -Int(EAGAIN) else { return end(place, Int32(-sent)) }
        linkCounts.blocked += 1
        keep(outgoing.bytes(from: max(sent, 0)), place)
    }

    /// Keeps bytes that the system did not take, until it takes more.
    private func keep(_ bytes: [UInt8], _ place: Int) {
        guard let connection = connections[place] else { return }
        connections[place]?.outgoing = bytes
        _ = readiness.watch(
            connection.descriptor, tag: tag(place, connection.generation), wantsWriting: !bytes.isEmpty, isNew: false)
    }

    /// Sends what waits.
    func writeRest(_ place: Int) {
        guard let connection = connections[place] else { return }
        outgoing.clear()
        outgoing.append(connection.outgoing)
        let sent = outgoing.send(over: connection.descriptor)
        guard sent >= 0 || sent == -Int(EAGAIN) else { return end(place, Int32(-sent)) }
        keep(Array(connection.outgoing.dropFirst(max(sent, 0))), place)
        if let left = connections[place], left.isLeaving, left.outgoing.isEmpty {
            shutdown(left.descriptor, Int32(SHUT_WR))
        }
    }

    // MARK: From the controller

    /// Reads what has come, and hears all messages in it.
    func read(_ place: Int, at now: Int64, into heard: inout [HeardMessage]) {
        guard let connection = connections[place] else { return }
        incoming.clear()
        incoming.append(connection.incoming)
        let count = incoming.receive(over: connection.descriptor)
        guard count > 0 else {
            if count != -Int(EAGAIN) { end(place, count < 0 ? Int32(-count) : ECONNRESET) }
            return
        }
        var session = connection.session
        outgoing.clear()
        let party = party(connection, at: now)
        let read: Int? = incoming.read { bytes in
            do throws(StreamFault) {
                return try dialogue.read(bytes, of: party, &session, into: &heard, answers: outgoing)
            } catch {
                return nil
            }
        }
        guard let read else {
            linkCounts.malformed += 1
            return remove(place)
        }
        connections[place]?.session = session
        connections[place]?.incoming = incoming.bytes(from: read)
        sendOutgoing(place)
    }

    /// The other side ended the connection, or it failed. Not counted where the device was leaving.
    private func end(_ place: Int, _ code: Int32) {
        if connections[place]?.isLeaving == false {
            switch code {
            case ECONNRESET, EPIPE: linkCounts.connectionsLost += 1
            default: linkCounts.failures[code, default: 0] += 1
            }
        }
        remove(place)
    }
}
