import Signalling
import Testing

@testable import ControllerServer

@Suite struct SCCPReactionTests {
    /// The table once more, in the test's own words: what each message does, by state in the order of ``SCCPState``.
    private static func expected(_ kind: SCCP.MessageKind) -> [SCCPReaction] {
        func all(_ reaction: SCCPReaction) -> [SCCPReaction] { Array(repeating: reaction, count: 4) }
        func served(_ configuring: SCCPReaction, _ registered: SCCPReaction) -> [SCCPReaction] {
            [.ignoreUnexpected, .ignoreUnexpected, configuring, registered]
        }
        switch kind {
        case .keepAlive: return all(.acknowledge)
        case .alarm: return all(.note)
        case .registerTokenRequest, .spcpRegisterTokenRequest: return all(.decideToken)
        case .registerRequest: return [.decideRegistration, .wait, .decideRegistration, .decideRegistration]
        case .unregisterRequest: return all(.unregister)
        case .versionRequest, .serverRequest: return all(.answer)
        case .capabilitiesResponse: return served(.note, .note)
        case .timeDateRequest: return served(.complete, .answer)
        case .registerAvailableLines: return served(.complete, .note)
        case .buttonTemplateRequest, .softKeyTemplateRequest, .softKeySetRequest, .configStatRequest,
            .lineStatRequest, .forwardStatRequest, .speedDialStatRequest:
            return served(.answer, .answer)
        case .registerAck, .forwardStat, .speedDialStat, .lineStat, .configStat, .defineTimeDate, .buttonTemplate,
            .versionResponse, .capabilitiesRequest, .registerReject, .serverResponse, .reset, .keepAliveAck,
            .softKeyTemplate, .softKeySets, .unregisterAck, .registerTokenAck, .registerTokenReject,
            .configStatDynamic, .lineStatDynamic, .speedDialStatDynamic, .spcpRegisterTokenAck,
            .spcpRegisterTokenReject:
            return all(.close)
        }
    }

    @Test("Each message does in each state what the table says", arguments: SCCP.MessageKind.allCases)
    func known(kind: SCCP.MessageKind) {
        #expect(SCCPState.allCases.map { SCCPReaction(to: kind, in: $0) } == Self.expected(kind))
    }

    @Test("An unknown message is ignored in each state", arguments: SCCPState.allCases)
    func unknown(state: SCCPState) {
        #expect(SCCPReaction(to: nil, in: state) == .ignoreUnknown)
    }
}
