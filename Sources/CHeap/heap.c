#include "heap.h"

#ifdef __linux__
#include <limits.h>
#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
#endif

void entente_heap_prepare(size_t bytes) {
#if defined(__GLIBC__) && defined(MADV_HUGEPAGE)
    const size_t page = (size_t)2 << 20, block_size = (size_t)16 << 20, most = (size_t)1 << 30;
    if (bytes > most) bytes = most;
    // Large blocks come from the heap too, as far as the library allows, and what is freed stays in it.
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, INT_MAX);
    // The heap grows by this more when a block does not fit.
    mallopt(M_TOP_PAD, (int)(bytes & (size_t)INT_MAX));
    char *block = malloc(block_size);
    const char *end = sbrk(0);
    // Elsewhere it lies on the heap of another thread, or beside all heaps because there is no room.
    if (block != NULL && block < end && (size_t)(end - block) >= block_size) {
        char *start = (char *)(((uintptr_t)block + page - 1) & ~(uintptr_t)(page - 1));
        if (start < end) madvise(start, (size_t)(end - start), MADV_HUGEPAGE);
    }
    free(block);
    mallopt(M_TOP_PAD, 128 << 10);
#else
    (void)bytes;
#endif
}
