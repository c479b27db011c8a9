import Testing

@testable import Workload

@Suite struct FaultDescriptionTests {
    private static func fault(
        _ kind: FaultDescription.Kind, value: Double = 0, start: Double, length: Double = 0, controller: Int? = nil
    ) -> FaultDescription {
        var fault = FaultDescription(kind: kind, start: start)
        (fault.value, fault.length, fault.controller) = (value, length, controller)
        return fault
    }

    @Test(
        "What can be said on the command line",
        arguments: [
            ("crash@400+30/1", fault(.crash, start: 400, length: 30, controller: 1)),
            ("slowDown=0.5@360+60", fault(.slowDown, value: 0.5, start: 360, length: 60)),
            ("clockStep=-30@100", fault(.clockStep, value: -30, start: 100)),
            ("wanFlap@0.5+1.5/0", fault(.wanFlap, start: 0.5, length: 1.5, controller: 0)),
            ("messageLoss=1@0", fault(.messageLoss, value: 1, start: 0)),
        ])
    func valid(text: String, expected: FaultDescription) throws {
        #expect(try FaultDescription(parsing: text) == expected)
    }

    @Test(
        "What cannot be read says why",
        arguments: [
            ("", "a time is missing"), ("crash", "a time is missing"), ("crsh@5", "did you mean crash?"),
            ("crash@", "the start is no time"), ("crash@-5", "the start is no time"),
            ("crash@x", "the start is no time"),
            ("crash@1e5", "the start is no time"), ("crash@5+", "the length is no time"),
            ("crash@5+-1", "the length is no time"), ("crash@5/", "the controller is no number"),
            ("crash@5/-1", "the controller is no number"), ("crash=1@5", "crash takes no value"),
            ("crash=@5", "crash takes no value"), ("slowDown@5", "slowDown needs a factor"),
            ("slowDown=x@5", "slowDown needs a factor"), ("keepAliveLoss@5", "keepAliveLoss needs a share"),
            ("crash@5" + String(repeating: "0", count: 300), "too long"),
        ])
    func invalid(text: String, problem: String) {
        let error = #expect(throws: FaultDescription.SyntaxError.self) { try FaultDescription(parsing: text) }
        #expect(error?.description.contains(problem) == true, "\(error?.description ?? "")")
        #expect(error?.description.contains("Allowed: ") == true)
    }
}
