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

/// A datagram of a batch: where its bytes are, and how many there may be and are.
typedef struct {
    uint8_t *bytes;
    uint32_t capacity;
    uint32_t count;
    /// Who sent it, or who is to have it where the socket is not connected: an IPv4 address as a number, and a port; 0 for nobody.
    uint32_t peer_address;
    uint16_t peer_port;
    /// When the kernel received it, on the system's real-time clock in nanoseconds; 0 where it does not say.
    int64_t arrived_at;
} platform_datagram;

/// The most datagrams that one call sends or receives.
#define PLATFORM_DATAGRAMS_MAX 64

/// Sends datagrams, to their peers or over a connected socket, with one system call, the first `count` of them; returns how many were sent, or minus the error's
/// number when not even the first one was. Never waits.
int platform_send_datagrams(int descriptor, const platform_datagram *datagrams, uint32_t count);

/// Likewise over a connected socket, and those of equal length that follow each other leave as one, which the kernel, or the network's
/// card, parts again (UDP_SEGMENT, Linux 4.18). Where it cannot: minus EINVAL, EIO or EMSGSIZE.
int platform_send_datagrams_merged(int descriptor, const platform_datagram *datagrams, uint32_t count);

/// Has the kernel say of each datagram that is received when it came; returns 0 or minus the error's number.
int platform_stamp_datagrams(int descriptor);

/// Receives as many datagrams as there are, up to `count`, and says how many bytes each has; returns how many, 0 where there is none, or minus
/// the error's number. Never waits. A datagram larger than its room is cut. Who sent each is noted where `notes_peers` is not 0: whoever is
/// connected knows.
int platform_receive_datagrams(int descriptor, platform_datagram *datagrams, uint32_t count, int notes_peers);

/// A descriptor that is ready.
typedef struct {
    /// What it was watched under.
    uint64_t tag;
    /// Whether there is something to read, the end or an error included.
    int32_t can_read;
    /// Whether it takes bytes, or failed.
    int32_t can_write;
} platform_ready;

/// The most descriptors that one call finds ready.
#define PLATFORM_READY_MAX 256

/// Opens a set of descriptors to be watched (epoll); returns its own descriptor, or minus the error's number.
int platform_readiness_open(void);

/// Watches a descriptor for bytes to read, and for room to write where `wantsWriting` is not 0; `isNew` where it was not watched before. A closed
/// descriptor is watched no longer. Returns 0 or minus the error's number.
int platform_readiness_watch(int readiness, int descriptor, uint64_t tag, int wantsWriting, int isNew);

/// Waits up to so many nanoseconds until descriptors are ready, not at all for 0; returns how many of up to `count` are, or minus the error's
/// number. A signal ends the wait.
int platform_readiness_wait(int readiness, platform_ready *ready, uint32_t count, int64_t nanoseconds);

/// Has the kernel wake the calling thread when it asked to be woken, not up to 50 microseconds later (PR_SET_TIMERSLACK).
void platform_sharpen_timers(void);
