internal import Documents
internal import Registration
internal import Signalling

extension ServerConfigurationReader {
    /// Reads what devices that speak SIP are granted, and who may be one.
    mutating func readSIP(_ value: DocumentValue) throws(DocumentError) {
        let keys = [
            "minExpires", "maxExpires", "defaultExpires", "firstMessageSeconds", "messageSeconds", "idleSeconds",
            "digest",
        ]
        for (name, value) in try value.members(among: keys) {
            switch name {
            case "minExpires": configuration.sip.expiry.minSeconds = try Self.seconds(value)
            case "maxExpires": configuration.sip.expiry.maxSeconds = try Self.seconds(value)
            case "defaultExpires": configuration.sip.expiry.defaultSeconds = try Self.seconds(value)
            case "firstMessageSeconds":
                configuration.sip.firstMessageDeadline = .seconds(Int64(try value.wholeNumber(in: 1...3_600)))
            case "messageSeconds":
                configuration.sip.messageDeadline = .seconds(Int64(try value.wholeNumber(in: 1...3_600)))
            case "idleSeconds": configuration.sip.idle = .seconds(Int64(try value.wholeNumber(in: 1...86_400)))
            default: try readDigest(value)
            }
        }
        let rule = configuration.sip.expiry
        guard rule.minSeconds <= rule.defaultSeconds, rule.defaultSeconds <= rule.maxSeconds else {
            throw value.error(
                "\(rule.minSeconds), \(rule.defaultSeconds) and \(rule.maxSeconds) seconds do not go together",
                allowed: "minExpires <= defaultExpires <= maxExpires")
        }
    }

    /// Seconds of a registration, up to a month.
    private static func seconds(_ value: DocumentValue) throws(DocumentError) -> UInt32 {
        UInt32(try value.wholeNumber(in: 1...2_592_000))
    }

    /// Reads the realm and the users. Errors name users, and never their passwords.
    private mutating func readDigest(_ value: DocumentValue) throws(DocumentError) {
        guard case .mapping = value.node.content else {
            throw value.error("no realm and users", allowed: "realm, users")
        }
        var realm = "controller"
        var offer = SIPDigestOffer.both
        var users: [(user: String, password: String)] = []
        var faulty = value
        for (name, value) in try value.members(among: ["realm", "hashes", "users"]) {
            switch name {
            case "realm":
                realm = try value.text()
                guard DigestRealm(realm) != nil else { throw value.error(Self.message(.realm), allowed: nil) }
            case "hashes": offer = try value.choice()
            default:
                faulty = value
                users = try Self.users(value)
            }
        }
        // Where nobody has a password nobody would be asked for one.
        guard !users.isEmpty else {
            throw faulty.error(
                "there are no users", allowed: "a user at least, or no digest, where everybody may register")
        }
        do throws(SIPAccounts.Fault) {
            configuration.accounts = try SIPAccounts(realm: realm, users: users, offer: offer)
        } catch {
            throw faulty.error(Self.message(error), allowed: nil)
        }
    }

    /// The users with their passwords. Whatever stands in the place of a password may be one, and is not repeated in an error.
    private static func users(_ value: DocumentValue) throws(DocumentError) -> [(user: String, password: String)] {
        guard case .mapping = value.node.content else {
            throw value.error("no users with their passwords", allowed: "USER: PASSWORD, a line for each")
        }
        var users: [(user: String, password: String)] = []
        for (user, password) in try value.members() {
            // "alice:secret", with the blank forgotten.
            guard !user.utf8.contains(UInt8(ascii: ":")) else {
                throw DocumentError(
                    file: password.file, line: password.keyLine, key: value.key,
                    message: "\(value.key): a blank is missing after \"\(user.prefix { $0 != ":" }.prefix(64)):\"")
            }
            users.append((user, try password.text()))
        }
        return users
    }

    private static func message(_ fault: SIPAccounts.Fault) -> String {
        switch fault {
        case .realm: "a realm is 1 to 63 characters of ASCII without quotes and backslashes"
        case .user(let user): "\"\(user.prefix(64))\" is no user: 1 to 64 characters of ASCII without \" % : and \\"
        case .repeatedUser(let user): "the user \(user) is there twice"
        case .emptyPassword(let user): "the user \(user) has no password"
        }
    }
}
