import Testing

/// The built `controller` with programs and peers of others. One after the other: each test has the machine, and its ports, to itself.
@Suite(.serialized) enum InteropTests {}
