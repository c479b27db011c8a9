import Testing

@testable import loadgen

@Suite struct RepeatCommandTests {
    @Test(
        "What says where results go is left out, the rest is as a shell reads it",
        arguments: [
            (["run", "--rate", "500"], "loadgen run --rate 500"),
            (["run", "--json", "a b.json", "--quiet", "--html=r.html", "--seed", "2"], "loadgen run --seed 2"),
            (["storm", "--objective", "T99<120s"], "loadgen storm --objective 'T99<120s'"),
            (["run", "it's.yaml", ""], #"loadgen run 'it'\''s.yaml' ''"#),
            (["run", "--password", "secret", "--devices", "5"], "loadgen run --password ... --devices 5"),
            (["run", "--password=secret"], "loadgen run --password ..."),
            (["run", "--json"], "loadgen run"), ([], "loadgen"),
        ])
    func text(arguments: [String], command: String) {
        #expect(RepeatCommand.text(of: ["/somewhere/loadgen"] + arguments) == command)
    }
}
