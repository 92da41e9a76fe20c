#ifndef ENTENTE_HEAP_H
#define ENTENTE_HEAP_H

#include <stddef.h>

/// Makes room for this many bytes on the heap of the calling thread and asks for it in large pages. Nothing of it is taken
/// before it is used; where the system does not know how, nothing happens.
void entente_heap_prepare(size_t bytes);

#endif
