// What all sides of a comparison do in the same way.
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
