#if canImport(Musl)
    internal import Musl
#else
    internal import Glibc
#endif

/// A fault that is not there unless asked for: what proves that a fuzzer can find one.
public enum PlantedFault {
    /// Whether `PLANTED_FAULT` is set in the environment. Read once.
    public static let isAskedFor = unsafe getenv("PLANTED_FAULT") != nil  // nobody changes the environment meanwhile
}
