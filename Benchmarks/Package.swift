// swift-tools-version: 6.2
import PackageDescription

/// What every Swift target of the package is compiled with: the settings of the package it measures.
let house: [SwiftSetting] = [
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    // The controller is generic and is specialised here, in its caller.
    .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
]

/// A target of benchmarks over the core's hot paths.
func hotPathBenchmarks(_ name: String) -> Target {
    .executableTarget(
        name: name,
        dependencies: [
            .product(name: "Benchmark", package: "benchmark"),
            .product(name: "HotPaths", package: "registration-storm"),
            .product(name: "Measurement", package: "registration-storm"),
        ],
        path: name, swiftSettings: house, plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
}

/// One level above what the package manager gives. No -march: both sides are built for baseline x86-64, and both choose wider vectors
/// for the keystream when they run.
let optimised = CSetting.unsafeFlags(["-O3"], .when(configuration: .release))
let optimisedCxx = CXXSetting.unsafeFlags(["-O3"], .when(configuration: .release))

let package = Package(
    name: "registration-storm-benchmarks",
    dependencies: [
        .package(name: "registration-storm", path: ".."),  // what is measured
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),  // the command line
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),  // latency histograms
        // Runs benchmarks and compares them with thresholds. Without its allocator: ours counts, and is what we ship with.
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    ],
    targets: [
        // The time of every hot path of the core, and what it allocates: `swift package benchmark`.
        hotPathBenchmarks("HotPathBenchmarks"),
        hotPathBenchmarks("AllocationBenchmarks"),

        // Queues, maps and a controller made of the parts of other libraries, behind C functions.
        .target(
            name: "CPeers",
            path: "Peers/CPeers",
            cSettings: [.headerSearchPath("."), .define("NDEBUG", .when(configuration: .release)), optimised],
            cxxSettings: [.headerSearchPath("."), .define("NDEBUG", .when(configuration: .release)), optimisedCxx],
            linkerSettings: [
                .linkedLibrary("tbb"), .linkedLibrary("ck"), .linkedLibrary("urcu-cds"), .linkedLibrary("urcu-qsbr"),
            ]),
        .executableTarget(
            name: "peers",
            dependencies: [
                "CPeers",
                .product(name: "HotPaths", package: "registration-storm"),
                .product(name: "LockFree", package: "registration-storm"),
                .product(name: "Registration", package: "registration-storm"),
                .product(name: "SeededRandom", package: "registration-storm"),
                .product(name: "Measurement", package: "registration-storm"),
                .product(name: "Histogram", package: "hdrhistogram-swift"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Peers/peers",
            swiftSettings: house),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
