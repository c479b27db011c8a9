// Concurrency Kit's ring behind C functions: its header is no C++.
#pragma once
#include "PeerQueues.h"

#ifdef __cplusplus
extern "C" {
#endif

/// A ring and its buffer.
typedef struct peer_ck_ring peer_ck_ring;

/// A ring of `capacity` places, rounded up to a power of two, one of which stays free; in either of its two modes.
peer_ck_ring *peer_ck_ring_create(peer_queue_kind kind, size_t capacity, size_t producer_count);
/// Frees a ring.
void peer_ck_ring_destroy(peer_ck_ring *ring);

/// See the functions of `peer_queue`.
uint64_t peer_ck_ring_pairs(peer_ck_ring *ring, size_t count, size_t batch);
/// See the functions of `peer_queue`.
void peer_ck_ring_produce(peer_ck_ring *ring, size_t first, size_t count, size_t batch);
/// See the functions of `peer_queue`.
uint64_t peer_ck_ring_consume(peer_ck_ring *ring, size_t count, size_t batch);

#ifdef __cplusplus
}
#endif
