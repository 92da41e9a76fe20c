/* The doors to libxml2, zlib and iconv.
 *
 * libxml2 and zlib are opened when they are first needed, not when the program starts: libxml2 brings ICU with it, and
 * a question about a case should not wait for libraries that it does not use. Only functions and structures that both
 * libraries have kept unchanged for two decades are declared here, so no headers of theirs are needed to build. */
#ifndef ENTENTE_MARKUP_H
#define ENTENTE_MARKUP_H

#include <stddef.h>

/* What a parser tells. Names and text are UTF-8. */
typedef struct {
    /* Attributes are five pointers each: local name, prefix, namespace, begin and end of the value. */
    void (*start)(void *user, const char *name, int count, const char *const *attributes);
    void (*end)(void *user, const char *name);
    void (*text)(void *user, const char *bytes, int count);
    /* A declaration that could make the text grow or be fetched from elsewhere. */
    void (*declaration)(void *user, const char *name);
    /* HTML: attributes are pairs of name and value, a null pointer at the end, or null. */
    void (*html_start)(void *user, const char *name, const char *const *attributes);
} entente_markup_events;

typedef struct entente_parser entente_parser;

/* 0 where libxml2 cannot be opened. */
int entente_markup_is_available(void);

/* Null where there is no libxml2 or no memory. The events must outlive the parser. */
entente_parser *entente_parser_new(const entente_markup_events *events, void *user, int is_html);
/* 0 as long as all is well; stops for good after an error. Without bytes, ends the document. */
int entente_parser_feed(entente_parser *parser, const char *bytes, int count, int is_last);
void entente_parser_stop(entente_parser *parser);
/* The line that the parser has reached, from 1. */
int entente_parser_line(entente_parser *parser);
/* What was wrong, in libxml2's words, or null; and the line of it. */
const char *entente_parser_problem(entente_parser *parser, int *line);
void entente_parser_free(entente_parser *parser);

enum { ENTENTE_INFLATE_DONE = 0, ENTENTE_INFLATE_BAD = 1, ENTENTE_INFLATE_FULL = 2, ENTENTE_INFLATE_MISSING = 3 };

/* Unpacks raw deflate data into a buffer of at most `*size` bytes and says how many there are. */
int entente_inflate(const unsigned char *bytes, size_t count, unsigned char *out, size_t *size);

/* Converts text to UTF-8. Returns 0, or -1 for an unknown encoding, or -2 for a bad sequence at byte `*place`.
 * `*out` is to be freed with free(). */
int entente_to_utf8(
    const char *encoding, const char *bytes, size_t count, char **out, size_t *size, size_t *place);

#endif
