// Single queues of other libraries, driven in loops of their own so that a pair costs no call across languages.
#pragma once
#include <sched.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Which queue.
typedef enum {
    /// moodycamel::ConcurrentQueue, bounded by its pre-allocated blocks, with a producer and a consumer token.
    PEER_QUEUE_MOODYCAMEL,
    /// tbb::concurrent_bounded_queue. It has no batch operations.
    PEER_QUEUE_TBB_BOUNDED,
} peer_queue_kind;

/// A queue of 64-bit words.
typedef struct peer_queue peer_queue;

/// A queue for about `capacity` words.
peer_queue *peer_queue_create(peer_queue_kind kind, size_t capacity);

/// Frees a queue.
void peer_queue_destroy(peer_queue *queue);

/// Enqueues and dequeues `count` words on the calling thread, `batch` (1 to 64) at a time; returns the sum of what came out.
uint64_t peer_queue_pairs(peer_queue *queue, size_t count, size_t batch);

/// Enqueues the words 0 to `count` - 1, `batch` at a time; waits while the queue is full. One thread.
void peer_queue_produce(peer_queue *queue, size_t count, size_t batch);

/// Dequeues `count` words, up to `batch` at a time; waits while the queue is empty. Returns their sum. One thread.
uint64_t peer_queue_consume(peer_queue *queue, size_t count, size_t batch);

/// One wait of a thread that found the queue full or empty: the same for all queues, ours included. Mostly a spin hint; every
/// 64th time the time slice, since on a busy machine the other side may not be running.
static inline void peer_relax(uint32_t *rounds) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
    if (++*rounds % 64 == 0) sched_yield();
}

#ifdef __cplusplus
}
#endif
