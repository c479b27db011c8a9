internal import XMLCoder

/// The elements that both kinds of configuration file share, as they stand in the files. Every value is text here: what it must be is
/// judged where it becomes a value of ours, so that the message can name it.
///
/// Elements and attributes that are not named are passed over when read.
enum CiscoElements {
    /// `callManagerGroup`: the controllers of a device.
    struct CallManagerGroup: Codable {
        var members: Members?
    }

    /// `members`.
    struct Members: Codable {
        var member: [Member]?
    }

    /// `member`: one controller and its place in the order of preference, 0 being the most preferred.
    struct Member: Codable, DynamicNodeEncoding {
        var priority: String?
        var callManager: CallManager?

        static func nodeEncoding(for key: any CodingKey) -> XMLEncoder.NodeEncoding {
            key.stringValue == "priority" ? .attribute : .element
        }
    }

    /// `callManager`.
    struct CallManager: Codable {
        var name: String?
        var ports: Ports?
        var processNodeName: String?
    }

    /// `ports`.
    struct Ports: Codable {
        var ethernetPhonePort: String?
        var sipPort: String?
        var securedSipPort: String?
    }

    /// `loadInformation...`: a firmware, and the model that it is for, in words.
    struct Firmware: Codable, DynamicNodeEncoding {
        var model: String?
        var text: String?

        enum CodingKeys: String, CodingKey {
            case model
            // The XML library's name for an element's own text.
            case text = ""
        }

        static func nodeEncoding(for key: any CodingKey) -> XMLEncoder.NodeEncoding {
            key.stringValue == CodingKeys.model.rawValue ? .attribute : .element
        }
    }

    /// The text of an element or attribute without white space around it; `nil` when nothing is left.
    static func value(_ text: String?) -> String? {
        guard let text else { return nil }
        let isSpace: (Unicode.Scalar) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\n" || $0 == "\r" }
        var scalars = text.unicodeScalars.drop(while: isSpace)
        while let last = scalars.last, isSpace(last) { scalars.removeLast() }
        return scalars.isEmpty ? nil : String(scalars)
    }

    /// Any name.
    struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(_ name: String) { stringValue = name }
        init?(stringValue: String) { self.init(stringValue) }
        init?(intValue: Int) { nil }
    }
}
