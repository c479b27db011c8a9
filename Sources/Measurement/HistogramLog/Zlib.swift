internal import CZlib

/// zlib in one call each way.
enum Zlib {
    /// What came out of compressed bytes.
    struct Decompressed {
        /// The bytes, as far as the limit or the damage.
        var bytes: [UInt8]
        /// Whether the compressed data was whole, ended where the input ends, and filled the limit exactly.
        var isComplete: Bool
    }

    /// Compresses `bytes`.
    static func compress(_ bytes: [UInt8]) -> [UInt8] {
        var byteCount = compressBound(uLong(bytes.count))
        var compressed = [UInt8](repeating: 0, count: Int(byteCount))
        // The output is as large as zlib says the worst case is, so it cannot fail but for want of memory.
        let status = unsafe compress2(&compressed, &byteCount, bytes, uLong(bytes.count), Z_DEFAULT_COMPRESSION)
        precondition(status == Z_OK, "zlib found no memory")
        compressed.removeLast(compressed.count - Int(byteCount))
        return compressed
    }

    /// Decompresses `bytes` into at most `byteCountMax` bytes, which is also all that is allocated.
    static func decompress(_ bytes: [UInt8], byteCountMax: Int) -> Decompressed {
        var output = [UInt8](repeating: 0, count: byteCountMax)
        var outputCount = uLongf(byteCountMax)
        var inputCount = uLong(bytes.count)
        // Both lengths are those of the arrays, which outlive the call.
        let status = unsafe uncompress2(&output, &outputCount, bytes, &inputCount)
        output.removeLast(byteCountMax - min(byteCountMax, Int(outputCount)))
        return Decompressed(
            bytes: output,
            isComplete: status == Z_OK && Int(inputCount) == bytes.count && output.count == byteCountMax)
    }
}
