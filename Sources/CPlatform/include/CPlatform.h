// What Swift has no name for: the time-stamp counter, prefetch hints and the spin hint, in the header, so that each call
// becomes one instruction at its call site; and a keystream in vectors as wide as the processor has.
#pragma once
#include "CPlatformNetwork.h"
#include <stdint.h>
#if defined(__x86_64__)
#include <x86intrin.h>
#endif

/// Reads the processor's time-stamp counter, in ticks. On x86-64 not ordered with its neighbours (rdtsc, not rdtscp): a
/// reading may move by a few nanoseconds, which is below what one reading costs. On AArch64 the virtual counter.
static inline uint64_t platform_timestamp(void) {
#if defined(__x86_64__)
    return __rdtsc();
#elif defined(__aarch64__)
    uint64_t ticks;
    __asm__ volatile("mrs %0, cntvct_el0" : "=r"(ticks));
    return ticks;
#else
#error "no time-stamp counter known for this processor"
#endif
}

/// Asks for a cache line that will be written soon. Never faults, whatever the address.
static inline void platform_prefetch_for_write(const void *address) { __builtin_prefetch(address, 1, 3); }

/// Asks for a cache line that will be read soon. Never faults, whatever the address.
static inline void platform_prefetch_for_read(const void *address) { __builtin_prefetch(address, 0, 3); }

/// Four 32-bit words in one vector; Swift sees SIMD4<UInt32>.
typedef uint32_t platform_uint32x4 __attribute__((ext_vector_type(4)));

/// Eight blocks of the ChaCha keystream (Bernstein, 2008) from the state of the first, whose counter, word 12, goes on from block to block.
/// Word i of block b is element b mod 4 of `blocks[2 * i + b / 4]`. Uses vectors of 256 bits where the processor has them.
void platform_chacha_eight_blocks(const uint32_t *state, uint32_t double_round_count, platform_uint32x4 *blocks);

/// The same with instructions that every processor of the architecture has; for tests, since few machines take this way.
void platform_chacha_eight_blocks_anywhere(
    const uint32_t *state, uint32_t double_round_count, platform_uint32x4 *blocks);

/// Tells the processor that this is a spin loop.
static inline void platform_spin_hint(void) {
#if defined(__x86_64__)
    _mm_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

/// Work injected into the grant of a token: fences for every 30 tokens. None, unless the gate's own test builds a slower tool
/// with `-Xcc -DINJECTED_GRANT_FENCES=N` to see whether the gate notices.
#ifndef INJECTED_GRANT_FENCES
#define INJECTED_GRANT_FENCES 0
#endif

/// The same as a function, since Swift does not see definitions from the command line.
static inline int platform_injected_grant_fences(void) { return INJECTED_GRANT_FENCES; }

/// Work that the processor cannot do beside other work: it waits until all before it is done, about ten nanoseconds.
static inline void platform_fence_execution(void) {
#if defined(__x86_64__)
    _mm_lfence();
#elif defined(__aarch64__)
    __asm__ volatile("isb");
#endif
}
