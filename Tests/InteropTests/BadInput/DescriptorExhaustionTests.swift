import Foundation
import Measurement
import Signalling
import Testing

extension InteropTests {
    /// More connections than the controller may have descriptors.
    @Suite struct DescriptorExhaustionTests {
        private static let descriptorCountMax = 200

        /// The descriptors of a process.
        private static func descriptorCount(of process: Int32) throws -> Int {
            try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd").count
        }

        /// The processor time of a process, in ticks of ten milliseconds (proc(5), fields 14 and 15 of stat).
        private static func processorTicks(of process: Int32) throws -> Int {
            let text = try String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
            // The name, in parentheses, is field 2 and may have blanks in it.
            let fields = try #require(text.split(separator: ")").last).split(separator: " ")
            return try [11, 12].map { try #require(Int(fields[$0])) }.reduce(0, +)
        }

        @Test(
            "Without descriptors the controller stops accepting, serves who is there, and takes newcomers when there are some again"
        )
        func exhaustion() throws {
            _ = DescriptorLimit.raise()
            // Nobody is closed for its silence meanwhile.
            let controller = try RunningController(
                "sccp: {firstMessageSeconds: 3600}", descriptorCountMax: Self.descriptorCountMax)
            let phone = try SCCPPhone(1, to: controller.sccp)
            try phone.register()
            let started = ContinuousClock.now
            var crowd = try (0..<400).map { _ in try RawConnection(to: controller.sccp) }
            let newcomer = try SCCPPhone(2, to: controller.sccp)
            try newcomer.say(newcomer.registration)
            try controller.wait(for: "out of descriptors") {
                // More where one was inherited whose number is above the limit.
                try Self.descriptorCount(of: controller.processIdentifier) >= Self.descriptorCountMax
            }

            var attendance = Attendance(of: phone)
            let ticks = try Self.processorTicks(of: controller.processIdentifier)
            for _ in 0..<30 {
                try attendance.ping()
                usleep(100_000)
            }
            #expect(attendance.longestWait < .seconds(1))
            // It tries again now and then. One that tries without pause uses all of a processor: 300 ticks or more.
            #expect(try Self.processorTicks(of: controller.processIdentifier) - ticks < 100)
            #expect(try newcomer.next(withinMilliseconds: 0) == nil)

            crowd.removeAll()
            try newcomer.hear(.registerAck)
            let last = try SCCPPhone(3, to: controller.sccp)
            try last.register()
            try attendance.ping()
            try controller.wait(for: "rid of the crowd") { try controller.metrics()("connections") == 3 }
            let metrics = try controller.metrics()
            #expect(try metrics("registered_devices") == 3)
            #expect(try metrics("connections_accepted_total") == 403)
            #expect(try metrics("accept_pauses_total") >= 3)
            // Said at most once a second, though it was tried more often.
            let lines = controller.log.split(separator: "\n").filter { $0.contains("connections wait") }
            let seconds = Int(started.duration(to: .now).components.seconds)
            #expect((1...seconds + 2).contains(lines.count), "\(controller.log)")
            try controller.end()
        }
    }
}
