// The three loops that drive every queue of another library, in C so that a ring whose header is no C++ can have them too.
//
// A queue is two functions: put and take up to `count` elements and tell how many. Both are known where a loop is called,
// and everything is inlined, so a queue's own operation stands in the loop as if it had been written there. A queue without
// batch operations repeats its single one: its figure for a batch says what 64 elements cost there, one by one.
#pragma once
#include "PeerMachine.h"
#include "PeerQueues.h"

#define PEER_INLINE static inline __attribute__((always_inline))

/// Puts a prefix of `elements`; returns its length.
typedef size_t (*peer_put)(void *producer, const peer_element *elements, size_t count);
/// Takes up to `count` elements; returns how many.
typedef size_t (*peer_take)(void *consumer, peer_element *elements, size_t count);

PEER_INLINE size_t peer_least(size_t a, size_t b) { return a < b ? a : b; }

PEER_INLINE uint64_t peer_loop_pairs(
    void *producer, peer_put put, void *consumer, peer_take take, size_t count, size_t batch) {
    uint64_t sum = 0;
    if (batch == 1) {
        for (size_t number = 0; number < count; ++number) {
            peer_element element = peer_element_of(number);
            put(producer, &element, 1);
            if (take(consumer, &element, 1) == 1) sum += peer_element_sum(&element);
        }
        return sum;
    }
    peer_element elements[PEER_QUEUE_BATCH_MAX];
    for (size_t start = 0; start < count; start += batch) {
        const size_t wanted = peer_least(batch, count - start);
        for (size_t index = 0; index < wanted; ++index) elements[index] = peer_element_of(start + index);
        put(producer, elements, wanted);
        const size_t taken = take(consumer, elements, wanted);
        for (size_t index = 0; index < taken; ++index) sum += peer_element_sum(&elements[index]);
    }
    return sum;
}

PEER_INLINE void peer_loop_produce(void *producer, peer_put put, size_t first, size_t count, size_t batch) {
    uint32_t rounds = 0;
    if (batch == 1) {
        for (size_t number = first; number < first + count; ++number) {
            const peer_element element = peer_element_of(number);
            while (put(producer, &element, 1) == 0) peer_relax(&rounds);
        }
        return;
    }
    peer_element elements[PEER_QUEUE_BATCH_MAX];
    for (size_t start = 0; start < count; start += batch) {
        const size_t wanted = peer_least(batch, count - start);
        for (size_t index = 0; index < wanted; ++index) elements[index] = peer_element_of(first + start + index);
        for (size_t done = 0; done < wanted;) {
            const size_t put_count = put(producer, elements + done, wanted - done);
            done += put_count;
            if (put_count == 0) peer_relax(&rounds);
        }
    }
}

PEER_INLINE uint64_t peer_loop_consume(void *consumer, peer_take take, size_t count, size_t batch) {
    uint64_t sum = 0;
    uint32_t rounds = 0;
    if (batch == 1) {
        for (size_t done = 0; done < count; ++done) {
            peer_element element;
            while (take(consumer, &element, 1) == 0) peer_relax(&rounds);
            sum += peer_element_sum(&element);
        }
        return sum;
    }
    peer_element elements[PEER_QUEUE_BATCH_MAX];
    for (size_t done = 0; done < count;) {
        const size_t taken = take(consumer, elements, peer_least(batch, count - done));
        for (size_t index = 0; index < taken; ++index) sum += peer_element_sum(&elements[index]);
        done += taken;
        if (taken == 0) peer_relax(&rounds);
    }
    return sum;
}
