extension SCCP {
    /// The time. Phones count as registered when they have asked for it.
    ///
    /// Body: year, month, day of the week, day, hour, minute, second, millisecond, and seconds since 1970, 4 each.
    public struct DefineTimeDate: Message {
        /// The year, as 2026.
        public var year: UInt32
        /// The month, from 1.
        public var month: UInt32
        /// The day of the week; Sunday is 0.
        public var dayOfWeek: UInt32
        /// The day of the month, from 1.
        public var day: UInt32
        /// The hour, from 0.
        public var hour: UInt32
        /// The minute.
        public var minute: UInt32
        /// The second.
        public var second: UInt32
        /// The millisecond.
        public var millisecond: UInt32
        /// Seconds since the beginning of 1970 in UTC, without leap seconds.
        public var systemTime: UInt32

        /// This message.
        public var kind: MessageKind { .defineTimeDate }

        /// The moment `systemTime` seconds after the beginning of 1970 in UTC, where clocks show `offsetSeconds` more.
        ///
        /// An offset of a day or more counts as none. The calendar is Gregorian; about thirty instructions.
        public init(systemTime: UInt32, offsetSeconds: Int32 = 0, millisecond: UInt32 = 0) {
            let offset = (-86_399...86_399).contains(offsetSeconds) ? Int64(offsetSeconds) : 0
            // From the first of January 1969, so that nothing is negative; 1970 began on a Thursday, 1969 on a Wednesday.
            let seconds = UInt32(Int64(systemTime) % 86_400 + offset + 86_400)
            let days = systemTime / 86_400 + seconds / 86_400 + 364
            let date = Self.date(daysSince1969: days)
            year = date.year
            month = date.month
            day = date.day
            dayOfWeek = (days + 3) % 7
            hour = seconds / 3_600 % 24
            minute = seconds / 60 % 60
            second = seconds % 60
            self.millisecond = millisecond
            self.systemTime = systemTime
        }

        /// The date this many days after the first of January 1969.
        private static func date(daysSince1969 days: UInt32) -> (year: UInt32, month: UInt32, day: UInt32) {
            // Years begin in March, so that the leap day is their last. The first of March of the year 0 is 719,103 days before.
            let days = days + 719_103
            let era = days / 146_097
            let dayOfEra = days % 146_097
            let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
            let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
            let monthFromMarch = (5 * dayOfYear + 2) / 153
            let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
            let year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)
            return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
        }

        /// Reads a message; see ``Message/init(parsing:of:)``. Whether the fields are a date is not judged.
        public init(parsing body: Span<UInt8>, of header: Header) throws(ParseError) {
            try header.confirm(.defineTimeDate, of: body, byteCount: 36)
            year = body.uint32(at: 0)
            month = body.uint32(at: 4)
            dayOfWeek = body.uint32(at: 8)
            day = body.uint32(at: 12)
            hour = body.uint32(at: 16)
            minute = body.uint32(at: 20)
            second = body.uint32(at: 24)
            millisecond = body.uint32(at: 28)
            systemTime = body.uint32(at: 32)
        }

        /// 36 bytes.
        public func bodyByteCount(in version: HeaderVersion) -> Int { 36 }

        /// Appends all fields.
        public func encodeBody(in version: HeaderVersion, into output: inout OutputSpan<UInt8>) {
            output.append(uint32: year)
            output.append(uint32: month)
            output.append(uint32: dayOfWeek)
            output.append(uint32: day)
            output.append(uint32: hour)
            output.append(uint32: minute)
            output.append(uint32: second)
            output.append(uint32: millisecond)
            output.append(uint32: systemTime)
        }
    }
}
