import Devices
import Provisioning
import Registration

/// Steps 152 to 158 of figure 7: address and configuration.
extension PhoneSession {
    /// Asks for an address, and gives it to the interface.
    func requestAddress() {
        do throws(DHCPFailure) {
            take(try client(attemptsMax: 3).lease(clock: parts.clock, random: &random, isCancelled: parts.isCancelled))
        } catch {
            say("no lease: \(error)")
        }
    }

    private func client(attemptsMax: Int) -> DHCPClient {
        var schedule = RetransmissionSchedule.dhcp
        schedule.attemptsMax = attemptsMax
        return DHCPClient(parts.interface, as: parts.hardwareAddress, schedule: schedule)
    }

    private func take(_ lease: AddressLease) {
        do throws(SocketError) {
            try parts.interface.configure(lease)
        } catch {
            return say("no lease: \(error)")
        }
        self.lease = lease
        setLeaseTimes(lease)
        let servers = lease.fileServersInOrder.map { server in
            switch server {
            case .address(let address): "\(address)"
            case .name(let name): "\(name)"
            }
        }
        var text = "lease \(lease.address)"
        if let mask = lease.subnetMask { text += ", mask \(mask)" }
        if let router = lease.routers.first { text += ", router \(router)" }
        text += ", files at \(servers.isEmpty ? "nowhere" : servers.joined(separator: " and "))"
        if let duration = lease.duration, duration != AddressLease.unlimited {
            text += ", for \(duration.count / 1_000_000_000) s"
        }
        say(text)
        note(.addressReceived)
    }

    /// Half of the time, and its end (RFC 2131 section 4.4.5).
    private func setLeaseTimes(_ lease: AddressLease) {
        guard let duration = lease.duration, duration != AddressLease.unlimited else { return leaseTimes = nil }
        leaseTimes = (now + Nanoseconds(duration.count / 2), now + duration)
    }

    /// Asks to keep the address when it is time to, and starts again when it is the phone's no longer; `false` when neither was due.
    func keepLease() -> Bool {
        guard let lease, let times = leaseTimes, now >= times.renewal else { return false }
        do throws(DHCPFailure) {
            let renewed = try client(attemptsMax: 1).lease(
                keeping: lease.address, clock: parts.clock, random: &random, isCancelled: parts.isCancelled)
            self.lease = renewed
            setLeaseTimes(renewed)
            say("lease \(renewed.address) renewed")
        } catch {
            guard error != .refused, now < times.end else {
                say("lease \(lease.address) lost: \(error)")
                startAgain()
                return true
            }
            // Again after half of what is left, but not more often than once a minute.
            let wait = max(Nanoseconds((times.end - now).count / 2), .seconds(60))
            leaseTimes = (min(now + wait, times.end), times.end)
        }
        return true
    }

    /// Asks each file server for the phone's own file, and for that of phones without one.
    func requestConfiguration() {
        guard let lease else { return }
        for server in lease.fileServersInOrder where !parts.isCancelled() {
            let address: IPv4Address?
            switch server {
            case .address(let known): address = known
            case .name(let name): address = HostLookup.address(of: name)
            }
            guard let address else {
                say("no file: nobody knows the file server's address")
                continue
            }
            if let found = configuration(at: address) { return configure(found) }
        }
        if lease.fileServersInOrder.isEmpty { say("no file: the lease names no file server") }
    }

    /// What a file says.
    private struct Configuration {
        let controllers: ControllerList
        let connectionMonitor: Nanoseconds?
    }

    private func configuration(at server: IPv4Address) -> Configuration? {
        let own = DeviceConfigurationFile.fileName(for: parts.hardwareAddress.deviceName)
        do {
            let client = TFTPClient(IPv4Endpoint(server, port: TFTPClient.port))
            do {
                let bytes = try client.file(
                    own, clock: parts.clock, random: &random, isCancelled: parts.isCancelled)
                let file = try DeviceConfigurationFile(xml: bytes)
                say("file \(own) from \(server), \(bytes.count) bytes")
                return Configuration(controllers: file.controllers, connectionMonitor: file.connectionMonitor)
            } catch TFTPFailure.refused(.fileNotFound, _) {
                let name = DefaultConfigurationFile.fileName
                let bytes = try client.file(
                    name, clock: parts.clock, random: &random, isCancelled: parts.isCancelled)
                let file = try DefaultConfigurationFile(xml: bytes)
                say("file \(name) from \(server), \(bytes.count) bytes: there is none of its own")
                return Configuration(controllers: file.controllers, connectionMonitor: nil)
            }
        } catch {
            say("no file from \(server): \(error)")
            return nil
        }
    }

    private func configure(_ configuration: Configuration) {
        controllers = Array(configuration.controllers.endpoints.prefix(ControllerAssignment.countMax))
        connectionMonitor = configuration.connectionMonitor ?? connectionMonitor
        say("controllers \(controllers.map { "\($0.host):\($0.sccpPort)" }.joined(separator: ", "))")
        let assignment = ControllerAssignment(
            primary: 0, secondary: controllers.count > 1 ? 1 : nil, tertiary: controllers.count > 2 ? 2 : nil)
        // The machine compares versions as numbers; the phone loads no firmware, and has version 0.
        note(.configurationReceived(DeviceConfiguration(firmware: 0, controllers: assignment)))
    }
}
