// What Swift has no name for: the time-stamp counter, prefetch hints and the spin hint. Header-only, so that each call
// becomes one instruction at its call site.
#pragma once
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

/// Rotates each word left by `count` bits, 1 to 31. Swift's own vector shifts are taken apart into scalar rotations here,
/// which makes a block of ChaCha five times as slow.
static inline platform_uint32x4 platform_rotate_left(platform_uint32x4 words, uint32_t count) {
    return words << count | words >> (32 - count);
}

/// Tells the processor that this is a spin loop.
static inline void platform_spin_hint(void) {
#if defined(__x86_64__)
    _mm_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

/// Work injected into the grant of a token: fences for every 14 tokens. None, unless the gate's own test builds a slower tool
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
