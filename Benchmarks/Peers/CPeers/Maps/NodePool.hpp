// Memory for maps that link nodes of the caller's.
#pragma once
#include <cstddef>
#include <vector>

namespace peers {

/// The nodes of one thread, all allocated from the start, side by side: no allocator is called while the clock runs, and a
/// node's neighbours are the nodes taken after it. A node given back can be taken again after `settle()`.
template <class Node>
class alignas(128) NodePool {
public:
    explicit NodePool(size_t count) : nodes_(count) {
        free_.reserve(count);
        retired_.reserve(count);
        for (Node &node : nodes_) free_.push_back(&node);
    }

    /// A node; null when none is left.
    Node *take() noexcept { return used_ < free_.size() ? free_[used_++] : nullptr; }

    /// Takes the last `take()` back: its node was not needed.
    void untake() noexcept { --used_; }

    /// Gives back a node that others may still read.
    void retire(Node *node) { retired_.push_back(node); }

    /// Makes what was given back available. Nobody reads it any more.
    void settle() {
        free_.erase(free_.begin(), free_.begin() + static_cast<std::ptrdiff_t>(used_));
        free_.insert(free_.end(), retired_.begin(), retired_.end());
        retired_.clear();
        used_ = 0;
    }

private:
    std::vector<Node> nodes_;
    std::vector<Node *> free_, retired_;
    size_t used_ = 0;
};

/// A pool for each thread, each with the share that a thread can have of `count` nodes.
template <class Node>
std::vector<NodePool<Node>> makePools(size_t count, size_t threadCount) {
    std::vector<NodePool<Node>> pools;
    pools.reserve(threadCount);
    for (size_t thread = 0; thread < threadCount; ++thread) pools.emplace_back(count / threadCount + 1);
    return pools;
}

}  // namespace peers
