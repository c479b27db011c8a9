// How every map of the peers spreads its keys.
#pragma once
#include "PeerTypes.h"
#include <cstddef>
#include <cstdint>

namespace peers {

/// Hash and equality for the maps: the folded 128-bit product that our own tables use, with two secret words.
class FoldedHash {
public:
    explicit FoldedHash(uint64_t seed) noexcept : first_(mixed(seed + step) | 1), second_(mixed(seed + 2 * step) | 1) {}

    size_t hash(const peer_name &name) const noexcept { return fold(name.high, name.low); }
    size_t hash(uint64_t line) const noexcept { return fold(line, step); }
    bool equal(const peer_name &a, const peer_name &b) const noexcept { return a.high == b.high && a.low == b.low; }
    bool equal(uint64_t a, uint64_t b) const noexcept { return a == b; }

private:
    static constexpr uint64_t step = 0x9E3779B97F4A7C15;

    static uint64_t mixed(uint64_t x) noexcept {
        x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9;
        x = (x ^ x >> 27) * 0x94D049BB133111EB;
        return x ^ x >> 31;
    }

    static uint64_t product(uint64_t a, uint64_t b) noexcept {
        const unsigned __int128 wide = static_cast<unsigned __int128>(a) * b;
        return static_cast<uint64_t>(wide >> 64) ^ static_cast<uint64_t>(wide);
    }

    uint64_t fold(uint64_t a, uint64_t b) const noexcept {
        return product(product(a ^ first_, b ^ second_), 0xD6E8FEB86659FD93);
    }

    uint64_t first_, second_;
};

}  // namespace peers
