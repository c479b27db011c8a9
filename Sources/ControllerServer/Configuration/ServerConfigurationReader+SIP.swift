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

    /// Reads the users. Errors name them, and never their passwords.
    private mutating func readDigest(_ value: DocumentValue) throws(DocumentError) {
        var realm = "controller"
        var users: [(user: String, password: String)] = []
        var usersValue = value
        for (name, value) in try value.members(among: ["realm", "users"]) {
            if name == "realm" {
                realm = try value.text()
            } else {
                usersValue = value
                for (user, password) in try value.members() {
                    guard case .scalar(let text, _) = password.node.content, !text.isEmpty else {
                        throw DocumentError(
                            file: password.file, line: password.keyLine, key: password.key,
                            message: "\(password.key): a password is a text", allowed: nil)
                    }
                    users.append((user, text))
                }
            }
        }
        do throws(SIPAccounts.Fault) {
            configuration.accounts = try SIPAccounts(realm: realm, users: users)
        } catch {
            throw usersValue.error(Self.message(error), allowed: nil)
        }
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
