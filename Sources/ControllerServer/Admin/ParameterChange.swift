internal import AdminHTTP
internal import Documents
internal import Registration

/// A change of parameters that somebody asks for: names with values, as JSON or YAML, of which all are taken or none.
struct ParameterChange: Sendable {
    private let settings: [(field: ParameterField, text: String)]
    /// The new limit of service, where that is one of the names.
    let serviceRatePerSecondMax: Double?

    /// The name of the limit of service, which is no parameter of the core.
    static var limitName: String { "serviceRatePerSecondMax" }

    /// Reads a change: JSON is read as the YAML that it is.
    ///
    /// - Throws: the first name or value that is wrong.
    init(_ body: [UInt8]) throws(DocumentError) {
        var settings: [(ParameterField, String)] = []
        var limit: Double?
        guard let root = try DocumentParser(file: "parameters").root(of: body) else {
            throw DocumentError(file: "parameters", line: 0, message: "nothing is to be changed")
        }
        let names = ParameterField.all.map(\.name) + [Self.limitName]
        for (name, value) in try DocumentValue(root: root, of: "parameters").members(among: names) {
            guard let field = ParameterField.named(name) else {
                limit = try value.serviceRatePerSecondMax()
                continue
            }
            settings.append((field, try field.text(of: value)))
        }
        self.settings = settings
        serviceRatePerSecondMax = limit
    }

    /// Makes the change.
    func apply(to core: any ControllerCore) {
        core.updateParameters { parameters in
            // Each was tried; none depends on another.
            for setting in settings { _ = setting.field.set(setting.text, in: &parameters) }
        }
        if let serviceRatePerSecondMax { core.serviceRatePerSecondMax = serviceRatePerSecondMax }
    }

    /// All parameters of a core, as JSON.
    static func current(of core: any ControllerCore) -> JSONText {
        let parameters = core.parameters
        let limit = core.serviceRatePerSecondMax
        return .object(
            ParameterField.all.map { ($0.name, .scalar($0.text(in: parameters))) }
                + [(limitName, .scalar(Int(exactly: limit).map { "\($0)" } ?? "\(limit)"))])
    }
}
