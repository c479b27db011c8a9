// Concurrency Kit's hash table, ck_ht, as the maps here use it.
#pragma once
#include "FoldedHash.hpp"
#include "Requirements.h"
#include <cstdlib>
extern "C" {
#include <ck_ht.h>
}

namespace peers {

/// A table for one writer that never grows: it grows when over half of its places are taken, so it begins with twice as many
/// as there will be entries.
class CKMap {
public:
    CKMap(size_t count, unsigned mode, uint64_t seed) : hash_(seed) {
        if (!ck_ht_init(&table_, mode, hashBytes, &memory, 2 * count + 2, seed)) abort();
    }

    ~CKMap() { ck_ht_destroy(&table_); }
    CKMap(const CKMap &) = delete;
    CKMap &operator=(const CKMap &) = delete;

    /// Enters a value under a name that stays where it is; false when the name has one.
    bool put(const peer_name &name, void *value) {
        ck_ht_entry_t entry;
        const ck_ht_hash_t hash = {hash_.hash(name)};
        ck_ht_entry_set(&entry, hash, &name, sizeof name, value);
        return ck_ht_put_spmc(&table_, hash, &entry);
    }

    /// The value of a name; null when it has none.
    void *find(const peer_name &name) {
        ck_ht_entry_t entry;
        ck_ht_entry_key_set(&entry, &name, sizeof name);
        return ck_ht_get_spmc(&table_, {hash_.hash(name)}, &entry) ? ck_ht_entry_value(&entry) : nullptr;
    }

    /// Removes a name; false when it is not there.
    bool remove(const peer_name &name) {
        ck_ht_entry_t entry;
        ck_ht_entry_key_set(&entry, &name, sizeof name);
        return ck_ht_remove_spmc(&table_, {hash_.hash(name)}, &entry);
    }

    /// Enters a value under a number, not 0; false when the number has one.
    bool put(uint64_t number, void *value) {
        ck_ht_entry_t entry;
        const ck_ht_hash_t hash = {hash_.hash(number)};
        ck_ht_entry_set_direct(&entry, hash, number, reinterpret_cast<uintptr_t>(value));
        return ck_ht_put_spmc(&table_, hash, &entry);
    }

    /// The value of a number; null when it has none.
    void *find(uint64_t number) {
        ck_ht_entry_t entry;
        ck_ht_entry_key_set_direct(&entry, number);
        if (!ck_ht_get_spmc(&table_, {hash_.hash(number)}, &entry)) return nullptr;
        return reinterpret_cast<void *>(ck_ht_entry_value_direct(&entry));
    }

    /// Removes a number; false when it is not there.
    bool remove(uint64_t number) {
        ck_ht_entry_t entry;
        ck_ht_entry_key_set_direct(&entry, number);
        return ck_ht_remove_spmc(&table_, {hash_.hash(number)}, &entry);
    }

    /// Drops the tombstones of a table that has become empty.
    void settle() {
        if (ck_ht_count(&table_) == 0) ck_ht_reset_spmc(&table_);
    }

private:
    static void *allocate(size_t size) { return malloc(size); }
    // Nobody reads while the one thread writes: nothing to defer.
    static void release(void *memory, size_t, bool) { free(memory); }
    static inline ck_malloc memory = {allocate, nullptr, release};

    /// The library's own way to a hash; the calls above give theirs.
    static void hashBytes(ck_ht_hash_t *hash, const void *key, size_t length, uint64_t seed) {
        const FoldedHash folded(seed);
        hash->value = length == sizeof(peer_name) ? folded.hash(*static_cast<const peer_name *>(key))
                                                  : folded.hash(*static_cast<const uint64_t *>(key));
    }

    ck_ht_t table_;
    FoldedHash hash_;
};

}  // namespace peers
