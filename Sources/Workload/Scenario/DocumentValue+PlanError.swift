internal import Documents

extension DocumentValue {
    /// The error for a value that no plan takes; for values within this one that do not go together, at the key.
    func error(_ error: PlanError) -> DocumentError {
        let isScalar = if case .scalar = node.content { true } else { false }
        return DocumentError(
            file: file, line: isScalar ? node.line : keyLine, column: isScalar ? node.column : nil, key: key,
            message: error.message, allowed: error.allowed)
    }
}
