// The source of token secrets: a ChaCha12 keystream with fast key erasure, the same strength and the same work per secret as
// ours, so that neither side wins by a weaker generator.
#pragma once
#include "PeerTypes.h"
#include <cstddef>
#include <cstdint>

namespace peers {

/// Four 32-bit lanes: word i of four blocks side by side. 128 bits, as every x86-64 and AArch64 processor has.
typedef uint32_t Lanes __attribute__((vector_size(16)));

/// Fourteen secrets per refill of 256 bytes; the last two vectors are the next key. One thread.
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
        const Lanes words = buffer_[used_++];
        return {uint64_t(words[0]) << 32 | words[1], uint64_t(words[2]) << 32 | words[3]};
    }

private:
    static constexpr size_t secretCount = 14;
    static constexpr int doubleRoundCount = 6;

    static Lanes all(uint32_t word) noexcept { return Lanes{word, word, word, word}; }
    static Lanes rotated(Lanes x, int count) noexcept { return x << count | x >> (32 - count); }

    static void quarterRound(Lanes &a, Lanes &b, Lanes &c, Lanes &d) noexcept {
        a += b, d = rotated(d ^ a, 16);
        c += d, b = rotated(b ^ c, 12);
        a += b, d = rotated(d ^ a, 8);
        c += d, b = rotated(b ^ c, 7);
    }

    __attribute__((noinline)) void refill() noexcept {
        Lanes start[16] = {all(0x61707865), all(0x3320646e), all(0x79622d32), all(0x6b206574)};
        for (size_t word = 0; word < 8; ++word) start[4 + word] = all(key_[word]);
        start[12] = Lanes{0, 1, 2, 3};  // counter; each key serves one refill, so it and the nonce start from zero
        start[13] = start[14] = start[15] = all(0);
        Lanes x[16];
        for (size_t word = 0; word < 16; ++word) x[word] = start[word];
        for (int round = 0; round < doubleRoundCount; ++round) {
            quarterRound(x[0], x[4], x[8], x[12]);
            quarterRound(x[1], x[5], x[9], x[13]);
            quarterRound(x[2], x[6], x[10], x[14]);
            quarterRound(x[3], x[7], x[11], x[15]);
            quarterRound(x[0], x[5], x[10], x[15]);
            quarterRound(x[1], x[6], x[11], x[12]);
            quarterRound(x[2], x[7], x[8], x[13]);
            quarterRound(x[3], x[4], x[9], x[14]);
        }
        for (size_t word = 0; word < 16; ++word) buffer_[word] = x[word] + start[word];
        for (size_t word = 0; word < 8; ++word) key_[word] = buffer_[14 + word / 4][word % 4];
        used_ = 0;
    }

    uint32_t key_[8];
    Lanes buffer_[16];
    size_t used_ = secretCount;
};

}  // namespace peers
