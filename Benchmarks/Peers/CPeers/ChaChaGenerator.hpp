// The source of token secrets: a ChaCha12 keystream with fast key erasure, in vectors as wide as the processor has: the same strength
// and the same work per secret as ours, so that neither side wins by a weaker generator.
#pragma once
#include "PeerTypes.h"
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace peers {

/// Eight 32-bit lanes: word i of eight blocks side by side.
typedef uint32_t Lanes __attribute__((vector_size(32)));
/// One secret.
typedef uint32_t Words __attribute__((vector_size(16)));

/// Thirty secrets per refill of 512 bytes; the last two vectors are the next key. One thread.
class ChaChaGenerator {
public:
    explicit ChaChaGenerator(const uint64_t *seed) noexcept {
        for (size_t word = 0; word < 4; ++word) {
            key_[2 * word] = static_cast<uint32_t>(seed[word]);
            key_[2 * word + 1] = static_cast<uint32_t>(seed[word] >> 32);
        }
    }

    /// The next 128 bits.
    peer_token next() noexcept {
        if (used_ == secretCount) refill();
        Words words;
        std::memcpy(&words, reinterpret_cast<const char *>(buffer_) + 16 * used_++, sizeof words);
        return {uint64_t(words[0]) << 32 | words[1], uint64_t(words[2]) << 32 | words[3]};
    }

private:
    static constexpr size_t secretCount = 30;
    static constexpr int doubleRoundCount = 6;

    // Macros, since functions could not pass vectors that only some processors have in registers.
#define PEERS_ROTATED(x, count) ((x) << (count) | (x) >> (32 - (count)))
#define PEERS_QUARTER_ROUND(a, b, c, d)                                                                                \
    do {                                                                                                               \
        a += b, d = PEERS_ROTATED(d ^ a, 16);                                                                          \
        c += d, b = PEERS_ROTATED(b ^ c, 12);                                                                          \
        a += b, d = PEERS_ROTATED(d ^ a, 8);                                                                           \
        c += d, b = PEERS_ROTATED(b ^ c, 7);                                                                           \
    } while (0)

    static inline __attribute__((always_inline)) void fill(const uint32_t *key, Lanes *buffer) noexcept {
        static const uint32_t constants[4] = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574};
        Lanes start[16], x[16];
        for (size_t word = 0; word < 4; ++word) start[word] = Lanes{} + constants[word];
        for (size_t word = 0; word < 8; ++word) start[4 + word] = Lanes{} + key[word];
        start[12] = Lanes{0, 1, 2, 3, 4, 5, 6, 7};  // each key serves one refill: counter and nonce start from zero
        start[13] = start[14] = start[15] = Lanes{};
        for (size_t word = 0; word < 16; ++word) x[word] = start[word];
        for (int round = 0; round < doubleRoundCount; ++round) {
            PEERS_QUARTER_ROUND(x[0], x[4], x[8], x[12]);
            PEERS_QUARTER_ROUND(x[1], x[5], x[9], x[13]);
            PEERS_QUARTER_ROUND(x[2], x[6], x[10], x[14]);
            PEERS_QUARTER_ROUND(x[3], x[7], x[11], x[15]);
            PEERS_QUARTER_ROUND(x[0], x[5], x[10], x[15]);
            PEERS_QUARTER_ROUND(x[1], x[6], x[11], x[12]);
            PEERS_QUARTER_ROUND(x[2], x[7], x[8], x[13]);
            PEERS_QUARTER_ROUND(x[3], x[4], x[9], x[14]);
        }
        for (size_t word = 0; word < 16; ++word) buffer[word] = x[word] + start[word];
    }
#undef PEERS_QUARTER_ROUND
#undef PEERS_ROTATED

    static void fillAnywhere(const uint32_t *key, Lanes *buffer) noexcept { fill(key, buffer); }
#if defined(__x86_64__)
    __attribute__((target("avx2"))) static void fillWide(const uint32_t *key, Lanes *buffer) noexcept { fill(key, buffer); }
    static bool hasWideVectors() noexcept { return __builtin_cpu_supports("avx2"); }
#else
    static void fillWide(const uint32_t *key, Lanes *buffer) noexcept { fill(key, buffer); }
    static bool hasWideVectors() noexcept { return false; }
#endif

    __attribute__((noinline)) void refill() noexcept {
        hasWideVectors() ? fillWide(key_, buffer_) : fillAnywhere(key_, buffer_);
        std::memcpy(key_, reinterpret_cast<const char *>(buffer_) + 16 * secretCount, sizeof key_);
        used_ = 0;
    }

    uint32_t key_[8];
    Lanes buffer_[16];
    size_t used_ = secretCount;
};

}  // namespace peers
