internal import ArgumentParser
internal import Foundation
internal import Measurement

/// Whether a controller stands what it is for, over real sockets on this machine.
@main
struct Fleet: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fleet",
        abstract: "Whether a controller stands what it is for, over real sockets on this machine.",
        discussion: """
            Starts the controller's release build, and plays three parts against it, all of them unless some are named:

              --idle   phones that speak SCCP connect and register, all messages, and then say nothing: memory for each
              --storm  most of the phones are registered and ping; the others ask for tokens at ten times the rate that the \
            controller may serve, whatever they are told: how long tokens and pings take
              --flood  under two laws, REGISTERs of ever new SIP devices come at ten times that rate for a minute: memory, goodput, and how soon \
            a device registers as before when it is over

            Each figure stands with its limit. Needs a release build: swift build -c release --product controller

            Exit codes: 0 all figures within their limits; 1 something failed; 3 a limit was missed; 64 usage.
            """)

    @Flag(help: "Memory of idle phones.")
    var idle = false

    @Flag(help: "A storm beside registered phones.")
    var storm = false

    @Flag(help: "A flood of registrations.")
    var flood = false

    @Option(help: ArgumentHelp("Phones.", valueName: "N"))
    var devices = 15_000

    @Option(help: ArgumentHelp("Seconds of the storm.", valueName: "S"))
    var stormSeconds = 30

    @Option(help: ArgumentHelp("Seconds of the flood.", valueName: "S"))
    var floodSeconds = 60

    @Option(
        help: ArgumentHelp("Registrations a second that the controller may serve in the flood.", valueName: "N"))
    var rate = 1_000

    @Option(help: ArgumentHelp("The controller.", valueName: "PATH"))
    var controller = ".build/release/controller"

    func validate() throws {
        guard (30...19_000).contains(devices) else { throw ValidationError("--devices: 30 to 19000") }
        guard (3...600).contains(stormSeconds) else { throw ValidationError("--storm-seconds: 3 to 600") }
        guard (20...600).contains(floodSeconds) else { throw ValidationError("--flood-seconds: 20 to 600") }
        guard (10...10_000).contains(rate) else { throw ValidationError("--rate: 10 to 10000") }
    }

    func run() throws {
        let clock = MonotonicClock.calibrated()
        let descriptorCount = DescriptorLimit.raise()
        guard descriptorCount >= devices + 100 else {
            throw ValidationError("--devices: the system allows \(descriptorCount) descriptors; ulimit -Hn raises that")
        }
        let isAll = !idle && !storm && !flood
        var verdicts = Verdicts()
        do {
            if idle || isAll { try IdlePart(devices: devices, controller: controller, clock: clock).play(&verdicts) }
            if storm || isAll {
                try StormPart(
                    devices: devices, seconds: stormSeconds, controller: controller, clock: clock
                ).play(&verdicts)
            }
            if flood || isAll {
                for law in ["tokenBucket", "calendar"] {
                    try FloodPart(law: law, rate: rate, seconds: floodSeconds, controller: controller, clock: clock)
                        .play(&verdicts)
                }
            }
        } catch {
            FileHandle.standardError.write(Data("fleet: \(error)\n".utf8))
            throw ExitCode(1)
        }
        if !verdicts.haveAllHeld { throw ExitCode(3) }
    }
}
