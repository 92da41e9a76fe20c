// In C, since Swift cannot compile one function for several kinds of processor, and for the least of them these steps
// would take as long as the products. The order of sums is written out (sixteen at a time), so that all versions agree to the bit.

#include "encoder_steps.h"

#include <math.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF

#define INLINE static inline __attribute__((always_inline))
#define LANES 16
#define HEAD_WIDTH 32

INLINE float lanes_sum(const float *lanes) {
    float eight[8], four[4];
    for (int lane = 0; lane < 8; lane++) eight[lane] = lanes[lane] + lanes[lane + 8];
    for (int lane = 0; lane < 4; lane++) four[lane] = eight[lane] + eight[lane + 4];
    return (four[0] + four[2]) + (four[1] + four[3]);
}

INLINE float number(const entente_product_sums *product, const int32_t *sums, float scale, ptrdiff_t column) {
    return (float)sums[column] * (scale * product->column_scales[column]) + product->bias[column];
}

INLINE void bytes_of_row(const float *values, uint8_t *bytes, float *scale, ptrdiff_t width) {
    float most[LANES] = {0};
    for (ptrdiff_t place = 0; place < width; place += LANES) {
        for (int lane = 0; lane < LANES; lane++) {
            float size = fabsf(values[place + lane]);
            most[lane] = size > most[lane] ? size : most[lane];
        }
    }
    float largest = 0;
    for (int lane = 0; lane < LANES; lane++) largest = most[lane] > largest ? most[lane] : largest;
    float steps = largest > 1e-30f ? 127.0f / largest : 0;
    *scale = largest / 127.0f;
    for (ptrdiff_t place = 0; place < width; place++) {
        float byte = values[place] * steps + 128.5f;
        byte = byte > 1.0f ? byte : 1.0f;
        bytes[place] = (uint8_t)(int32_t)(byte < 255.5f ? byte : 255.5f);
    }
}

INLINE void row_bytes(const float *values, uint8_t *bytes, float *scales, ptrdiff_t rows, ptrdiff_t width) {
    for (ptrdiff_t row = 0; row < rows; row++) bytes_of_row(values + row * width, bytes + row * width, scales + row, width);
}

INLINE void sums_to_numbers(const entente_product_sums *product, float *values) {
    for (ptrdiff_t row = 0; row < product->rows; row++) {
        const int32_t *sums = product->sums + row * product->columns;
        float scale = product->row_scales[row];
        for (ptrdiff_t column = 0; column < product->columns; column++) {
            values[row * product->columns + column] = number(product, sums, scale, column);
        }
    }
}

INLINE void curved_bytes(const entente_product_sums *product, float *line, uint8_t *bytes, float *scales) {
    for (ptrdiff_t row = 0; row < product->rows; row++) {
        const int32_t *sums = product->sums + row * product->columns;
        float scale = product->row_scales[row];
        for (ptrdiff_t column = 0; column < product->columns; column++) {
            float value = number(product, sums, scale, column);
            float size = fabsf(value) * 0.70710678f;
            float rest = (size < 1.769f ? size : 1.769f) - 1.769f;
            float error = 1.0f - 0.2888f * (rest * rest);
            line[column] = 0.5f * (value + fabsf(value) * error);
        }
        bytes_of_row(line, bytes + row * product->columns, scales + row, product->columns);
    }
}

INLINE void normal_row(const float *gain, const float *offset, float *values, ptrdiff_t width) {
    float lanes[LANES] = {0};
    for (ptrdiff_t place = 0; place < width; place += LANES) {
        for (int lane = 0; lane < LANES; lane++) lanes[lane] += values[place + lane];
    }
    float mean = lanes_sum(lanes) / (float)width;
    memset(lanes, 0, sizeof lanes);
    for (ptrdiff_t place = 0; place < width; place += LANES) {
        for (int lane = 0; lane < LANES; lane++) {
            float difference = values[place + lane] - mean;
            lanes[lane] += difference * difference;
        }
    }
    float scale = 1.0f / sqrtf(lanes_sum(lanes) / (float)width + 1e-12f);
    for (ptrdiff_t place = 0; place < width; place++) {
        values[place] = (values[place] - mean) * scale * gain[place] + offset[place];
    }
}

INLINE void normal_sums(const entente_product_sums *product, const float *gain, const float *offset, float *state) {
    for (ptrdiff_t row = 0; row < product->rows; row++) {
        const int32_t *sums = product->sums + row * product->columns;
        float scale = product->row_scales[row], *values = state + row * product->columns;
        for (ptrdiff_t column = 0; column < product->columns; column++) {
            values[column] = values[column] + number(product, sums, scale, column);
        }
        normal_row(gain, offset, values, product->columns);
    }
}

INLINE void normal(const float *gain, const float *offset, float *state, ptrdiff_t rows, ptrdiff_t width) {
    for (ptrdiff_t row = 0; row < rows; row++) normal_row(gain, offset, state + row * width, width);
}

// e to the power of `value`, which is not above 0, to six digits near 0 and five far off: 2 to the whole part by its bits, to the rest by the
// first terms of its series.
INLINE float exponential(float value) {
    float power = (value > -80.0f ? value : -80.0f) * 1.44269504f;
    float shifted = power + 12582912.0f;
    float rest = (power - (shifted - 12582912.0f)) * 0.69314718f;
    uint32_t bits;
    memcpy(&bits, &shifted, sizeof bits);
    bits = (bits - 0x4b400000 + 127) << 23;
    float whole;
    memcpy(&whole, &bits, sizeof whole);
    float series = rest * (1.0f / 720) + 1.0f / 120;
    series = series * rest + 1.0f / 24;
    series = series * rest + 1.0f / 6;
    series = series * rest + 0.5f;
    series = series * rest + 1.0f;
    return (series * rest + 1.0f) * whole;
}

// Sixteen numbers side by side.
typedef float lanes16 __attribute__((vector_size(64), aligned(4), may_alias));

// Makes of the scores of all words the exponentials of how far they lie below the largest. Returns their sum.
INLINE float shares(float *scores, ptrdiff_t count, ptrdiff_t padded) {
    // Padding scores as the last word does, so that it changes no maximum.
    for (ptrdiff_t other = count; other < padded; other++) scores[other] = scores[count - 1];
    float most[LANES];
    memcpy(most, scores, sizeof most);
    for (ptrdiff_t block = LANES; block < padded; block += LANES) {
        for (int lane = 0; lane < LANES; lane++) {
            most[lane] = scores[block + lane] > most[lane] ? scores[block + lane] : most[lane];
        }
    }
    float largest = most[0];
    for (int lane = 1; lane < LANES; lane++) largest = most[lane] > largest ? most[lane] : largest;
    for (ptrdiff_t other = 0; other < padded; other++) scores[other] = exponential(scores[other] - largest);
    for (ptrdiff_t other = count; other < padded; other++) scores[other] = 0;
    float lanes[LANES] = {0};
    for (ptrdiff_t block = 0; block < padded; block += LANES) {
        for (int lane = 0; lane < LANES; lane++) lanes[lane] += scores[block + lane];
    }
    return lanes_sum(lanes);
}

INLINE void attend(const float *mixed, float *seen, float *room, ptrdiff_t count, ptrdiff_t heads) {
    ptrdiff_t width = heads * HEAD_WIDTH, padded = (count + LANES - 1) / LANES * LANES;
    float *keys = room, *scores = room + HEAD_WIDTH * padded;
    for (ptrdiff_t head = 0; head < heads; head++) {
        const float *from = mixed + head * HEAD_WIDTH;
        for (ptrdiff_t word = 0; word < padded; word++) {
            for (int place = 0; place < HEAD_WIDTH; place++) {
                keys[place * padded + word] = word < count ? from[word * 3 * width + width + place] : 0;
            }
        }
        // Four words at once, so that their sums need not wait for each other.
        for (ptrdiff_t first = 0; first < count; first += 4) {
            const float *queries[4];
            float *targets[4];
            for (int line = 0; line < 4; line++) {
                ptrdiff_t word = first + line < count ? first + line : count - 1;
                queries[line] = from + word * 3 * width;
                targets[line] = seen + word * width + head * HEAD_WIDTH;
            }
            for (ptrdiff_t block = 0; block < padded; block += LANES) {
                lanes16 lanes[4] = {{0}};
                for (int place = 0; place < HEAD_WIDTH; place++) {
                    lanes16 key = *(const lanes16 *)(keys + place * padded + block);
                    for (int line = 0; line < 4; line++) lanes[line] += queries[line][place] * key;
                }
                for (int line = 0; line < 4; line++) *(lanes16 *)(scores + line * padded + block) = lanes[line];
            }
            float wholes[4];
            for (int line = 0; line < 4; line++) wholes[line] = shares(scores + line * padded, count, padded);
            lanes16 left[4] = {{0}}, right[4] = {{0}};
            for (ptrdiff_t other = 0; other < count; other++) {
                const float *values = from + other * 3 * width + 2 * width;
                lanes16 low = *(const lanes16 *)values, high = *(const lanes16 *)(values + LANES);
                for (int line = 0; line < 4; line++) {
                    left[line] += scores[line * padded + other] * low;
                    right[line] += scores[line * padded + other] * high;
                }
            }
            for (int line = 0; line < 4; line++) {
                *(lanes16 *)targets[line] = left[line] / wholes[line];
                *(lanes16 *)(targets[line] + LANES) = right[line] / wholes[line];
            }
        }
    }
}

#define STEPS(name, target)                                                                                              \
    target static void row_bytes_##name(                                                                                 \
        const float *values, uint8_t *bytes, float *scales, ptrdiff_t rows, ptrdiff_t width) {                           \
        row_bytes(values, bytes, scales, rows, width);                                                                   \
    }                                                                                                                    \
    target static void sums_to_numbers_##name(const entente_product_sums *product, float *values) {                      \
        sums_to_numbers(product, values);                                                                                \
    }                                                                                                                    \
    target static void curved_bytes_##name(                                                                              \
        const entente_product_sums *product, float *line, uint8_t *bytes, float *scales) {                                \
        curved_bytes(product, line, bytes, scales);                                                                       \
    }                                                                                                                    \
    target static void normal_##name(                                                                                    \
        const float *gain, const float *offset, float *state, ptrdiff_t rows, ptrdiff_t width) {                         \
        normal(gain, offset, state, rows, width);                                                                        \
    }                                                                                                                    \
    target static void normal_sums_##name(                                                                               \
        const entente_product_sums *product, const float *gain, const float *offset, float *state) {                     \
        normal_sums(product, gain, offset, state);                                                                       \
    }                                                                                                                    \
    target static void attend_##name(                                                                                    \
        const float *mixed, float *seen, float *room, ptrdiff_t count, ptrdiff_t heads) {                                \
        attend(mixed, seen, room, count, heads);                                                                         \
    }

#define TABLE(name, byte_product)                                                                                        \
    {                                                                                                                    \
        row_bytes_##name, sums_to_numbers_##name, curved_bytes_##name, normal_##name, normal_sums_##name, attend_##name, \
            byte_product                                                                                                 \
    }

STEPS(least, )

#if defined(__x86_64__)

#include <immintrin.h>

STEPS(avx2, __attribute__((target("avx2"))))
STEPS(avx512, __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl"))))

static int32_t four_at(const uint8_t *place) {
    int32_t four;
    memcpy(&four, place, sizeof four);
    return four;
}

#define PAIRS_TARGET __attribute__((target("avx2")))

// Some rows, at most four, by sixteen columns. Two products of a byte and a weight of at most 63 fit into 16 bits.
PAIRS_TARGET static inline __attribute__((always_inline)) void rows_of_pairs(
    const int lines, const uint8_t *from, const int8_t *weights, const int32_t *bias, int32_t *to, ptrdiff_t columns,
    ptrdiff_t depth) {
    const __m256i ones = _mm256_set1_epi16(1);
    __m256i left[4], right[4];
    for (int line = 0; line < lines; line++) {
        left[line] = _mm256_loadu_si256((const __m256i *)bias);
        right[line] = _mm256_loadu_si256((const __m256i *)(bias + 8));
    }
    for (ptrdiff_t place = 0; place < depth; place += 4) {
        __m256i left_weights = _mm256_loadu_si256((const __m256i *)(weights + place * 16));
        __m256i right_weights = _mm256_loadu_si256((const __m256i *)(weights + place * 16 + 32));
        for (int line = 0; line < lines; line++) {
            __m256i input = _mm256_set1_epi32(four_at(from + line * depth + place));
            __m256i left_pairs = _mm256_maddubs_epi16(input, left_weights);
            __m256i right_pairs = _mm256_maddubs_epi16(input, right_weights);
            left[line] = _mm256_add_epi32(left[line], _mm256_madd_epi16(left_pairs, ones));
            right[line] = _mm256_add_epi32(right[line], _mm256_madd_epi16(right_pairs, ones));
        }
    }
    for (int line = 0; line < lines; line++) {
        _mm256_storeu_si256((__m256i *)(to + line * columns), left[line]);
        _mm256_storeu_si256((__m256i *)(to + line * columns + 8), right[line]);
    }
}

PAIRS_TARGET static void byte_product_avx2(
    const uint8_t *inputs, const int8_t *weights, const int32_t *bias, int32_t *outputs, ptrdiff_t rows,
    ptrdiff_t columns, ptrdiff_t depth) {
    for (ptrdiff_t block = 0; block < columns; block += 16) {
        const int8_t *own = weights + block * depth;
        const int32_t *own_bias = bias + block;
        ptrdiff_t row = 0;
        for (; row + 4 <= rows; row += 4) {
            rows_of_pairs(4, inputs + row * depth, own, own_bias, outputs + row * columns + block, columns, depth);
        }
        const uint8_t *from = inputs + row * depth;
        int32_t *to = outputs + row * columns + block;
        switch (rows - row) {
            case 3: rows_of_pairs(3, from, own, own_bias, to, columns, depth); break;
            case 2: rows_of_pairs(2, from, own, own_bias, to, columns, depth); break;
            case 1: rows_of_pairs(1, from, own, own_bias, to, columns, depth); break;
        }
    }
}

#define BYTES_TARGET __attribute__((target("avx512f,avx512bw,avx512vnni")))

// Some rows, at most four, by thirty-two columns, a block of sixteen in one register. Of a block that stands alone `other` is the
// same.
BYTES_TARGET static inline __attribute__((always_inline)) void rows_product(
    const int lines, const uint8_t *from, const int8_t *one, const int8_t *other, const int32_t *bias,
    const int32_t *other_bias, int32_t *to, ptrdiff_t columns, ptrdiff_t depth) {
    __m512i left[4], right[4];
    for (int line = 0; line < lines; line++) {
        left[line] = _mm512_loadu_si512(bias);
        right[line] = _mm512_loadu_si512(other_bias);
    }
    for (ptrdiff_t place = 0; place < depth; place += 4) {
        __m512i left_weights = _mm512_loadu_si512(one + place * 16);
        __m512i right_weights = _mm512_loadu_si512(other + place * 16);
        for (int line = 0; line < lines; line++) {
            __m512i input = _mm512_set1_epi32(four_at(from + line * depth + place));
            left[line] = _mm512_dpbusd_epi32(left[line], input, left_weights);
            right[line] = _mm512_dpbusd_epi32(right[line], input, right_weights);
        }
    }
    for (int line = 0; line < lines; line++) {
        _mm512_storeu_si512(to + line * columns, left[line]);
        if (other != one) _mm512_storeu_si512(to + line * columns + 16, right[line]);
    }
}

BYTES_TARGET static void byte_product_avx512(
    const uint8_t *inputs, const int8_t *weights, const int32_t *bias, int32_t *outputs, ptrdiff_t rows,
    ptrdiff_t columns, ptrdiff_t depth) {
    for (ptrdiff_t block = 0; block < columns; block += 32) {
        const int8_t *one = weights + block * depth;
        int isPair = block + 16 < columns;
        const int8_t *other = isPair ? one + 16 * depth : one;
        const int32_t *own_bias = bias + block, *other_bias = own_bias + (isPair ? 16 : 0);
        ptrdiff_t row = 0;
        for (; row + 4 <= rows; row += 4) {
            rows_product(
                4, inputs + row * depth, one, other, own_bias, other_bias, outputs + row * columns + block, columns,
                depth);
        }
        const uint8_t *from = inputs + row * depth;
        int32_t *to = outputs + row * columns + block;
        switch (rows - row) {
            case 3: rows_product(3, from, one, other, own_bias, other_bias, to, columns, depth); break;
            case 2: rows_product(2, from, one, other, own_bias, other_bias, to, columns, depth); break;
            case 1: rows_product(1, from, one, other, own_bias, other_bias, to, columns, depth); break;
        }
    }
}

static const entente_encoder_steps versions[] = {
    TABLE(least, NULL), TABLE(avx2, byte_product_avx2), TABLE(avx512, byte_product_avx512)};

static int best_version(void) {
    if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl")
        && __builtin_cpu_supports("avx512vnni")) {
        return 2;
    }
    return __builtin_cpu_supports("avx2") ? 1 : 0;
}

#else

static const entente_encoder_steps versions[] = {TABLE(least, NULL)};

static int best_version(void) { return 0; }

#endif

const entente_encoder_steps *entente_encoder_steps_version(int version) {
    return version < 0 || version > best_version() ? NULL : versions + version;
}

const entente_encoder_steps *entente_encoder_steps_here(void) { return versions + best_version(); }
