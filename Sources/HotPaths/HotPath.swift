/// A path of the core that every request takes, as a fixed piece of work: the unit that is timed, counted and gated.
///
/// Each is seeded and does the same operations on every machine, whatever the clock says. Benchmarks time it, the gate compares
/// it between two builds, callgrind counts its instructions, and the tests run it at its smallest and check what it did.
public enum HotPath: String, CaseIterable, Sendable {
    /// One element into `MPMCRing` and out; with two threads or more, half produce and half consume.
    case ringPair = "ring.pair"
    /// The same, 64 at a time.
    case ringBatch = "ring.batch"
    /// Entries of three tiers into a `TieredQueue` and out by strict priority, 64 at a time.
    case queueStrict = "queue.strict"
    /// The same by earliest deadline.
    case queueEarliestDeadline = "queue.edf"
    /// The same by weighted round robin.
    case queueRoundRobin = "queue.drr"
    /// A token to a device that has none.
    case tokenGrant = "token.grant"
    /// A token used.
    case tokenRedeem = "token.redeem"
    /// An ended token found by the sweep and freed.
    case tokenExpire = "token.expire"
    /// A device entered into the registration table under both its names.
    case tableUpsert = "table.upsert"
    /// A registered device found by its name.
    case tableFindDevice = "table.findDevice"
    /// A registered device found by its directory name.
    case tableFindDirectoryName = "table.findDirectoryName"
    /// A decision of the law `open`.
    case admissionOpen = "admission.open"
    /// A decision of the law `threshold`.
    case admissionThreshold = "admission.threshold"
    /// A decision of the law `tokenBucket`.
    case admissionTokenBucket = "admission.tokenBucket"
    /// A decision of the law `aimd`.
    case admissionAIMD = "admission.aimd"
    /// A decision of the law `gradient`.
    case admissionGradient = "admission.gradient"
    /// A decision of the law `calendar`, granting and denying in turn.
    case admissionCalendar = "admission.calendar"
    /// Token request, grant, registration, queue, service and table entry of a device, through the controller.
    case cycle = "cycle"
    /// A latency into its histogram.
    case histogramRecord = "histogram.record"
    /// The next arrival of a plan.
    case planNext = "plan.next"

    /// The structures of this path, built for `setting` and ready to run.
    ///
    /// - Throws: `OutOfMemory` when they do not fit the machine.
    public func makeWork(_ setting: HotPathSetting) throws -> any HotPathWork {
        switch self {
        case .ringPair: RingWork(setting, batchCount: 1)
        case .ringBatch: RingWork(setting, batchCount: HotPathSetting.batchCount)
        case .queueStrict: QueueWork.strict(setting)
        case .queueEarliestDeadline: QueueWork.earliestDeadline(setting)
        case .queueRoundRobin: QueueWork.roundRobin(setting)
        case .tokenGrant: try TokenWork(setting, step: .grant)
        case .tokenRedeem: try TokenWork(setting, step: .redeem)
        case .tokenExpire: try TokenWork(setting, step: .expire)
        case .tableUpsert: try TableWork(setting, step: .upsert)
        case .tableFindDevice: try TableWork(setting, step: .findDevice)
        case .tableFindDirectoryName: try TableWork(setting, step: .findDirectoryName)
        case .admissionOpen: AdmissionWork.open(setting)
        case .admissionThreshold: AdmissionWork.threshold(setting)
        case .admissionTokenBucket: AdmissionWork.tokenBucket(setting)
        case .admissionAIMD: AdmissionWork.breakwater(setting)
        case .admissionGradient: AdmissionWork.gradient(setting)
        case .admissionCalendar: AdmissionWork.calendar(setting)
        case .cycle: try CycleWork(setting)
        case .histogramRecord: HistogramWork(setting)
        case .planNext: try PlanWork(setting)
        }
    }
}
