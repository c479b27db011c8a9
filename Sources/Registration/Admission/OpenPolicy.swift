/// `open`: grants everything. The baseline that shows what no control does.
public struct OpenPolicy: AdmissionPolicy, ~Copyable {
    /// "open".
    public static var name: String { "open" }

    /// The law has no state.
    public init() {}

    /// Nothing to prepare.
    public borrowing func open(count: Int, load: Load, parameters: borrowing Parameters, at now: Instant) {}

    /// Always a grant.
    public borrowing func decide(_ registrationClass: RegistrationClass, _ batch: inout Void) -> AdmissionDecision {
        .grant
    }

    /// Nothing was taken.
    public borrowing func withdraw(_ decision: AdmissionDecision, _ batch: inout Void) {}

    /// Nothing to give back.
    public borrowing func close(_ batch: Void) {}
}
