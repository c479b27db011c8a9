// Tokens in ck_ht.
#pragma once
#include "CKMap.hpp"
#include "NodePool.hpp"
#include "TokenMap.hpp"

namespace peers {

/// On one thread. In the mode for tables that see many deletions.
class CKTokenMap final : public peer_token_map {
public:
    CKTokenMap(size_t deviceCount, uint64_t hashSeed)
        : peer_token_map(1, hashSeed), map_(deviceCount, CK_HT_MODE_BYTESTRING | CK_HT_WORKLOAD_DELETE, hashSeed),
          pool_(deviceCount) {}

    size_t grant(
        size_t thread, const peer_endpoint *requests, size_t count, int64_t now, peer_token *tokens) override {
        ChaChaGenerator &generator = secrets(thread);
        size_t granted = 0;
        for (size_t index = 0; index < count; ++index) {
            const peer_endpoint &request = requests[index];
            Node *node = pool_.take();
            if (node == nullptr) break;
            node->device = request.device;
            const bool isNew = map_.put(node->device, node);
            if (!isNew) {
                pool_.untake();
                node = static_cast<Node *>(map_.find(request.device));
            }
            if (isNew || !node->live.isLive(now)) {
                node->live = LiveToken{generator.next(), request.address, now, timeoutNanoseconds};
                ++granted;
            }
            tokens[index] = node->live.token;
        }
        return granted;
    }

    size_t redeem(
        size_t, const peer_endpoint *requests, const peer_token *tokens, size_t count, int64_t now) override {
        size_t redeemed = 0;
        for (size_t index = 0; index < count; ++index) {
            auto *node = static_cast<Node *>(map_.find(requests[index].device));
            if (node == nullptr || !node->live.isShown(tokens[index])) continue;
            if (node->live.isLive(now)) ++redeemed;
            map_.remove(node->device);
            pool_.retire(node);
        }
        return redeemed;
    }

    void settle() override {
        map_.settle();
        pool_.settle();
    }

private:
    struct Node {
        peer_name device;
        LiveToken live;
    };

    CKMap map_;
    NodePool<Node> pool_;
};

}  // namespace peers
