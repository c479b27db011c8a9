// Tokens outstanding in hash maps of other libraries: what ours is compared with, by itself.
#pragma once
#include "PeerTypes.h"
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Which library's hash map.
typedef enum {
    /// tbb::concurrent_hash_map.
    PEER_MAP_TBB,
    /// cds_lfht of userspace RCU.
    PEER_MAP_URCU,
    /// ck_ht of Concurrency Kit: one writer by contract, so one thread here.
    PEER_MAP_CK,
} peer_map_kind;

/// Live tokens by device. No library's interface lets a caller ask for the memory of a key ahead, so none does.
typedef struct peer_token_map peer_token_map;

/// A map with room for `device_count` tokens, used by `thread_count` threads, each with an equal share. Ends the process when
/// memory is short.
peer_token_map *peer_token_map_create(
    peer_map_kind kind, size_t device_count, size_t thread_count, uint64_t hash_seed);

/// Frees a map.
void peer_token_map_destroy(peer_token_map *map);

/// Grants each device a token unless it has a live one; writes what each has into `tokens`; returns how many are new. One call
/// per thread at a time.
size_t peer_token_map_grant(
    peer_token_map *map, size_t thread, const peer_endpoint *requests, size_t count, int64_t now_nanoseconds,
    peer_token *tokens);

/// Uses up the token of each device that shows its live one, at most once; returns how many did.
size_t peer_token_map_redeem(
    peer_token_map *map, size_t thread, const peer_endpoint *requests, const peer_token *tokens, size_t count,
    int64_t now_nanoseconds);

/// Makes the memory of used tokens available again where the library needs a moment without readers for it. While nobody else
/// calls; outside the clock, which favours the peer.
void peer_token_map_settle(peer_token_map *map);

#ifdef __cplusplus
}
#endif
