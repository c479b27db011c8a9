internal import Documents
internal import Registration

extension ParameterField {
    /// The text that `value` sets the field to, which the field takes. A list stands for its elements with commas between.
    func text(of value: DocumentValue) throws(DocumentError) -> String {
        let text: String
        if case .sequence = value.node.content {
            var elements: [String] = []
            for element in try value.elements("a list") { elements.append(try element.text()) }
            text = elements.joined(separator: ",")
        } else {
            text = try value.text()
        }
        var trial = Parameters()
        guard set(text, in: &trial) else {
            throw value.error("cannot be \"\(text.prefix(40))\"", allowed: allowed)
        }
        return text
    }
}
