internal import FoundationEssentials
public import Histogram

/// The HdrHistogram V2 encoding, plain, compressed and as text: what other HdrHistogram tools read and write.
///
/// Plain: a header of 40 bytes, big-endian, then the counts from index zero to the last that is not zero, as
/// ``ZigZagNumber``s, a negative number standing for that many zeros. Compressed: a header of 8 bytes and the plain form
/// through zlib. Every count survives; the least and the greatest value survive to within the histogram's resolution.
public enum HistogramEncoding {
    /// The first word of the plain form.
    static let plainCookie: UInt32 = 0x1c84_9313
    /// The first word of the compressed form.
    static let compressedCookie: UInt32 = 0x1c84_9314
    /// Bytes before the counts of the plain form.
    static let headerByteCount = 40
    /// The longest text of a legal histogram, in bytes: a bound for readers.
    static let textByteCountMax =
        (headerByteCount + HistogramLayout.countsLengthMax * ZigZagNumber.byteCountMax) * 3 / 2

    /// The base64 text of the compressed form. `nil` when the histogram's layout is beyond what the encoding is read
    /// with; never for ``LatencyRange``.
    public static func text(of histogram: Histogram<UInt64>) -> String? {
        guard let plain = plain(histogram) else { return nil }
        let compressed = Zlib.compress(plain)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(8 + compressed.count)
        append(compressedCookie, to: &bytes)
        append(UInt32(compressed.count), to: &bytes)
        bytes += compressed
        return Data(bytes).base64EncodedString()
    }

    /// Reads the text form. Any text is safe: what is allocated is bounded by the largest legal histogram.
    public static func histogram(text: String) throws(HistogramDecodingError) -> Histogram<UInt64> {
        guard let data = Data(base64Encoded: text) else { throw .notBase64 }
        return try histogram(compressed: [UInt8](data))
    }

    /// Reads the compressed form.
    static func histogram(compressed bytes: [UInt8]) throws(HistogramDecodingError) -> Histogram<UInt64> {
        var rest = bytes[...]
        guard let cookie: UInt32 = removeFirst(from: &rest), let length: UInt32 = removeFirst(from: &rest) else {
            throw .truncated
        }
        guard cookie == compressedCookie else { throw .unknownCookie(cookie) }
        guard Int(length) == rest.count else { throw .lengthMismatch }
        let compressed = [UInt8](rest)
        // Once for the header, which tells how much there may be; then all of it into exactly that much memory.
        let beginning = Zlib.decompress(compressed, byteCountMax: headerByteCount)
        let header = try Header(beginning.bytes)
        let byteCount = headerByteCount + header.payloadByteCount
        let whole = Zlib.decompress(compressed, byteCountMax: byteCount)
        guard whole.isComplete else { throw .damagedCompression }
        return try histogram(plain: whole.bytes)
    }

    /// The plain form; `nil` as for ``text(of:)``.
    static func plain(_ histogram: Histogram<UInt64>) -> [UInt8]? {
        guard let layout = HistogramLayout(of: histogram) else { return nil }
        let length = histogram.totalCount == 0 ? 0 : layout.index(of: histogram.maxRecorded) + 1
        guard length <= layout.countsLength else { return nil }
        var counts: [UInt8] = []
        var zeros: Int64 = 0
        for index in 0..<length {
            guard let count = Int64(exactly: histogram.countForValue(layout.lowestValue(at: index))) else { return nil }
            if count == 0 {
                zeros += 1
                continue
            }
            if zeros > 0 { ZigZagNumber.append(zeros == 1 ? 0 : -zeros, to: &counts) }
            zeros = 0
            ZigZagNumber.append(count, to: &counts)
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(headerByteCount + counts.count)
        append(plainCookie, to: &bytes)
        append(UInt32(counts.count), to: &bytes)
        append(UInt32(0), to: &bytes)  // no index shift
        append(UInt32(layout.digits.rawValue), to: &bytes)
        append(layout.lowest, to: &bytes)
        append(layout.highest, to: &bytes)
        append((1.0).bitPattern, to: &bytes)  // values are whole numbers as they are
        return bytes + counts
    }

    /// Reads the plain form.
    static func histogram(plain bytes: [UInt8]) throws(HistogramDecodingError) -> Histogram<UInt64> {
        let header = try Header(bytes)
        guard bytes.count == headerByteCount + header.payloadByteCount else { throw .lengthMismatch }
        let layout = header.layout
        var histogram = Histogram<UInt64>(
            lowestDiscernibleValue: layout.lowest, highestTrackableValue: layout.highest,
            numberOfSignificantValueDigits: layout.digits)
        var rest = bytes[headerByteCount...]
        var (index, sum) = (0, ValueSum())
        var pending: (index: Int, count: UInt64)?
        while !rest.isEmpty {
            guard let number = ZigZagNumber.removeFirst(from: &rest) else { throw .truncated }
            let width = number < 0 ? number.magnitude : 1
            guard width <= UInt64(layout.countsLength - index) else { throw .tooManyCounts }
            if number > 0 {
                guard sum.add(layout.highestValue(at: index), count: number.magnitude) else { throw .countOverflow }
                if let pending { histogram.record(layout.lowestValue(at: pending.index), count: pending.count) }
                pending = (index, number.magnitude)
            }
            index += Int(width)
        }
        // The last place is recorded by its highest value: all that is known of the greatest value is that it is within.
        if let pending { histogram.record(layout.highestValue(at: pending.index), count: pending.count) }
        return histogram
    }

    /// The fixed part of the plain form.
    private struct Header {
        let payloadByteCount: Int
        let layout: HistogramLayout

        init(_ bytes: [UInt8]) throws(HistogramDecodingError) {
            var rest = bytes[...]
            guard let cookie: UInt32 = removeFirst(from: &rest), let length: UInt32 = removeFirst(from: &rest),
                let shift: UInt32 = removeFirst(from: &rest), let digits: UInt32 = removeFirst(from: &rest),
                let lowest: UInt64 = removeFirst(from: &rest), let highest: UInt64 = removeFirst(from: &rest),
                let _: UInt64 = removeFirst(from: &rest)
            else { throw .truncated }
            guard cookie == plainCookie else { throw .unknownCookie(cookie) }
            guard shift == 0, let layout = HistogramLayout(lowest: lowest, highest: highest, digits: digits) else {
                throw .unsupportedLayout
            }
            guard Int(length) <= layout.countsLength * ZigZagNumber.byteCountMax else { throw .tooManyCounts }
            payloadByteCount = Int(length)
            self.layout = layout
        }
    }

    private static func append<Word: FixedWidthInteger>(_ word: Word, to bytes: inout [UInt8]) {
        for shift in stride(from: Word.bitWidth - 8, through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: word >> Word(shift)))
        }
    }

    private static func removeFirst<Word: FixedWidthInteger>(from bytes: inout ArraySlice<UInt8>) -> Word? {
        let byteCount = Word.bitWidth / 8
        guard bytes.count >= byteCount else { return nil }
        defer { bytes = bytes.dropFirst(byteCount) }
        return bytes.prefix(byteCount).reduce(0) { $0 << 8 | Word($1) }
    }
}
