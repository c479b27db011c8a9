// Tokens in tbb::concurrent_hash_map.
#pragma once
#include "Controller/PeerTables.hpp"
#include "TokenMap.hpp"

namespace peers {

/// The map of the assembled controller, its buckets reserved, its nodes from jemalloc on huge pages.
class TBBTokenMap final : public peer_token_map {
public:
    TBBTokenMap(size_t deviceCount, size_t threadCount, uint64_t hashSeed)
        : peer_token_map(threadCount, hashSeed), map_(deviceCount, FoldedHash(hashSeed)) {}

    size_t grant(
        size_t thread, const peer_endpoint *requests, size_t count, int64_t now, peer_token *tokens) override {
        ChaChaGenerator &generator = secrets(thread);
        size_t granted = 0;
        for (size_t index = 0; index < count; ++index) {
            const peer_endpoint &request = requests[index];
            Map<peer_name, LiveToken>::accessor row;
            if (map_.insert(row, request.device) || !row->second.isLive(now)) {
                row->second = LiveToken{generator.next(), request.address, now, timeoutNanoseconds};
                ++granted;
            }
            tokens[index] = row->second.token;
        }
        return granted;
    }

    size_t redeem(
        size_t, const peer_endpoint *requests, const peer_token *tokens, size_t count, int64_t now) override {
        size_t redeemed = 0;
        for (size_t index = 0; index < count; ++index) {
            Map<peer_name, LiveToken>::accessor row;
            if (!map_.find(row, requests[index].device) || !row->second.isShown(tokens[index])) continue;
            // Compared and erased under the row's lock: at most one call succeeds per token.
            if (row->second.isLive(now)) ++redeemed;
            map_.erase(row);
        }
        return redeemed;
    }

private:
    Map<peer_name, LiveToken> map_;
};

}  // namespace peers
