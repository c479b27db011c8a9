// Single queues of other libraries, driven in loops of their own so that an element costs no call across languages.
#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What every queue carries, ours included: the size of an entry of the registration queue, 16 bytes, and its stamp.
typedef struct peer_element {
    uint64_t first, second, stamp;
} peer_element;

/// Elements that one call puts or takes at most.
enum { PEER_QUEUE_BATCH_MAX = 64 };

/// Which queue.
typedef enum {
    /// moodycamel::ConcurrentQueue, bounded by its pre-allocated blocks, with a token per thread and its bulk operations. It
    /// keeps the order of each producer only, which is less than the others promise.
    PEER_QUEUE_MOODYCAMEL,
    /// tbb::concurrent_bounded_queue.
    PEER_QUEUE_TBB_BOUNDED,
    /// boost::lockfree::queue of fixed size.
    PEER_QUEUE_BOOST,
    /// ck_ring for many producers and consumers.
    PEER_QUEUE_CK_MPMC,
    /// ck_ring for one producer and one consumer: a smaller contract than ours.
    PEER_QUEUE_CK_SPSC,
} peer_queue_kind;

/// A queue of elements.
typedef struct peer_queue peer_queue;

/// A queue for about `capacity` elements, 1,024 for each of the at most `producer_count` producers that use it. Ends the process when memory is short.
peer_queue *peer_queue_create(peer_queue_kind kind, size_t capacity, size_t producer_count);

/// Frees a queue.
void peer_queue_destroy(peer_queue *queue);

/// The element of a number. Its words differ, so that a torn one shows in the sum.
static inline peer_element peer_element_of(uint64_t number) {
    peer_element element = {number, number + 1, number};
    return element;
}

/// What an element adds to the sum that a queue is checked by. The stamp is carried but not added: our ring hands it out with
/// batches only.
static inline uint64_t peer_element_sum(const peer_element *element) { return element->first + element->second; }

/// Enqueues and dequeues elements 0 to `count` - 1 on the calling thread, `batch` (1 to 64) at a time; returns the sum of what
/// came out.
uint64_t peer_queue_pairs(peer_queue *queue, size_t count, size_t batch);

/// Enqueues the elements `first` to `first + count - 1`, `batch` at a time; waits while the queue is full.
void peer_queue_produce(peer_queue *queue, size_t first, size_t count, size_t batch);

/// Dequeues `count` elements, up to `batch` at a time; waits while the queue is empty. Returns their sum.
uint64_t peer_queue_consume(peer_queue *queue, size_t count, size_t batch);

#ifdef __cplusplus
}
#endif
