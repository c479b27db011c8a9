import Foundation

/// A capture file of UDP datagrams over Ethernet, in the classic pcap format.
struct UDPCapture {
    private var bytes: [UInt8] = []

    init() {
        // Magic, version 2.4, no zone, no accuracy, snap length, Ethernet; little-endian as the magic says.
        for word: UInt32 in [0xA1B2_C3D4, 0x0004_0002, 0, 0, 65_535, 1] { appendLittle(word) }
    }

    /// Adds a datagram from port 5062 of one host to port 5060 of another, or back.
    mutating func append(_ payload: [UInt8], isRequest: Bool) {
        let (here, there): (UInt16, UInt16) = isRequest ? (5_062, 5_060) : (5_060, 5_062)
        let datagram = Self.big(here) + Self.big(there) + Self.big(UInt16(8 + payload.count)) + [0, 0] + payload
        let (from, to): ([UInt8], [UInt8]) =
            isRequest ? ([10, 0, 0, 7], [10, 0, 0, 1]) : ([10, 0, 0, 1], [10, 0, 0, 7])
        var header: [UInt8] =
            [0x45, 0] + Self.big(UInt16(20 + datagram.count)) + [0, 0, 0, 0, 64, 17, 0, 0] + from + to
        let sum = stride(from: 0, to: 20, by: 2).reduce(UInt32(0)) {
            $0 + UInt32(header[$1]) << 8 + UInt32(header[$1 + 1])
        }
        header.replaceSubrange(10..<12, with: Self.big(~UInt16(truncatingIfNeeded: sum & 0xFFFF + sum >> 16)))
        let frame: [UInt8] = [2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0] + header + datagram
        for word in [0, 0, UInt32(frame.count), UInt32(frame.count)] { appendLittle(word) }
        bytes += frame
    }

    /// What tshark says of each datagram: the values of `fields`, several of one field parted by "|".
    ///
    /// - Throws: when tshark cannot be run or fails.
    func dissected(_ fields: [String]) throws -> [[String]] {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("sip-\(UUID().uuidString).pcap")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            ["tshark", "-r", file.path, "-n", "-T", "fields", "-E", "separator=/t", "-E", "aggregator=|"]
            + fields.flatMap { ["-e", $0] }
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw TSharkMissing(status: process.terminationStatus) }
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map { line in
            line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
    }

    private mutating func appendLittle(_ word: UInt32) {
        for shift in stride(from: UInt32(0), to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: word >> shift)) }
    }

    private static func big(_ word: UInt16) -> [UInt8] { [UInt8(word >> 8), UInt8(truncatingIfNeeded: word)] }
}

/// The dissector could not be run.
struct TSharkMissing: Error, CustomStringConvertible {
    let status: Int32

    var description: String {
        "tshark ended with \(status); install the Debian package tshark (apt-get install -y tshark)"
    }
}
