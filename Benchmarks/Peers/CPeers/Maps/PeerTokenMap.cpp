#include "CKTokenMap.hpp"
#include "TBBTokenMap.hpp"
#include "URCUTokenMap.hpp"

using namespace peers;

extern "C" {

peer_token_map *peer_token_map_create(
    peer_map_kind kind, size_t device_count, size_t thread_count, uint64_t hash_seed) {
    switch (kind) {
    case PEER_MAP_TBB: return new TBBTokenMap(device_count, thread_count, hash_seed);
    case PEER_MAP_URCU: return new URCUTokenMap(device_count, thread_count, hash_seed);
    case PEER_MAP_CK: return thread_count == 1 ? new CKTokenMap(device_count, hash_seed) : nullptr;
    }
    return nullptr;
}

void peer_token_map_destroy(peer_token_map *map) { delete map; }

size_t peer_token_map_grant(
    peer_token_map *map, size_t thread, const peer_endpoint *requests, size_t count, int64_t now_nanoseconds,
    peer_token *tokens) {
    return map->grant(thread, requests, count, now_nanoseconds, tokens);
}

size_t peer_token_map_redeem(
    peer_token_map *map, size_t thread, const peer_endpoint *requests, const peer_token *tokens, size_t count,
    int64_t now_nanoseconds) {
    return map->redeem(thread, requests, tokens, count, now_nanoseconds);
}

void peer_token_map_settle(peer_token_map *map) { map->settle(); }

}  // extern "C"
