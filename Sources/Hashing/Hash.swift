internal import CNettle

/// A cryptographic hash on its way: takes in pieces of text, gives the result.
///
///     var hash = Hash(.sha256)
///     hash.combine(bytes.span)
///     let value = hash.finish()
///
/// A value: a copy goes its own way. Nothing is allocated; time in proportion to what is taken in. Computed by Nettle.
public struct Hash: Sendable {
    /// A hash function.
    public enum Algorithm: Hashable, Sendable {
        /// MD5 (RFC 1321), 16 bytes. Broken for signatures; here for the digests of SIP, which know no other in old phones.
        case md5
        /// SHA-256 (FIPS 180-4), 32 bytes.
        case sha256
    }

    private enum State: Sendable {
        case md5(md5_ctx)
        case sha256(sha256_ctx)
    }

    private var state: State

    /// A hash of nothing yet.
    public init(_ algorithm: Algorithm) {
        // Nettle writes its own start into each.
        switch algorithm {
        case .md5:
            var context = md5_ctx()
            unsafe nettle_md5_init(&context)
            state = .md5(context)
        case .sha256:
            var context = sha256_ctx()
            unsafe nettle_sha256_init(&context)
            state = .sha256(context)
        }
    }

    /// Takes in these bytes.
    public mutating func combine(_ bytes: Span<UInt8>) {
        guard !bytes.isEmpty else { return }
        // Nettle reads the bytes within the call and keeps no pointer.
        switch state {
        case .md5(var context):
            unsafe bytes.withUnsafeBufferPointer {
                unsafe nettle_md5_update(&context, $0.count, $0.baseAddress)
            }
            state = .md5(context)
        case .sha256(var context):
            unsafe bytes.withUnsafeBufferPointer {
                unsafe nettle_sha256_update(&context, $0.count, $0.baseAddress)
            }
            state = .sha256(context)
        }
    }

    /// The result.
    public consuming func finish() -> HashValue {
        // Nettle writes as many bytes as it is told, which are those of the function and no more than there is room for.
        var bytes = InlineArray<32, UInt8>(repeating: 0)
        var span = bytes.mutableSpan
        switch state {
        case .md5(var context):
            unsafe span.withUnsafeMutableBufferPointer {
                unsafe nettle_md5_digest(&context, Int(MD5_DIGEST_SIZE), $0.baseAddress)
            }
            return HashValue(bytes: bytes, count: Int(MD5_DIGEST_SIZE))
        case .sha256(var context):
            unsafe span.withUnsafeMutableBufferPointer {
                unsafe nettle_sha256_digest(&context, Int(SHA256_DIGEST_SIZE), $0.baseAddress)
            }
            return HashValue(bytes: bytes, count: Int(SHA256_DIGEST_SIZE))
        }
    }

    /// The hash of these bytes.
    public static func value(of bytes: Span<UInt8>, _ algorithm: Algorithm) -> HashValue {
        var hash = Hash(algorithm)
        hash.combine(bytes)
        return hash.finish()
    }
}

/// What a hash came to.
public struct HashValue: Sendable, BitwiseCopyable {
    /// Its bytes, and zeros behind them.
    public let bytes: InlineArray<32, UInt8>
    /// How many there are: 16 or 32.
    public let count: Int

    /// The bytes as an array.
    public var array: [UInt8] { (0..<count).map { bytes[$0] } }
}
