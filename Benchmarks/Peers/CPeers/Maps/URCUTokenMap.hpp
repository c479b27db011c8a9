// Tokens in cds_lfht.
#pragma once
#include "NodePool.hpp"
#include "TokenMap.hpp"
#include "URCUMap.hpp"

namespace peers {

/// The links are part of the node, as the library recommends, and a node is used again after a grace period: one for all
/// tokens that a run used up, and outside the clock.
class URCUTokenMap final : public peer_token_map {
public:
    URCUTokenMap(size_t deviceCount, size_t threadCount, uint64_t hashSeed)
        : peer_token_map(threadCount, hashSeed), hash_(hashSeed),
          pools_(makePools<Node>(deviceCount, threadCount)), map_(deviceCount) {}

    size_t grant(
        size_t thread, const peer_endpoint *requests, size_t count, int64_t now, peer_token *tokens) override {
        URCUReader reader;
        ChaChaGenerator &generator = secrets(thread);
        NodePool<Node> &pool = pools_[thread];
        size_t granted = 0;
        for (size_t index = 0; index < count; ++index) {
            const peer_endpoint &request = requests[index];
            Node *node = pool.take();
            if (node == nullptr) break;
            // A node is complete before others can see it.
            node->device = request.device;
            node->live = LiveToken{generator.next(), request.address, now, timeoutNanoseconds};
            Node *present = add(node);
            if (present == node) {
                ++granted;
            } else if (present->live.isLive(now)) {
                pool.untake();
            } else if (replace(node)) {
                pool.retire(present);
                present = node;
                ++granted;
            }
            tokens[index] = present->live.token;
            reader.pass(index);
        }
        return granted;
    }

    size_t redeem(
        size_t thread, const peer_endpoint *requests, const peer_token *tokens, size_t count, int64_t now) override {
        URCUReader reader;
        size_t redeemed = 0;
        for (size_t index = 0; index < count; ++index) {
            const peer_name &device = requests[index].device;
            cds_lfht_node *found = map_.find(hash_.hash(device), matches, device);
            Node *node = found ? caa_container_of(found, Node, link) : nullptr;
            // Of those that compare equal one removes the node: at most one call succeeds per token.
            if (node && node->live.isShown(tokens[index]) && cds_lfht_del(map_.table(), found) == 0) {
                if (node->live.isLive(now)) ++redeemed;
                pools_[thread].retire(node);
            }
            reader.pass(index);
        }
        return redeemed;
    }

    void settle() override {
        urcu_qsbr_synchronize_rcu();
        for (auto &pool : pools_) pool.settle();
    }

private:
    struct Node {
        cds_lfht_node link;
        peer_name device;
        LiveToken live;
    };

    static int matches(cds_lfht_node *link, const void *key) {
        const peer_name &device = caa_container_of(link, Node, link)->device;
        const auto *wanted = static_cast<const peer_name *>(key);
        return device.high == wanted->high && device.low == wanted->low;
    }

    /// Adds a node unless its device has one; returns the one that is there then.
    Node *add(Node *node) {
        cds_lfht_node *link = cds_lfht_add_unique(
            map_.table(), hash_.hash(node->device), matches, &node->device, &node->link);
        return caa_container_of(link, Node, link);
    }

    /// Puts a node in the place of its device's; false when that has gone meanwhile.
    bool replace(Node *node) {
        const uint64_t hash = hash_.hash(node->device);
        cds_lfht_iter position;
        cds_lfht_lookup(map_.table(), hash, matches, &node->device, &position);
        return cds_lfht_replace(map_.table(), &position, hash, matches, &node->device, &node->link) == 0;
    }

    FoldedHash hash_;
    /// Before the map, which walks its nodes when it is destroyed.
    std::vector<NodePool<Node>> pools_;
    URCUMap map_;
};

}  // namespace peers
