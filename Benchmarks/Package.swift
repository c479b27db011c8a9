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

let package = Package(
    name: "registration-storm-benchmarks",
    dependencies: [
        .package(name: "registration-storm", path: ".."),  // what is measured
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),  // latency histograms
    ],
    targets: [
        // The same controller, assembled from moodycamel::ConcurrentQueue and tbb::concurrent_hash_map.
        .target(
            name: "CPeers",
            cxxSettings: [
                .define("NDEBUG", .when(configuration: .release)),
                // One level above what the package manager gives. No -march: both sides are built for baseline x86-64.
                .unsafeFlags(["-O3"], .when(configuration: .release)),
            ],
            linkerSettings: [.linkedLibrary("tbb")]),
        .executableTarget(
            name: "peers",
            dependencies: [
                "CPeers",
                .product(name: "LockFree", package: "registration-storm"),
                .product(name: "Registration", package: "registration-storm"),
                .product(name: "Measurement", package: "registration-storm"),
                .product(name: "Histogram", package: "hdrhistogram-swift"),
            ],
            swiftSettings: house),
    ],
    swiftLanguageModes: [.v6],
    cxxLanguageStandard: .cxx17
)
