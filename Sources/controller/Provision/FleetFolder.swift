import Devices
import Foundation
import Provisioning

/// The folder of a fleet: dnsmasq's configuration, and the phones' files in a folder within.
///
/// It takes over a folder that it wrote before, and no other: files of somebody else stop it before anything is written.
struct FleetFolder {
    /// Why a folder cannot be written.
    enum Failure: Error, CustomStringConvertible {
        /// dnsmasq could not be told of it.
        case badPath(String)
        /// It holds a file of somebody else.
        case foreignFile(String)
        /// The system does not let it be written, and why.
        case notWritable(String, reason: String)
        /// A file cannot be made.
        case badFile(String, ProvisioningFileError)

        /// What is wrong, and what to do.
        var description: String {
            switch self {
            case .badPath(let path):
                "folder \(path): its path may have letters, digits and /._-+@~= alone, as dnsmasq reads it"
            case .foreignFile(let path):
                "\(path) is none of a fleet's files: choose an empty folder, or take it out"
            case .notWritable(let path, let reason): "\(path) cannot be written: \(reason)"
            case .badFile(let name, let error): "\(name): \(error)"
            }
        }
    }

    /// The folder's absolute path.
    let path: String

    /// The folder at this path, which need not exist.
    init(_ path: String) throws(Failure) {
        self.path = URL(fileURLWithPath: path).standardizedFileURL.path
        guard !path.isEmpty, FleetPlan.isUsable(folder: self.path) else { throw .badPath(path) }
    }

    private typealias Name = FleetPlan.FolderName
    private var filesPath: String { "\(path)/\(Name.files)" }

    /// Writes the files of a fleet, in place of those of the fleet before.
    func write(_ plan: FleetPlan) throws(Failure) {
        let former = try formerFiles()
        for folder in [path, filesPath] {
            try attempt(folder) {
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            }
        }
        for name in former {
            try attempt("\(filesPath)/\(name)") {
                try FileManager.default.removeItem(atPath: "\(filesPath)/\(name)")
            }
        }
        try writeFile(DefaultConfigurationFile.fileName) { () throws(ProvisioningFileError) in
            try plan.defaultFile.xmlBytes()
        }
        for index in 0..<plan.settings.deviceCount {
            try writeFile(plan.fileName(index)) { () throws(ProvisioningFileError) in
                try plan.deviceFile(index).xmlBytes()
            }
        }
        // Last, so that no server starts with half of the files.
        try write(Array(plan.dnsmasqConfiguration(folder: path).utf8), to: "\(path)/\(Name.configuration)")
    }

    /// The phones' files that are there already; others, here and beside them, are refused.
    private func formerFiles() throws(Failure) -> [String] {
        let own: Set<String> = [Name.configuration, Name.leases, Name.files]
        for name in try names(in: path) where !own.contains(name) { throw .foreignFile("\(path)/\(name)") }
        let files = try names(in: filesPath)
        for name in files where !Self.isPhoneFile(name) { throw .foreignFile("\(filesPath)/\(name)") }
        return files
    }

    private static func isPhoneFile(_ name: String) -> Bool {
        if name == DefaultConfigurationFile.fileName { return true }
        guard let device = DeviceConfigurationFile.device(ofFile: name) else { return false }
        return "\(device)".wholeMatch(of: /SEP[0-9A-F]{12}/) != nil
    }

    private func names(in folder: String) throws(Failure) -> [String] {
        guard FileManager.default.fileExists(atPath: folder) else { return [] }
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        } catch {
            throw .notWritable(folder, reason: Self.reason(error))
        }
    }

    /// Writes a file for phones.
    private func writeFile(_ name: String, _ make: () throws(ProvisioningFileError) -> [UInt8]) throws(Failure) {
        let bytes: [UInt8]
        do throws(ProvisioningFileError) {
            bytes = try make()
        } catch {
            throw .badFile(name, error)
        }
        try write(bytes, to: "\(filesPath)/\(name)")
    }

    /// Writes a file that everybody may read: dnsmasq gives up its rights before it does.
    private func write(_ bytes: [UInt8], to file: String) throws(Failure) {
        try attempt(file) {
            try Data(bytes).write(to: URL(fileURLWithPath: file))
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
        }
    }

    private func attempt(_ place: String, _ work: () throws -> Void) throws(Failure) {
        do {
            try work()
        } catch {
            throw .notWritable(place, reason: Self.reason(error))
        }
    }

    /// The system's own words, where it has some.
    private static func reason(_ error: any Error) -> String {
        let underlying = (error as? CocoaError)?.underlying as? POSIXError
        guard let underlying else { return error.localizedDescription }
        // The text is the system's, ends with a NUL, and is copied at once.
        return unsafe String(cString: strerror(underlying.code.rawValue))
    }
}
