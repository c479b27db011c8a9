extension SCCP {
    /// How many lines the device shows. An SPCP phone counts as registered with it.
    public struct RegisterAvailableLines: WordMessage {
        /// The number of lines.
        public var lineCountMax: UInt32

        /// This message.
        public static var kind: MessageKind { .registerAvailableLines }

        /// The message with this number of lines.
        public init(lineCountMax: UInt32) { self.lineCountMax = lineCountMax }

        /// The number of lines.
        public var word: UInt32 { lineCountMax }

        /// The message with this number of lines.
        public init(word: UInt32) { self.init(lineCountMax: word) }
    }
}
