public import Measurement

/// Why the gate cannot say anything; each says what to do next.
public enum GateError: Error, Equatable, CustomStringConvertible {
    /// This folder is in no git checkout.
    case notARepository(String)
    /// A name that git does not know.
    case unknownReference(String, role: GateBuild.Role)
    /// Changes that no commit holds would not be measured.
    case uncommittedChanges([String])
    /// A commit that does not compile.
    case doesNotBuild(String, role: GateBuild.Role, output: String)
    /// A commit whose tool cannot be sampled: it is older than the gate.
    case cannotSample(String, role: GateBuild.Role, output: String)
    /// A process that printed something else than a sample.
    case unreadableSample(String)
    /// A process that did not end in time.
    case tooSlow(seconds: Int)
    /// A program that is not installed.
    case missingProgram(String, package: String)
    /// A file of limits that is not there.
    case noLimits(String)
    /// Another gate is at work in this checkout.
    case busy(String)
    /// A file or program that the system refused.
    case system(String)
    /// The user ended it.
    case interrupted

    /// How the tool exits: there is no baseline where the base is at fault, and a usage error where the command line is.
    public var exitCode: ExitCode {
        switch self {
        case .unknownReference(_, .base), .doesNotBuild(_, .base, _), .cannotSample(_, .base, _), .noLimits: .noBaseline
        case .notARepository, .unknownReference, .uncommittedChanges: .usage
        case .interrupted: .interrupted
        case .doesNotBuild, .cannotSample, .unreadableSample, .tooSlow, .missingProgram, .busy, .system:
            .unexpectedFailure
        }
    }

    /// What is wrong and what to do, in a few lines.
    public var description: String {
        switch self {
        case .notARepository(let folder):
            "\(folder) is in no git checkout; run the gate inside the one whose commits are to be compared"
        case .unknownReference(let name, let role):
            "git knows no commit \"\(name)\"; fetch it (in a shallow clone: git fetch --unshallow origin) or name another "
                + "with --\(role.rawValue)"
        case .uncommittedChanges(let files):
            "there are changes that no commit holds and that would not be measured (\(files.prefix(3).joined(separator: ", "))"
                + "\(files.count > 3 ? ", ..." : "")); commit or stash them, or name a commit with --head"
        case .doesNotBuild(let name, let role, let output):
            "\(role.rawValue) \(name) does not build; its compiler says:\n\(Self.indented(output))"
        case .cannotSample(let name, let role, let output):
            "\(role.rawValue) \(name) builds but cannot be sampled, probably because it is older than the gate; choose a later "
                + "one. It says:\n\(Self.indented(output))"
        case .unreadableSample(let text): "a build printed no sample but: \(text)"
        case .tooSlow(let seconds): "a build took more than \(seconds) s for one sample; is it hanging?"
        case .missingProgram(let program, let package):
            "\(program) is not installed; on Debian: apt-get install -y \(package)"
        case .noLimits(let path):
            "there are no limits in \(path); run at the top of the checkout, or make them: loadgen instructions --renew --reason '...'"
        case .busy(let folder): "another gate is at work (lock in \(folder)); wait for it to end"
        case .system(let reason): reason
        case .interrupted: "interrupted; nothing is left behind"
        }
    }

    private static func indented(_ output: String) -> String {
        output.split(separator: "\n").suffix(12).map { "  \($0)" }.joined(separator: "\n")
    }
}
