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

/// Adds to the first word of a cache line: a load, an addition and a store, without a lock. Relaxed, which costs nothing more
/// here and makes it defined when two threads meet; then an addition may be lost, and nothing depends on the sum.
static inline void peer_touch(void *line, uint64_t amount) {
    uint64_t *word = (uint64_t *)line;
    __atomic_store_n(word, __atomic_load_n(word, __ATOMIC_RELAXED) + amount, __ATOMIC_RELAXED);
}
