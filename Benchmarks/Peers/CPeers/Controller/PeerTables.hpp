// The rows and maps of the assembled controller.
#pragma once
#include "CPeers.h"
#include <concurrentqueue/concurrentqueue.h>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <tbb/concurrent_hash_map.h>
#include <utility>

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

/// A live token.
struct TokenRow {
    peer_token token;
    peer_address address;
    int64_t grantedAt;
    int64_t timeout;

    bool isLive(int64_t now) const noexcept { return now - grantedAt < timeout; }
};

/// A device that is queued, registered, or both.
///
/// A device is in the queue at most once because its row says so: registering creates the row or finds it, sets `isQueued`
/// under the row's lock, and whoever finds it set does not queue again; service clears it. One map so serves for both
/// purposes, which costs an insertion less than a set of queued names beside it.
struct RegistrationRow {
    peer_address address;
    uint64_t line;  // 0 while it has none
    int64_t registeredAt;
    uint16_t templateIdentifier;
    bool isQueued;
    bool isRegistered;
    bool hasMailbox;
};

/// An entry of the queue.
struct QueueEntry {
    peer_name device;
    peer_address address;
    int64_t arrivedAt;
    uint64_t context;
};

/// Nodes come from jemalloc, the process's allocator, set up as `malloc_conf` says: faster here than TBB's own allocator.
template <class Key, class Value>
using Map = tbb::concurrent_hash_map<Key, Value, FoldedHash, std::allocator<std::pair<const Key, Value>>>;

using TokenMap = Map<peer_name, TokenRow>;
using RegistrationMap = Map<peer_name, RegistrationRow>;
using DirectoryMap = Map<uint64_t, peer_name>;

/// Blocks of 256 elements instead of 32: a batch of 64 then crosses a block's border once in four batches.
struct QueueTraits : moodycamel::ConcurrentQueueDefaultTraits {
    static const size_t BLOCK_SIZE = 256;
};

using Queue = moodycamel::ConcurrentQueue<QueueEntry, QueueTraits>;

}  // namespace peers
