// Swift cannot name the instruction that multiplies 16-bit numbers and adds neighbours (pmaddwd, smlal), and its
// compiler finds it only in loops that come to about a quarter of the speed reached here on x86-64 without AVX2 and an
// eighth with it; hence this function in C. Whole numbers make all versions agree to the bit.

#include "matrix_product.h"

#include <string.h>

static int32_t pair_at(const int16_t *place) {
    int32_t pair;
    memcpy(&pair, place, sizeof pair);
    return pair;
}

void entente_matrix_product_plain(
    const int16_t *inputs, const int16_t *weights, const int32_t *bias, int32_t *outputs, ptrdiff_t rows,
    ptrdiff_t columns, ptrdiff_t depth) {
    for (ptrdiff_t block = 0; block < columns; block += 16) {
        const int16_t *packed = weights + block * depth;
        for (ptrdiff_t row = 0; row < rows; row++) {
            for (ptrdiff_t column = 0; column < 16; column++) {
                uint32_t sum = (uint32_t)bias[block + column];
                for (ptrdiff_t place = 0; place < depth; place++) {
                    int32_t weight = packed[(place / 2) * 32 + column * 2 + place % 2];
                    sum += (uint32_t)(inputs[row * depth + place] * weight);
                }
                outputs[row * columns + block + column] = (int32_t)sum;
            }
        }
    }
}

#if defined(__x86_64__)

#include <immintrin.h>

// Two rows by sixteen columns: eight registers of sums.
static void product_sse2(
    const int16_t *inputs, const int16_t *weights, const int32_t *bias, int32_t *outputs, ptrdiff_t rows,
    ptrdiff_t columns, ptrdiff_t depth) {
    for (ptrdiff_t block = 0; block < columns; block += 16) {
        const int16_t *packed = weights + block * depth;
        for (ptrdiff_t row = 0; row < rows; row += 2) {
            const int16_t *first = inputs + row * depth;
            const int16_t *second = first + depth;
            __m128i sums[8];
            for (int part = 0; part < 4; part++) {
                sums[part] = _mm_loadu_si128((const __m128i *)(bias + block + 4 * part));
                sums[part + 4] = sums[part];
            }
            for (ptrdiff_t place = 0; place < depth; place += 2) {
                const __m128i *pairs = (const __m128i *)(packed + place * 16);
                __m128i upper = _mm_set1_epi32(pair_at(first + place));
                __m128i lower = _mm_set1_epi32(pair_at(second + place));
                for (int part = 0; part < 4; part++) {
                    __m128i weight = _mm_loadu_si128(pairs + part);
                    sums[part] = _mm_add_epi32(sums[part], _mm_madd_epi16(upper, weight));
                    sums[part + 4] = _mm_add_epi32(sums[part + 4], _mm_madd_epi16(lower, weight));
                }
            }
            for (int part = 0; part < 4; part++) {
                _mm_storeu_si128((__m128i *)(outputs + row * columns + block + 4 * part), sums[part]);
                _mm_storeu_si128((__m128i *)(outputs + (row + 1) * columns + block + 4 * part), sums[part + 4]);
            }
        }
    }
}

// Four rows by sixteen columns: eight registers of sums.
__attribute__((target("avx2"))) static void product_avx2(
    const int16_t *inputs, const int16_t *weights, const int32_t *bias, int32_t *outputs, ptrdiff_t rows,
    ptrdiff_t columns, ptrdiff_t depth) {
    for (ptrdiff_t block = 0; block < columns; block += 16) {
        const int16_t *packed = weights + block * depth;
        for (ptrdiff_t row = 0; row < rows; row += 4) {
            const int16_t *from = inputs + row * depth;
            __m256i sums[8];
            for (int part = 0; part < 8; part++) {
                sums[part] = _mm256_loadu_si256((const __m256i *)(bias + block + 8 * (part % 2)));
            }
            for (ptrdiff_t place = 0; place < depth; place += 2) {
                const __m256i *pairs = (const __m256i *)(packed + place * 16);
                __m256i left = _mm256_loadu_si256(pairs);
                __m256i right = _mm256_loadu_si256(pairs + 1);
                for (int line = 0; line < 4; line++) {
                    __m256i input = _mm256_set1_epi32(pair_at(from + line * depth + place));
                    sums[2 * line] = _mm256_add_epi32(sums[2 * line], _mm256_madd_epi16(input, left));
                    sums[2 * line + 1] = _mm256_add_epi32(sums[2 * line + 1], _mm256_madd_epi16(input, right));
                }
            }
            for (int part = 0; part < 8; part++) {
                int32_t *to = outputs + (row + part / 2) * columns + block + 8 * (part % 2);
                _mm256_storeu_si256((__m256i *)to, sums[part]);
            }
        }
    }
}

// Four rows by thirty-two columns, a block of sixteen in one register; the last block may stand alone.
__attribute__((target("avx512f,avx512bw,avx512vnni"))) static void product_avx512(
    const int16_t *inputs, const int16_t *weights, const int32_t *bias, int32_t *outputs, ptrdiff_t rows,
    ptrdiff_t columns, ptrdiff_t depth) {
    for (ptrdiff_t block = 0; block < columns; block += 32) {
        const int16_t *packed = weights + block * depth;
        int isPair = block + 16 < columns;
        // Of a block that stands alone the same is computed twice.
        const int16_t *beside = isPair ? packed + 16 * depth : packed;
        __m512i left_bias = _mm512_loadu_si512(bias + block);
        __m512i right_bias = _mm512_loadu_si512(bias + block + (isPair ? 16 : 0));
        for (ptrdiff_t row = 0; row < rows; row += 4) {
            const int16_t *from = inputs + row * depth;
            __m512i left[4], right[4];
            for (int line = 0; line < 4; line++) {
                left[line] = left_bias;
                right[line] = right_bias;
            }
            for (ptrdiff_t place = 0; place < depth; place += 2) {
                __m512i one = _mm512_loadu_si512(packed + place * 16);
                __m512i other = _mm512_loadu_si512(beside + place * 16);
                for (int line = 0; line < 4; line++) {
                    __m512i input = _mm512_set1_epi32(pair_at(from + line * depth + place));
                    left[line] = _mm512_dpwssd_epi32(left[line], input, one);
                    right[line] = _mm512_dpwssd_epi32(right[line], input, other);
                }
            }
            for (int line = 0; line < 4; line++) {
                int32_t *to = outputs + (row + line) * columns + block;
                _mm512_storeu_si512(to, left[line]);
                if (isPair) _mm512_storeu_si512(to + 16, right[line]);
            }
        }
    }
}

static int best_version(void) {
    if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vnni")) return 2;
    return __builtin_cpu_supports("avx2") ? 1 : 0;
}

int entente_matrix_product_version(
    int version, const int16_t *inputs, const int16_t *weights, const int32_t *bias, int32_t *outputs, ptrdiff_t rows,
    ptrdiff_t columns, ptrdiff_t depth) {
    if (version < 0 || version > best_version()) return 0;
    if (version == 2) {
        product_avx512(inputs, weights, bias, outputs, rows, columns, depth);
    } else if (version == 1) {
        product_avx2(inputs, weights, bias, outputs, rows, columns, depth);
    } else {
        product_sse2(inputs, weights, bias, outputs, rows, columns, depth);
    }
    return 1;
}

void entente_matrix_product(
    const int16_t *inputs, const int16_t *weights, const int32_t *bias, int32_t *outputs, ptrdiff_t rows,
    ptrdiff_t columns, ptrdiff_t depth) {
    entente_matrix_product_version(best_version(), inputs, weights, bias, outputs, rows, columns, depth);
}

#elif defined(__aarch64__)

#include <arm_neon.h>

// Four columns at a time: the two weights of a column are parted on loading, each product is summed in 32 bits.
void entente_matrix_product(
    const int16_t *inputs, const int16_t *weights, const int32_t *bias, int32_t *outputs, ptrdiff_t rows,
    ptrdiff_t columns, ptrdiff_t depth) {
    for (ptrdiff_t block = 0; block < columns; block += 16) {
        const int16_t *packed = weights + block * depth;
        for (ptrdiff_t row = 0; row < rows; row += 4) {
            const int16_t *from = inputs + row * depth;
            int32x4_t sums[16];
            for (int part = 0; part < 16; part++) sums[part] = vld1q_s32(bias + block + 4 * (part % 4));
            for (ptrdiff_t place = 0; place < depth; place += 2) {
                for (int half = 0; half < 2; half++) {
                    int16x8x2_t pairs = vld2q_s16(packed + place * 16 + half * 16);
                    for (int line = 0; line < 4; line++) {
                        int16_t even = from[line * depth + place];
                        int16_t odd = from[line * depth + place + 1];
                        int32x4_t *to = sums + 4 * line + 2 * half;
                        to[0] = vmlal_n_s16(to[0], vget_low_s16(pairs.val[0]), even);
                        to[0] = vmlal_n_s16(to[0], vget_low_s16(pairs.val[1]), odd);
                        to[1] = vmlal_n_s16(to[1], vget_high_s16(pairs.val[0]), even);
                        to[1] = vmlal_n_s16(to[1], vget_high_s16(pairs.val[1]), odd);
                    }
                }
            }
            for (int part = 0; part < 16; part++) {
                vst1q_s32(outputs + (row + part / 4) * columns + block + 4 * (part % 4), sums[part]);
            }
        }
    }
}

#else

void entente_matrix_product(
    const int16_t *inputs, const int16_t *weights, const int32_t *bias, int32_t *outputs, ptrdiff_t rows,
    ptrdiff_t columns, ptrdiff_t depth) {
    entente_matrix_product_plain(inputs, weights, bias, outputs, rows, columns, depth);
}

#endif

#if !defined(__x86_64__)

// There is one version.
int entente_matrix_product_version(
    int version, const int16_t *inputs, const int16_t *weights, const int32_t *bias, int32_t *outputs, ptrdiff_t rows,
    ptrdiff_t columns, ptrdiff_t depth) {
    if (version != 0) return 0;
    entente_matrix_product(inputs, weights, bias, outputs, rows, columns, depth);
    return 1;
}

#endif
