import Registration
import Testing

@Suite struct ParameterFieldTests {
    private static let names = ParameterField.all.map(\.name)

    @Test("Every field reads back what it was set to, and what it reads sets nothing else", arguments: names)
    func roundTrip(name: String) throws {
        let field = try #require(ParameterField.named(name))
        var taken = 0
        for text in ["0.5", "7", "true", "false", "refused", "staggered", "1.5..4", "none", "", "SEP001122334455"] {
            var parameters = Parameters()
            guard field.set(text, in: &parameters) else { continue }
            taken += 1
            #expect(field.text(in: parameters) == text)
            let before = parameters
            #expect(set(field, field.text(in: parameters), in: &parameters))
            #expect(parameters == before)
        }
        #expect(taken > 0)
    }

    private func set(_ field: ParameterField, _ text: String, in parameters: inout Parameters) -> Bool {
        field.set(text, in: &parameters)
    }

    @Test("Nonsense is refused and changes nothing", arguments: names)
    func nonsense(name: String) throws {
        let field = try #require(ParameterField.named(name))
        var parameters = Parameters()
        for text in ["nonsense of many words", "-1", "1e999", "nan", "5..1"] where field.set(text, in: &parameters) {
            #expect(name == "criticalDevices", "\(text)")
            parameters = Parameters()
        }
        #expect(parameters == Parameters())
        #expect(!field.allowed.isEmpty)
    }

    @Test("Names are told apart, and a name that is none is not found")
    func distinct() {
        #expect(Set(Self.names).count == Self.names.count)
        #expect(ParameterField.named("tokenTimeout") == nil)
    }

    @Test("The token timeout is one span, or grows with the queue up to another")
    func tokenTimeout() throws {
        let timeout = try #require(ParameterField.named("tokenTimeoutSeconds"))
        let most = try #require(ParameterField.named("tokenTimeoutMaxSeconds"))
        var parameters = Parameters()
        let taken = [timeout.set("20", in: &parameters), most.set("60", in: &parameters)]
        #expect(taken == [true, true])
        #expect(parameters.tokenTimeout == .dynamic(base: .seconds(20), max: .seconds(60)))
        let again = [timeout.set("30", in: &parameters), most.set("none", in: &parameters)]
        #expect(again == [true, true])
        #expect(parameters.tokenTimeout == .preset(.seconds(30)))
    }

    @Test("Critical devices are names with commas between; one that is no name refuses all")
    func criticalDevices() throws {
        let field = try #require(ParameterField.named("criticalDevices"))
        var parameters = Parameters()
        let taken = field.set("SEP000000000001, 1002 ,alice", in: &parameters)
        #expect(taken && parameters.criticalDevices.count == 3)
        #expect(field.text(in: parameters) == "1002,SEP000000000001,alice")
        let refused = field.set("bob,a name that is too long", in: &parameters)
        #expect(!refused && parameters.criticalDevices.count == 3)
    }
}
