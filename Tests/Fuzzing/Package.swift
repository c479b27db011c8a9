// swift-tools-version: 6.2
import PackageDescription

/// What every Swift target of the package is compiled with: the settings of the package it tests.
let house: [SwiftSetting] = [
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

/// The codecs, and the addresses that stand in their messages.
let codecs: [Target.Dependency] = [
    .product(name: "Registration", package: "registration-storm"),
    .product(name: "Signalling", package: "registration-storm"),
]

/// A target with the function that libFuzzer calls.
func entry(_ name: String) -> Target {
    .target(name: name, dependencies: codecs + ["PlantedFault"], path: name, swiftSettings: house)
}

/// A fuzzer: libFuzzer's own main function around an entry.
func fuzzer(_ name: String, path: String, entry: Target.Dependency) -> Target {
    .executableTarget(name: name, dependencies: [entry], path: path)
}

let package = Package(
    name: "registration-storm-fuzzing",
    dependencies: [.package(name: "registration-storm", path: "../..")],  // what is fuzzed
    targets: [
        fuzzer("fuzz-sccp", path: "Entries/sccp", entry: "FuzzSCCP"),
        fuzzer("fuzz-sip", path: "Entries/sip", entry: "FuzzSIP"),
        entry("FuzzSCCP"),
        entry("FuzzSIP"),
        .target(name: "PlantedFault", path: "PlantedFault", swiftSettings: house),
        // Writes messages for the fuzzers to start from.
        .executableTarget(name: "fuzz-seeds", dependencies: codecs, path: "FuzzSeeds", swiftSettings: house),
    ],
    swiftLanguageModes: [.v6]
)
