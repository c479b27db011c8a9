#include "CKRing.h"
#include "QueueLoops.h"
#include "Requirements.h"
#include <ck_ring.h>
#include <stdlib.h>

// Elements by value, as the library offers for small structures: a ring of pointers would need memory for each element.
CK_RING_PROTOTYPE(element, peer_element)

struct peer_ck_ring {
    // Aligned by its allocation: the ring keeps its contended words a cache line apart.
    struct ck_ring ring;
    peer_queue_kind kind;
    size_t producer_count;
    peer_element *buffer;
};

peer_ck_ring *peer_ck_ring_create(peer_queue_kind kind, size_t capacity, size_t producer_count) {
    size_t size = 2;
    while (size < capacity) size *= 2;
    peer_ck_ring *ring = aligned_alloc(128, (sizeof *ring + 127) / 128 * 128);
    peer_element *buffer = aligned_alloc(128, (size * sizeof *buffer + 127) / 128 * 128);
    if (ring == NULL || buffer == NULL) abort();
    ck_ring_init(&ring->ring, (unsigned int)size);
    ring->kind = kind;
    ring->producer_count = producer_count;
    ring->buffer = buffer;
    return ring;
}

void peer_ck_ring_destroy(peer_ck_ring *ring) {
    free(ring->buffer);
    free(ring);
}

// One at a time: the library has no batch operations.

/// The library's whole call, for one producer beside any number of consumers: it has no other to wait for.
static size_t put_alone(void *place, const peer_element *elements, size_t count) {
    peer_ck_ring *self = place;
    size_t done = 0;
    // The library only reads the entry; its signature does not say so.
    while (done < count
           && ck_ring_enqueue_mpmc_element(&self->ring, self->buffer, (peer_element *)(elements + done))) ++done;
    return done;
}

/// Producers publish in the order of their claims. The library's whole call spins until it is the caller's turn and never
/// gives up its time slice; with more threads than cores that is a slice for each element, some 150 elements a second on two
/// cores. So the two halves of the call are used, as the library offers them, and between them the producer waits as all
/// others do here.
static size_t put_shared(void *place, const peer_element *elements, size_t count) {
    peer_ck_ring *self = place;
    uint32_t rounds = 0;
    size_t done = 0;
    for (; done < count; ++done) {
        unsigned int ticket;
        peer_element *slot = ck_ring_enqueue_reserve_mpmc_element(&self->ring, self->buffer, &ticket);
        if (slot == NULL) break;
        *slot = elements[done];
        while (ck_pr_load_uint(&self->ring.p_tail) != ticket) peer_relax(&rounds);
        ck_ring_enqueue_commit_mpmc(&self->ring, ticket);
    }
    return done;
}

static size_t take_shared(void *place, peer_element *elements, size_t count) {
    peer_ck_ring *self = place;
    size_t done = 0;
    while (done < count && ck_ring_dequeue_mpmc_element(&self->ring, self->buffer, elements + done)) ++done;
    return done;
}

static size_t put_single(void *place, const peer_element *elements, size_t count) {
    peer_ck_ring *self = place;
    size_t done = 0;
    while (done < count
           && ck_ring_enqueue_spsc_element(&self->ring, self->buffer, (peer_element *)(elements + done))) ++done;
    return done;
}

static size_t take_single(void *place, peer_element *elements, size_t count) {
    peer_ck_ring *self = place;
    size_t done = 0;
    while (done < count && ck_ring_dequeue_spsc_element(&self->ring, self->buffer, elements + done)) ++done;
    return done;
}

uint64_t peer_ck_ring_pairs(peer_ck_ring *ring, size_t count, size_t batch) {
    return ring->kind == PEER_QUEUE_CK_SPSC
               ? peer_loop_pairs(ring, put_single, ring, take_single, count, batch)
               : peer_loop_pairs(ring, put_alone, ring, take_shared, count, batch);
}

void peer_ck_ring_produce(peer_ck_ring *ring, size_t first, size_t count, size_t batch) {
    if (ring->kind == PEER_QUEUE_CK_SPSC) peer_loop_produce(ring, put_single, first, count, batch);
    else if (ring->producer_count == 1) peer_loop_produce(ring, put_alone, first, count, batch);
    else peer_loop_produce(ring, put_shared, first, count, batch);
}

uint64_t peer_ck_ring_consume(peer_ck_ring *ring, size_t count, size_t batch) {
    return ring->kind == PEER_QUEUE_CK_SPSC ? peer_loop_consume(ring, take_single, count, batch)
                                            : peer_loop_consume(ring, take_shared, count, batch);
}
