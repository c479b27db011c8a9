#include "CKTable.hpp"
#include "TBBTable.hpp"
#include "URCUTable.hpp"

using namespace peers;

extern "C" {

peer_table *peer_table_create(peer_map_kind kind, size_t device_count, size_t thread_count, uint64_t hash_seed) {
    switch (kind) {
    case PEER_MAP_TBB: return new TBBTable(device_count, thread_count, hash_seed);
    case PEER_MAP_URCU: return new URCUTable(device_count, thread_count, hash_seed);
    case PEER_MAP_CK: return thread_count == 1 ? new CKTable(device_count, hash_seed) : nullptr;
    }
    return nullptr;
}

void peer_table_destroy(peer_table *table) { delete table; }

size_t peer_table_upsert(
    peer_table *table, size_t thread, const peer_endpoint *devices, size_t count, int64_t now_nanoseconds,
    uint64_t *lines) {
    return table->upsert(thread, devices, count, now_nanoseconds, lines);
}

size_t peer_table_find_devices(peer_table *table, size_t thread, const peer_endpoint *devices, size_t count) {
    return table->findDevices(thread, devices, count);
}

size_t peer_table_find_lines(
    peer_table *table, size_t thread, const uint64_t *lines, const peer_endpoint *devices, size_t count) {
    return table->findLines(thread, lines, devices, count);
}

size_t peer_table_remove(peer_table *table, size_t thread, const peer_endpoint *devices, size_t count) {
    return table->remove(thread, devices, count);
}

void peer_table_settle(peer_table *table) { table->settle(); }

}  // extern "C"
