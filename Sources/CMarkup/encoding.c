#include "markup.h"
#include <errno.h>
#include <iconv.h>
#include <stdlib.h>

int entente_to_utf8(
    const char *encoding, const char *bytes, size_t count, char **out, size_t *size, size_t *place
) {
    iconv_t converter = iconv_open("UTF-8", encoding);
    if (converter == (iconv_t)-1) return -1;
    size_t capacity = count + count / 2 + 16;
    char *buffer = malloc(capacity);
    if (!buffer) {
        iconv_close(converter);
        return -1;
    }
    char *input = (char *)bytes, *output = buffer;
    size_t left = count, room = capacity;
    while (iconv(converter, &input, &left, &output, &room) == (size_t)-1) {
        char *larger = errno == E2BIG ? realloc(buffer, capacity * 2) : NULL;
        if (!larger) {
            *place = count - left;
            free(buffer);
            iconv_close(converter);
            return -2;
        }
        output = larger + (output - buffer);
        buffer = larger;
        room += capacity;
        capacity *= 2;
    }
    iconv_close(converter);
    *out = buffer;
    *size = capacity - room;
    return 0;
}
