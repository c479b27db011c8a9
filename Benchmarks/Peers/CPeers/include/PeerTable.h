// A registration table in hash maps of other libraries, found by device name and by directory number.
#pragma once
#include "PeerTokenMap.h"
#include "PeerTypes.h"
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Registered devices.
typedef struct peer_table peer_table;

/// A table with room for `device_count` devices, used by `thread_count` threads, each with an equal share. Ends the process when
/// memory is short.
peer_table *peer_table_create(peer_map_kind kind, size_t device_count, size_t thread_count, uint64_t hash_seed);

/// Frees a table.
void peer_table_destroy(peer_table *table);

/// Enters each device, a new one under both its names, or renews its address and time; writes the directory number of each into
/// `lines`; returns how many are new. One call per thread at a time.
size_t peer_table_upsert(
    peer_table *table, size_t thread, const peer_endpoint *devices, size_t count, int64_t now_nanoseconds,
    uint64_t *lines);

/// Reads the row of each device by its name; returns how many were found.
size_t peer_table_find_devices(peer_table *table, size_t thread, const peer_endpoint *devices, size_t count);

/// Reads the row of each device by its directory number; returns how many of them were the devices'.
size_t peer_table_find_lines(
    peer_table *table, size_t thread, const uint64_t *lines, const peer_endpoint *devices, size_t count);

/// Removes each device, both its names; returns how many there were.
size_t peer_table_remove(peer_table *table, size_t thread, const peer_endpoint *devices, size_t count);

/// See `peer_token_map_settle`.
void peer_table_settle(peer_table *table);

#ifdef __cplusplus
}
#endif
