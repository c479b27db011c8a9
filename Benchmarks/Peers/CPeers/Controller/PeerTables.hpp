// The rows and maps of the assembled controller.
#pragma once
#include "FoldedHash.hpp"
#include "PeerTypes.h"
#include "Requirements.h"
#include <concurrentqueue/concurrentqueue.h>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <tbb/concurrent_hash_map.h>
#include <utility>

namespace peers {

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
