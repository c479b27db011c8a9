/// What a registration request of one class needs to be queued, beside room in the queue.
///
/// Source: row S7 ("different criteria per request class").
public struct ClassCriteria: Hashable, Sendable {
    /// Queued only while the registration queue holds fewer requests than this.
    public var queueDepthMax: Int
    /// Queued only while the processor load is below this fraction; 1 and more never refuses.
    public var processorLoadMax: Double

    /// Criteria with these bounds.
    public init(queueDepthMax: Int, processorLoadMax: Double) {
        self.queueDepthMax = queueDepthMax
        self.processorLoadMax = processorLoadMax
    }

    /// No criteria: queued automatically.
    public static var automatic: ClassCriteria { ClassCriteria(queueDepthMax: .max, processorLoadMax: .infinity) }

    /// Whether `load` satisfies the criteria.
    func admits(_ load: Load) -> Bool { load.queueDepth < queueDepthMax && load.processorLoad < processorLoadMax }
}
