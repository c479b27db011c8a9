import Documents
import Registration
import Signalling
import Testing

@testable import ControllerServer

@Suite struct ServerConfigurationTests {
    /// The configuration in a text.
    static func read(_ text: String) throws(DocumentError) -> ServerConfiguration {
        try ServerConfiguration(yaml: Array(text.utf8), file: "c.yaml")
    }

    /// Every key, each with another value than its default.
    static let full = """
        name: east-1
        listen:
          sccp: 127.0.0.2:2001
          sip: "[::1]:5070"
          admin: off
        eventLoops: 3
        capacity:
          devices: 1_000
          exchanges: 2_000
          tokenSlots: 4096
          queue: 512
        law: threshold
        discipline: strict
        parameters:
          queueDepthHigh: 300
          queueDepthLow: 200
          tokenTimeoutSeconds: 20
          retrySeconds: 5..9
          honoursPriorityTags: false
          criticalDevices:
            - SEP001122334455
            - SEP001122334456
        serviceRatePerSecondMax: 250.5
        lines:
          perPhone: 2
          perGateway: 24
          first: "0200"
          count: 500
        devices:
          SEP001122334455:
            lines: ["9001", 9002]
            mailbox: 9100
        sccp:
          keepAliveSeconds: 15
          secondaryKeepAliveSeconds: 45
          firstMessageSeconds: 4
          messageSeconds: 6
          dateTemplate: M/D/Y
          firmware: P003-1
        sip:
          minExpires: 30
          maxExpires: 7200
          defaultExpires: 1800
          firstMessageSeconds: 3
          messageSeconds: 5
          idleSeconds: 900
          digest:
            realm: example.com
            users:
              alice: correct horse
              bob: "1234"
        group:
          - {name: east-1, address: "127.0.0.2:2001"}
          - {name: east-2, address: "127.0.0.3:2000"}
        """

    @Test("Every key of a file is taken over")
    func everyKey() throws {
        let read = try Self.read(Self.full)
        #expect(read.name == "east-1")
        #expect(read.sccpAddress == ListenAddress("127.0.0.2:2001"))
        #expect(read.sipAddress == ListenAddress("[::1]:5070"))
        #expect(read.adminAddress == nil)
        #expect(read.eventLoopCount == 3)
        #expect(read.deviceCapacity == 1_000 && read.exchangeCapacity == 2_000)
        #expect(read.tokenSlots == 4_096 && read.queueCapacity == 512)
        #expect(read.law == .threshold && read.discipline == .strict)
        #expect(read.serviceRatePerSecondMax == 250.5)
        #expect(read.linesPerPhone == 2 && read.linesPerGateway == 24)
        #expect(read.firstLine == DirectoryName("0200") && read.lineCount == 500)
    }

    @Test("Parameters are read by their names, beside defaults of their own")
    func parameters() throws {
        let read = try Self.read(Self.full).parameters
        var expected = ServerConfiguration.defaultParameters
        expected.queueDepthHigh = 300
        expected.queueDepthLow = 200
        expected.tokenTimeout = .preset(.seconds(20))
        expected.retryRule = .uniform(.seconds(5), .seconds(9))
        expected.honoursPriorityTags = false
        expected.criticalDevices = [DeviceName(macAddress: 0x0011_2233_4455), DeviceName(macAddress: 0x0011_2233_4456)]
        #expect(read == expected)
    }

    @Test("Devices have the lines and the mailbox of the file")
    func devices() throws {
        let device = ProvisionedDevice(
            name: DeviceName(macAddress: 0x0011_2233_4455),
            lines: try ["9001", "9002"].map { try #require(DirectoryName($0)) }, mailbox: DirectoryName("9100"))
        #expect(try Self.read(Self.full).provisioned == [device])
    }

    @Test("The protocols' settings are taken over")
    func protocols() throws {
        let read = try Self.read(Self.full)
        #expect(read.sccp.keepAliveSeconds == 15 && read.sccp.secondaryKeepAliveSeconds == 45)
        #expect(read.sccp.firstMessageDeadline == .seconds(4) && read.sccp.messageDeadline == .seconds(6))
        #expect(read.sccp.dateTemplate == "M/D/Y" && read.sccp.firmware == "P003-1")
        #expect(
            read.sip.expiry == SIPExpiryRule(minSeconds: 30, maxSeconds: 7_200, defaultSeconds: 1_800))
        #expect(read.sip.firstMessageDeadline == .seconds(3) && read.sip.messageDeadline == .seconds(5))
        #expect(read.sip.idle == .seconds(900))
        #expect(read.sccp.group.map(\.port) == [2_001, 2_000])
        #expect(read.sccp.group.map(\.address) == [.ipv4(0x7F00_0002), .ipv4(0x7F00_0003)])
    }

    @Test("Users are known by their passwords")
    func users() throws {
        let accounts = try #require(try Self.read(Self.full).accounts)
        #expect(accounts.count == 2)
        #expect(!accounts.credential(of: "alice", .sha256).isDecoy)
        #expect(accounts.credential(of: "carol", .sha256).isDecoy)
        let same = try SIPAccounts(realm: "example.com", users: [("bob", "1234"), ("alice", "correct horse")])
        #expect(accounts.fingerprint == same.fingerprint)
    }

    @Test("An empty file is a laboratory on this machine", arguments: ["", "# nothing\n", "\n\n", "---\n", "{}"])
    func empty(text: String) throws {
        let read = try Self.read(text)
        #expect(read.keysThatNeedRestart(comparedWith: ServerConfiguration()) == [])
        #expect(read.parameters == ServerConfiguration.defaultParameters)
        #expect(read.serviceRatePerSecondMax == 0)
        #expect(read.sccpAddress == ListenAddress("127.0.0.1:2000"))
        #expect(read.sipAddress == ListenAddress("127.0.0.1:5060"))
        #expect(read.adminAddress == ListenAddress("127.0.0.1:8080"))
        #expect(read.accounts == nil)
    }

    @Test("Retry times that wires carry are whole seconds by default, one at least")
    func wholeSeconds() {
        let parameters = ServerConfiguration.defaultParameters
        #expect(parameters.retryGranularity == .seconds(1) && parameters.retryMin == .seconds(1))
    }

    @Test("Each law makes a core with each discipline", arguments: AdmissionLaw.allCases, Discipline.allCases)
    func cores(law: AdmissionLaw, discipline: Discipline) throws {
        let text = "law: \(law.rawValue)\ndiscipline: \(discipline.rawValue)\ncapacity: {devices: 100, queue: 64}\n"
        let core = try Self.read(text).makeCore(hashSeed: 7)
        #expect(core.queueDepths == [0, 0, 0])
        #expect(core.byteCount > 0)
    }

    @Test("What the most and largest devices of a file could need stays within the most lines that are handed out")
    func lineBound() {
        var configuration = ServerConfiguration()
        configuration.deviceCapacity = 16_777_216
        configuration.linesPerPhone = 255
        configuration.linesPerGateway = 65_535
        #expect(configuration.coreConfiguration(hashSeed: 7).plan.poolCount == ServerConfiguration.lineCountMax)
    }
}
