// The steps of a transformer's encoder (Vaswani et al. 2017) between its products of matrices, in 32-bit floating point.
//
// Each number comes from the same operations in the same order on every processor, without fused ones, so that the results are
// the same to the bit.

#ifndef ENTENTE_ENCODER_STEPS_H
#define ENTENTE_ENCODER_STEPS_H

#include <stddef.h>
#include <stdint.h>

#if defined(__clang__)
#pragma clang assume_nonnull begin
#else
#define _Nullable
#endif

// Sums of a product of bytes and what makes numbers of them: the scale of each row of inputs and of each column of weights,
// and a bias for each column.
typedef struct {
    const int32_t *sums;
    const float *row_scales;
    const float *column_scales;
    const float *bias;
    ptrdiff_t rows;
    // A multiple of 16.
    ptrdiff_t columns;
} entente_product_sums;

// The steps for one kind of processor.
typedef struct {
    // Writes each row as bytes around 128 and what one step of a byte stands for. width: a multiple of 16.
    void (*row_bytes)(const float *values, uint8_t *bytes, float *scales, ptrdiff_t rows, ptrdiff_t width);

    // Writes the numbers that the sums stand for.
    void (*sums_to_numbers)(const entente_product_sums *product, float *values);

    // Writes Gaussian error linear units of the numbers, by the polynomial of Kim et al. 2021 ("I-BERT"), as bytes. `line`: room
    // for one row.
    void (*curved_bytes)(const entente_product_sums *product, float *line, uint8_t *bytes, float *scales);

    // Brings each row to mean 0 and spread 1, then times `gain` plus `offset` (Ba et al. 2016).
    void (*normal)(const float *gain, const float *offset, float *state, ptrdiff_t rows, ptrdiff_t width);

    // The same after adding the numbers to `state`.
    void (*normal_sums)(const entente_product_sums *product, const float *gain, const float *offset, float *state);

    // Attention of each word to all, with heads of 32 numbers each: `mixed` holds for each word the queries, keys and values
    // of all heads; `seen` takes 32 numbers a head for each word. `room`: 36 times `count`, at least 1, rounded up to a multiple of 16.
    void (*attend)(const float *mixed, float *seen, float *room, ptrdiff_t count, ptrdiff_t heads);

    // Adds inputs x weights to the bias and writes the sums; null where the processor does better with 16-bit weights
    // (`entente_matrix_product`).
    //
    // columns: a multiple of 16. depth: a multiple of 4, at most 60,000, so that no sum overflows.
    // inputs: rows x depth, row by row. outputs: rows x columns, row by row. bias: one for each column.
    // weights: from -63 to 63, packed by blocks of 16 columns; in a block, for each four consecutive places of the depth, for
    // each column the four weights.
    void (*_Nullable byte_product)(
        const uint8_t *inputs, const int8_t *weights, const int32_t *bias, int32_t *outputs, ptrdiff_t rows,
        ptrdiff_t columns, ptrdiff_t depth);
} entente_encoder_steps;

// The steps by one of the versions for this kind of processor, from 0 on, the last the quickest; null where there is no such
// version or the processor at hand lacks what it takes.
const entente_encoder_steps *_Nullable entente_encoder_steps_version(int version);

// The quickest of them.
const entente_encoder_steps *entente_encoder_steps_here(void);

#if defined(__clang__)
#pragma clang assume_nonnull end
#endif

#endif
