// What all sides of a comparison do in the same way: wait, and touch memory.
#pragma once
#include <sched.h>
#include <stdint.h>

/// One wait of a thread that found a queue full or empty, or another thread not there yet: the same for all, ours included.
/// Mostly a spin hint; every 64th time the time slice, since with more threads than cores the other side may not be running.
static inline void peer_relax(uint32_t *rounds) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
    if (++*rounds % 64 == 0) sched_yield();
}

/// Asks for a cache line that will be written soon.
static inline void peer_prefetch_for_write(const void *address) { __builtin_prefetch(address, 1, 3); }

/// Visits a cache line that other threads may want: takes the lock in its first word and gives it back. Never contended for long,
/// so it does not wait well.
static inline void peer_visit(void *line) {
    uint64_t *word = (uint64_t *)line;
    while (__atomic_exchange_n(word, 1, __ATOMIC_ACQUIRE) != 0) {}
    __atomic_store_n(word + 1, word[1] + 1, __ATOMIC_RELAXED);
    __atomic_store_n(word, 0, __ATOMIC_RELEASE);
}

/// Writes a word that nobody else writes at the same time.
static inline void peer_write(void *word, uint32_t value) { __atomic_store_n((uint32_t *)word, value, __ATOMIC_RELEASE); }
