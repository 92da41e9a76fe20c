#include "markup.h"
#include <dlfcn.h>
#include <pthread.h>
#include <string.h>

/* z_stream of zlib.h. */
typedef struct {
    const unsigned char *next_in;
    unsigned int avail_in;
    unsigned long total_in;
    unsigned char *next_out;
    unsigned int avail_out;
    unsigned long total_out;
    const char *msg;
    void *state;
    void *(*zalloc)(void *, unsigned int, unsigned int);
    void (*zfree)(void *, void *);
    void *opaque;
    int data_type;
    unsigned long adler, reserved;
} stream;

enum { Z_OK = 0, Z_STREAM_END = 1, Z_BUF_ERROR = -5, Z_NO_FLUSH = 0, RAW_DEFLATE = -15 };

static struct {
    int (*init)(stream *, int, const char *, int);
    int (*inflate)(stream *, int);
    int (*end)(stream *);
} zlib;

static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
    void *library = dlopen("libz.so.1", RTLD_NOW | RTLD_LOCAL);
    if (!library) library = dlopen("libz.1.dylib", RTLD_NOW | RTLD_LOCAL);
    if (!library) return;
    zlib.init = (int (*)(stream *, int, const char *, int))dlsym(library, "inflateInit2_");
    zlib.inflate = (int (*)(stream *, int))dlsym(library, "inflate");
    zlib.end = (int (*)(stream *))dlsym(library, "inflateEnd");
}

int entente_inflate(const unsigned char *bytes, size_t count, unsigned char *out, size_t *size) {
    pthread_once(&once, load);
    if (!zlib.init || !zlib.inflate || !zlib.end) return ENTENTE_INFLATE_MISSING;
    if (count > 0x7FFFFFFF || *size > 0x7FFFFFFF) return ENTENTE_INFLATE_FULL;
    stream state;
    memset(&state, 0, sizeof state);
    if (zlib.init(&state, RAW_DEFLATE, "1.2.11", (int)sizeof state) != Z_OK) return ENTENTE_INFLATE_BAD;
    state.next_in = bytes;
    state.avail_in = (unsigned int)count;
    state.next_out = out;
    state.avail_out = (unsigned int)*size;
    int status = Z_OK;
    while (status == Z_OK && state.avail_out > 0) status = zlib.inflate(&state, Z_NO_FLUSH);
    int is_full = status != Z_STREAM_END && state.avail_out == 0;
    *size = state.total_out;
    zlib.end(&state);
    return status == Z_STREAM_END ? ENTENTE_INFLATE_DONE : is_full ? ENTENTE_INFLATE_FULL : ENTENTE_INFLATE_BAD;
}
