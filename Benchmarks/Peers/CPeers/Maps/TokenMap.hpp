// What the token maps of all libraries have in common.
#pragma once
#include "ChaChaGenerator.hpp"
#include "FoldedHash.hpp"
#include "PeerTokenMap.h"
#include "Requirements.h"
#include <vector>

/// A map of tokens, and a source of secrets for each thread: one virtual call per share of devices, none per device.
struct peer_token_map {
    peer_token_map(size_t threadCount, uint64_t hashSeed) {
        for (size_t thread = 0; thread < threadCount; ++thread) {
            const uint64_t seed[4] = {hashSeed, thread, 2, 3};
            secrets_.push_back(Secrets{peers::ChaChaGenerator(seed)});
        }
    }

    virtual ~peer_token_map() = default;
    peer_token_map(const peer_token_map &) = delete;
    peer_token_map &operator=(const peer_token_map &) = delete;

    virtual size_t grant(
        size_t thread, const peer_endpoint *requests, size_t count, int64_t now, peer_token *tokens) = 0;
    virtual size_t redeem(
        size_t thread, const peer_endpoint *requests, const peer_token *tokens, size_t count, int64_t now) = 0;
    virtual void settle() {}

protected:
    static constexpr int64_t timeoutNanoseconds = 10'000'000'000;

    peers::ChaChaGenerator &secrets(size_t thread) { return secrets_[thread].generator; }

private:
    /// On lines of its own: each thread writes its generator with every token.
    struct alignas(128) Secrets {
        peers::ChaChaGenerator generator;
    };
    std::vector<Secrets> secrets_;
};

namespace peers {

/// A token and what is kept with it, in every map.
struct LiveToken {
    peer_token token;
    peer_address address;
    int64_t grantedAt;
    int64_t timeout;

    bool isLive(int64_t now) const noexcept { return now - grantedAt < timeout; }

    /// Whether the token is the one shown: all 128 bits, whatever the first say.
    bool isShown(const peer_token &shown) const noexcept {
        return ((token.high ^ shown.high) | (token.low ^ shown.low)) == 0;
    }
};

}  // namespace peers
