// Products of matrices of 16-bit whole numbers with 32-bit sums, the same on every processor.

#ifndef ENTENTE_MATRIX_PRODUCT_H
#define ENTENTE_MATRIX_PRODUCT_H

#include <stddef.h>
#include <stdint.h>

// Adds inputs x weights to the bias and writes the sums, which wrap around.
//
// rows: a multiple of 4. columns: a multiple of 16. depth: even.
// inputs: rows x depth, row by row. outputs: rows x columns, row by row. bias: one for each column.
// weights: packed by blocks of 16 columns; in a block, for each two consecutive places of the depth, for each column
// the two weights.
void entente_matrix_product(
    const int16_t *inputs, const int16_t *weights, const int32_t *bias, int32_t *outputs, ptrdiff_t rows,
    ptrdiff_t columns, ptrdiff_t depth);

// The same by one of the versions for this kind of processor, from 0 on, the last the quickest. Returns 0, and writes nothing,
// where there is no such version or the processor at hand lacks what it takes.
int entente_matrix_product_version(
    int version, const int16_t *inputs, const int16_t *weights, const int32_t *bias, int32_t *outputs, ptrdiff_t rows,
    ptrdiff_t columns, ptrdiff_t depth);

// The same in plain C, against which tests hold the versions for the processor at hand.
void entente_matrix_product_plain(
    const int16_t *inputs, const int16_t *weights, const int32_t *bias, int32_t *outputs, ptrdiff_t rows,
    ptrdiff_t columns, ptrdiff_t depth);

#endif
