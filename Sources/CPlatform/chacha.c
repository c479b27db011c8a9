// The ChaCha block function (Bernstein, 2008; RFC 8439), eight blocks at a time: word i of all blocks in vector i.
#include "CPlatform.h"
#if defined(__x86_64__)
#define HAS_WIDE_VECTORS __attribute__((target("avx2")))
#endif

typedef uint32_t lanes __attribute__((ext_vector_type(8)));

#define INLINE static inline __attribute__((always_inline))
// Macros, since a function could not take vectors that only some of its callers have in registers.
#define ROTATED(x, count) ((x) << (count) | (x) >> (32 - (count)))
#define QUARTER_ROUND(a, b, c, d)                                                                                      \
    do {                                                                                                               \
        a += b, d = ROTATED(d ^ a, 16);                                                                                \
        c += d, b = ROTATED(b ^ c, 12);                                                                                \
        a += b, d = ROTATED(d ^ a, 8);                                                                                 \
        c += d, b = ROTATED(b ^ c, 7);                                                                                 \
    } while (0)

INLINE void eight_blocks(const uint32_t state[16], uint32_t double_round_count, platform_uint32x4 blocks[32]) {
    lanes start[16], x[16];
    for (int word = 0; word < 16; ++word) start[word] = state[word];
    start[12] += (lanes){0, 1, 2, 3, 4, 5, 6, 7};
    for (int word = 0; word < 16; ++word) x[word] = start[word];
    for (uint32_t round = 0; round < double_round_count; ++round) {
        QUARTER_ROUND(x[0], x[4], x[8], x[12]);
        QUARTER_ROUND(x[1], x[5], x[9], x[13]);
        QUARTER_ROUND(x[2], x[6], x[10], x[14]);
        QUARTER_ROUND(x[3], x[7], x[11], x[15]);
        QUARTER_ROUND(x[0], x[5], x[10], x[15]);
        QUARTER_ROUND(x[1], x[6], x[11], x[12]);
        QUARTER_ROUND(x[2], x[7], x[8], x[13]);
        QUARTER_ROUND(x[3], x[4], x[9], x[14]);
    }
    for (int word = 0; word < 16; ++word) {
        const lanes sum = x[word] + start[word];
        blocks[2 * word] = sum.lo;
        blocks[2 * word + 1] = sum.hi;
    }
}

static void eight_blocks_anywhere(const uint32_t *state, uint32_t double_round_count, platform_uint32x4 *blocks) {
    eight_blocks(state, double_round_count, blocks);
}

#if defined(__x86_64__)
// The same code for processors with vectors of 256 bits, which do it in half the instructions.
HAS_WIDE_VECTORS static void eight_blocks_wide(
    const uint32_t *state, uint32_t double_round_count, platform_uint32x4 *blocks) {
    eight_blocks(state, double_round_count, blocks);
}
#endif

void platform_chacha_eight_blocks(const uint32_t *state, uint32_t double_round_count, platform_uint32x4 *blocks) {
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx2")) {
        eight_blocks_wide(state, double_round_count, blocks);
        return;
    }
#endif
    eight_blocks_anywhere(state, double_round_count, blocks);
}

void platform_chacha_eight_blocks_anywhere(
    const uint32_t *state, uint32_t double_round_count, platform_uint32x4 *blocks) {
    eight_blocks_anywhere(state, double_round_count, blocks);
}
