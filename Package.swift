// swift-tools-version: 6.2
import PackageDescription

/// What every Swift target of the package is compiled with.
let house: [SwiftSetting] = [
    .strictMemorySafety(),  // each unsafe use is marked, so that a review can find it
    .treatAllWarnings(as: .error),  // a warning nobody must fix is a warning nobody reads
    .enableUpcomingFeature("ExistentialAny"),  // an existential costs an allocation: it must be seen
    .enableUpcomingFeature("MemberImportVisibility"),  // a file names what it uses
    .enableUpcomingFeature("InternalImportsByDefault"),  // a dependency is no part of our interface by accident
]

/// The request path crosses modules (engine, controller, queue, histogram): without this its generics stay unspecialised
/// and each request pays witness calls and copies, measured at over twice the time of a full cycle. Plain functions are offered to
/// other modules up to a size that the request path keeps to: a grant as a call from another module takes 26 ns, inlined 18.
let hotPath: [SwiftSetting] =
    house + [
        .unsafeFlags(
            ["-cross-module-optimization", "-Xllvm", "-cmo-function-size-limit=400"], .when(configuration: .release))
    ]

/// The generator's own steps are methods of classes that one thread uses. That no two of them are in each other's way is checked by
/// debug builds, which all tests run; in the tool those checks are 7 % of what a REGISTER costs.
let generator: [SwiftSetting] =
    hotPath + [.unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))]

/// Most tests call optimised code and are not optimised themselves: that takes longer than to run them. Those of generic structures are,
/// because it is in the test that such a structure is compiled for its element, and ThreadSanitizer sees only what was.
let test: [SwiftSetting] = house + [.unsafeFlags(["-Onone"], .when(configuration: .release))]

let package = Package(
    name: "registration-storm",
    products: [
        .executable(name: "loadgen", targets: ["loadgen"]),
        .executable(name: "controller", targets: ["controller"]),
        .executable(name: "fleet", targets: ["fleet"]),
        .executable(name: "sampler", targets: ["sampler"]),
        .library(name: "ControllerServer", targets: ["ControllerServer"]),
        .library(name: "Registration", targets: ["Registration"]),
        .library(name: "LockFree", targets: ["LockFree"]),
        .library(name: "SeededRandom", targets: ["SeededRandom"]),
        .library(name: "Measurement", targets: ["Measurement"]),
        .library(name: "Workload", targets: ["Workload"]),
        .library(name: "Devices", targets: ["Devices"]),
        .library(name: "Provisioning", targets: ["Provisioning"]),
        .library(name: "Signalling", targets: ["Signalling"]),
        .library(name: "Simulation", targets: ["Simulation"]),
        .library(name: "LiveStorm", targets: ["LiveStorm"]),
        .library(name: "LoadEngine", targets: ["LoadEngine"]),
        .library(name: "HotPaths", targets: ["HotPaths"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),  // the command line
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),  // latency histograms
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),  // scenario files
        .package(url: "https://github.com/CoreOffice/XMLCoder", from: "0.18.2"),  // configuration files of devices
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),  // what the tool says beside its results
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),  // sockets, event loops
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),  // signals, the end
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),  // the heap of timers
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),  // what others' code counts
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),  // pages of reports
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),  // results over time, in SQLite
    ],
    targets: [
        // Floor 0: the machine.
        .target(name: "CPlatform"),
        .systemLibrary(name: "CJemalloc", pkgConfig: "jemalloc", providers: [.apt(["libjemalloc-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CNettle", pkgConfig: "nettle", providers: [.apt(["nettle-dev"])]),

        // Floor 1: structures that know nothing of the subject.
        .target(name: "LockFree", dependencies: ["CPlatform"], swiftSettings: hotPath),
        .target(name: "SeededRandom", swiftSettings: hotPath),
        // MD5 and SHA-256.
        .target(name: "Hashing", dependencies: ["CNettle"], swiftSettings: hotPath),
        // Files that people write: keys with values, each error with its place.
        .target(name: "Documents", dependencies: ["Yams"], swiftSettings: house),

        // What a process counts, as Prometheus reads it.
        .target(
            name: "Exposition", dependencies: [.product(name: "CoreMetrics", package: "swift-metrics")],
            swiftSettings: hotPath),
        // HTTP by which a process is looked at.
        .target(
            name: "AdminHTTP",
            dependencies: [
                "Hashing",
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: house),

        // Floor 2: the controller core, and the instruments.
        .target(
            name: "Registration", dependencies: ["LockFree", "SeededRandom", "CPlatform"], swiftSettings: hotPath),
        .target(
            name: "Measurement",
            dependencies: [
                "CPlatform", "CJemalloc", "CZlib", "Exposition",
                .product(name: "Histogram", package: "hdrhistogram-swift"),
            ],
            swiftSettings: hotPath),

        // Floor 3: who asks for what, and when.
        .target(name: "Workload", dependencies: ["Documents", "SeededRandom"], swiftSettings: hotPath),

        // The device's side: its state machine, its retry behaviour, which controllers are its own, what it is told of them.
        .target(name: "Devices", dependencies: ["Registration", "SeededRandom", "XMLCoder"], swiftSettings: hotPath),

        // What devices say on the wire, and what they are told: bytes to typed messages and back.
        .target(
            name: "Signalling", dependencies: ["Hashing", "Registration"], swiftSettings: hotPath),

        // Devices on real sockets: the machine of `Devices`, what `Signalling` writes and reads, and the system calls between.
        .target(
            name: "DeviceFleet",
            dependencies: [
                "CPlatform", "Devices", "Measurement", "Registration", "SeededRandom", "Signalling",
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "HeapModule", package: "swift-collections"),
            ],
            swiftSettings: generator),

        // Whether a change made the core slower.
        .target(name: "Gate", dependencies: ["Measurement", "SeededRandom"], swiftSettings: house),

        // Floor 4: the run, and what is said of it.
        .target(
            name: "LoadEngine",
            dependencies: [
                "Devices", "DeviceFleet", "LockFree", "SeededRandom", "Registration", "Measurement", "Workload",
                .product(name: "Histogram", package: "hdrhistogram-swift"),
            ],
            swiftSettings: generator),
        // A controller that devices reach over the network.
        .target(
            name: "ControllerServer",
            dependencies: [
                "AdminHTTP", "Documents", "Exposition", "LockFree", "SeededRandom", "Registration", "Signalling",
                "Measurement",
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: hotPath),
        // How a device comes to its address and its files, and what a fleet's server is to give out: DHCP, TFTP, sockets.
        .target(name: "Provisioning", dependencies: ["CPlatform", "Devices", "Registration"], swiftSettings: house),
        // Whole storms in virtual time.
        .target(
            name: "Simulation", dependencies: ["LockFree", "SeededRandom", "Registration", "Measurement", "Devices"],
            swiftSettings: hotPath),
        // Storms on real sockets: controllers as processes, and a fleet that registers with them.
        .target(
            name: "LiveStorm",
            dependencies: [
                "DeviceFleet", "Devices", "Measurement", "Registration", "SeededRandom", "Simulation",
                .product(name: "Histogram", package: "hdrhistogram-swift"),
            ],
            swiftSettings: hotPath),
        // The core's hot paths as fixed work: timed, counted, gated.
        .target(
            name: "HotPaths",
            dependencies: ["LockFree", "SeededRandom", "Registration", "Measurement", "Workload"],
            swiftSettings: hotPath),
        // From a packet capture to a plan: who came when.
        .target(name: "Captures", dependencies: ["Registration", "Signalling", "Workload"], swiftSettings: house),
        // Results over time, and where they changed.
        .target(
            name: "History",
            dependencies: [
                "Hashing", "Measurement", "SeededRandom", .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: house),
        // What people read: in the terminal, in files, on pages.
        .target(
            name: "Reporting",
            dependencies: ["Gate", "History", "Measurement", .product(name: "Mustache", package: "swift-mustache")],
            swiftSettings: house),

        // Floor 5: the tool.
        .executableTarget(
            name: "loadgen",
            dependencies: [
                "AdminHTTP", "Captures", "DeviceFleet", "Devices", "Documents", "Exposition", "Gate", "History",
                "HotPaths", "LiveStorm", "LoadEngine", "Measurement", "Provisioning", "Registration", "Reporting",
                "SeededRandom",
                "Signalling", "Simulation", "Workload",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: house),
        // What the gate builds and runs of two commits: a tool of its own, as most of a build of `loadgen` is for other purposes.
        .executableTarget(
            name: "sampler", dependencies: ["Gate", "HotPaths", "LoadEngine", "Measurement", "Workload"],
            swiftSettings: house),
        .executableTarget(
            name: "controller",
            dependencies: [
                "ControllerServer", "Devices", "Documents", "Exposition", "Measurement", "Provisioning", "Registration",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: house),

        // Phones, a storm and a flood against the controller's release build. Here, and not in the package of benchmarks, as that needs
        // neither sockets nor protocols, and would build both once more.
        .executableTarget(
            name: "fleet",
            dependencies: [
                "Measurement", "Registration", "Signalling",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Histogram", package: "hdrhistogram-swift"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            path: "Benchmarks/Fleet",
            swiftSettings: house),

        // Tests mirror the sources.
        .target(
            name: "TestSupport", dependencies: ["LockFree", "Registration", "SeededRandom"],
            path: "Tests/TestSupport",
            swiftSettings: house),
        .testTarget(name: "LockFreeTests", dependencies: ["LockFree", "TestSupport"], swiftSettings: house),
        .testTarget(name: "SeededRandomTests", dependencies: ["SeededRandom"], swiftSettings: test),
        .testTarget(name: "HashingTests", dependencies: ["Hashing"], swiftSettings: test),
        .testTarget(name: "DocumentsTests", dependencies: ["Documents"], swiftSettings: test),
        .testTarget(name: "RegistrationTests", dependencies: ["Registration", "TestSupport"], swiftSettings: house),
        .testTarget(
            name: "MeasurementTests",
            dependencies: [
                "Measurement", "TestSupport", .product(name: "Histogram", package: "hdrhistogram-swift"),
            ],
            swiftSettings: test),
        .testTarget(
            name: "WorkloadTests", dependencies: ["Documents", "SeededRandom", "Workload", "TestSupport"],
            swiftSettings: test),
        .testTarget(
            name: "DevicesTests", dependencies: ["Devices", "Registration", "SeededRandom", "TestSupport"],
            swiftSettings: test),
        .testTarget(
            name: "ProvisioningTests",
            dependencies: ["Provisioning", "Devices", "Measurement", "Registration", "SeededRandom"],
            swiftSettings: test),
        .testTarget(
            name: "SignallingTests", dependencies: ["Signalling", "Registration", "Measurement", "TestSupport"],
            swiftSettings: test),
        .testTarget(
            name: "ExpositionTests",
            dependencies: ["Exposition", .product(name: "CoreMetrics", package: "swift-metrics")], swiftSettings: test),
        .testTarget(
            name: "AdminHTTPTests",
            dependencies: [
                "AdminHTTP",
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
            ],
            swiftSettings: test),
        .testTarget(
            name: "ControllerServerTests",
            dependencies: [
                "AdminHTTP", "ControllerServer", "Documents", "Exposition", "LockFree", "Registration", "Signalling",
                "TestSupport",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOTestUtils", package: "swift-nio"),
            ],
            swiftSettings: test),
        .testTarget(
            name: "SimulationTests",
            dependencies: [
                "Simulation", "Devices", "Registration", "SeededRandom", "Measurement", "Workload", "TestSupport",
            ],
            swiftSettings: test),
        .testTarget(
            name: "LiveStormTests",
            dependencies: ["ControllerServer", "DeviceFleet", "Devices", "LiveStorm", "Registration", "Simulation"],
            swiftSettings: test),
        .testTarget(
            name: "LoadEngineTests",
            dependencies: ["DeviceFleet", "LoadEngine", "Measurement", "Registration", "Workload", "TestSupport"],
            swiftSettings: test),
        .testTarget(
            name: "DeviceFleetTests",
            dependencies: ["DeviceFleet", "Devices", "Measurement", "Registration", "Signalling", "TestSupport"],
            swiftSettings: test),
        .testTarget(
            name: "CapturesTests", dependencies: ["Captures", "Registration", "Signalling", "TestSupport", "Workload"],
            swiftSettings: test),
        .testTarget(name: "HotPathsTests", dependencies: ["HotPaths", "Measurement"], swiftSettings: test),
        .testTarget(
            name: "GateTests", dependencies: ["Gate", "Measurement", "SeededRandom", "TestSupport"],
            swiftSettings: test),
        .testTarget(
            name: "HistoryTests", dependencies: ["History", "Measurement", "SeededRandom", "TestSupport"],
            swiftSettings: test),
        .testTarget(
            name: "ReportingTests",
            dependencies: [
                "Gate", "History", "Reporting", "Measurement", "TestSupport",
                .product(name: "Histogram", package: "hdrhistogram-swift"),
            ],
            swiftSettings: test),
        .testTarget(
            name: "LoadgenTests",
            dependencies: ["loadgen", "Measurement", "Reporting", "Workload", "TestSupport"],
            swiftSettings: test),
        .testTarget(name: "SamplerTests", dependencies: ["sampler", "TestSupport"], swiftSettings: test),
        .testTarget(
            name: "ControllerTests", dependencies: ["controller", "Devices", "Registration", "TestSupport"],
            swiftSettings: test),
        // The built controller with programs and peers of others.
        .testTarget(
            name: "InteropTests",
            dependencies: [
                "controller", "Gate", "loadgen", "Measurement", "Registration", "Reporting", "Signalling",
                "TestSupport",
                "Workload",
            ],
            exclude: ["Pages/look.py", "Scenarios"], swiftSettings: test),
        .testTarget(name: "TidyTests", dependencies: ["TestSupport"], swiftSettings: test),
    ],
    swiftLanguageModes: [.v6]
)

// Under ThreadSanitizer a build of everything takes longer than its tests: with `THREADS_ONLY` in the environment the package is what makes
// threads of its own or is called on several, with its tests.
if Context.environment["THREADS_ONLY"] != nil {
    package.keep([
        "AdminHTTPTests", "ControllerServerTests", "DeviceFleetTests", "ExpositionTests", "HotPathsTests",
        "LoadEngineTests", "LockFreeTests", "MeasurementTests", "RegistrationTests",
    ])
}

extension Package {
    /// Takes away every target that those with these names do not need. Each must be there: one that was renamed would be left out unseen.
    func keep(_ names: [String]) {
        for name in names where !targets.contains(where: { $0.name == name }) {
            fatalError("there is no target \(name)")
        }
        var needed: Set<String> = []
        func add(_ name: String) {
            guard let target = targets.first(where: { $0.name == name }), needed.insert(name).inserted else { return }
            for dependency in target.dependencies {
                if case .byNameItem(let name, _) = dependency { add(name) }
            }
        }
        names.forEach(add)
        targets.removeAll { !needed.contains($0.name) }
        products.removeAll()
    }
}
