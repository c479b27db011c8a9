// Userspace RCU's lock-free hash table, cds_lfht, as the maps here use it.
#pragma once
#include "FoldedHash.hpp"
#include "Requirements.h"
#define URCU_INLINE_SMALL_FUNCTIONS
#include <urcu/urcu-qsbr.h>
// After the flavour, as the library asks.
#include <urcu/rculfhash.h>

namespace peers {

/// A thread's time as a reader, in the flavour that is the fastest for readers (QSBR): reading costs nothing, and the thread
/// says now and then that it holds no reference. Registering once per call costs some hundred nanoseconds for a share of
/// devices.
class URCUReader {
public:
    URCUReader() { urcu_qsbr_register_thread(); }
    ~URCUReader() { urcu_qsbr_unregister_thread(); }
    URCUReader(const URCUReader &) = delete;
    URCUReader &operator=(const URCUReader &) = delete;

    /// To be called for each element worked on: after each 64 no reference is held.
    void pass(size_t index) {
        if (index % 64 == 63) urcu_qsbr_quiescent_state();
    }
};

/// A table that never resizes: as many buckets from the start as it will have entries, at least. With the least and the most
/// number of buckets equal it takes them from the allocator in one piece, which here lies on huge pages.
class URCUMap {
public:
    explicit URCUMap(size_t count) {
        size_t size = 1;
        while (size < count) size *= 2;
        table_ = cds_lfht_new_flavor(size, size, size, 0, &urcu_qsbr_flavor, nullptr);
        if (table_ == nullptr) abort();
    }

    /// Takes what is left out first: the library destroys empty tables only.
    ~URCUMap() {
        {
            URCUReader reader;
            cds_lfht_iter position;
            cds_lfht_node *node;
            cds_lfht_for_each(table_, &position, node) cds_lfht_del(table_, node);
        }
        cds_lfht_destroy(table_, nullptr);
    }

    URCUMap(const URCUMap &) = delete;
    URCUMap &operator=(const URCUMap &) = delete;

    cds_lfht *table() const { return table_; }

    /// The node of a key; null when there is none.
    template <class Key>
    cds_lfht_node *find(uint64_t hash, cds_lfht_match_fct match, const Key &key) const {
        cds_lfht_iter position;
        cds_lfht_lookup(table_, hash, match, &key, &position);
        return cds_lfht_iter_get_node(&position);
    }

private:
    cds_lfht *table_;
};

}  // namespace peers
