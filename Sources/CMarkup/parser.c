#include "markup.h"
#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>

/* xmlSAXHandler of libxml/parser.h, with the members that are not used as plain pointers. */
typedef struct {
    void *internal_subset, *is_standalone, *has_internal_subset, *has_external_subset, *resolve_entity, *get_entity;
    void (*entity_decl)(void *, const char *, int, const char *, const char *, char *);
    void *notation_decl, *attribute_decl, *element_decl, *unparsed_entity_decl, *set_document_locator;
    void *start_document, *end_document;
    void (*start_element)(void *, const char *, const char **);
    void (*end_element)(void *, const char *);
    void *reference;
    void (*characters)(void *, const char *, int);
    void (*ignorable_whitespace)(void *, const char *, int);
    void *processing_instruction, *comment;
    void (*warning)(void *, const char *, ...);
    void (*error)(void *, const char *, ...);
    void (*fatal_error)(void *, const char *, ...);
    void *get_parameter_entity;
    void (*cdata_block)(void *, const char *, int);
    void *external_subset;
    unsigned int initialized;
    void *private_data;
    void (*start_element_ns)(
        void *, const char *, const char *, const char *, int, const char **, int, int, const char **);
    void (*end_element_ns)(void *, const char *, const char *, const char *);
    void (*structured_error)(void *, void *);
} sax_handler;

/* The head of xmlError of libxml/xmlerror.h. */
typedef struct {
    int domain, code;
    char *message;
    int level;
    char *file;
    int line;
} error_head;

enum {
    SAX2_MAGIC = 0xDEEDBEAF,
    PLAIN_ATTRIBUTES = 1 << 1, /* XML_PARSE_NOENT: "&amp;" in an attribute comes as "&", not as "&#38;" */
    NO_NETWORK = 1 << 11,
    NO_CDATA = 1 << 14,
    HTML_RECOVER = 1,
    HTML_NO_ERROR = 1 << 5,
    HTML_NO_WARNING = 1 << 6,
    HTML_IGNORE_ENCODING = 1 << 21, /* the bytes are UTF-8 by now, whatever the page says */
    LEVEL_ERROR = 2,
    UTF8 = 1
};

static struct {
    void *(*create)(sax_handler *, void *, const char *, int, const char *);
    int (*parse)(void *, const char *, int, int);
    int (*options)(void *, int);
    void (*free_context)(void *);
    void (*stop)(void *);
    int (*line)(void *);
    void *(*last_error)(void *);
    void *(*create_html)(sax_handler *, void *, const char *, int, const char *, int);
    int (*parse_html)(void *, const char *, int, int);
    int (*options_html)(void *, int);
    void (*free_html)(void *);
    void (*initialize)(void);
    int is_complete;
} xml;

static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
    static const char *const names[] = {"libxml2.so.2", "libxml2.so.16", "libxml2.2.dylib", "libxml2.dylib"};
    void *library = NULL;
    for (size_t place = 0; !library && place < sizeof names / sizeof *names; place++) {
        library = dlopen(names[place], RTLD_NOW | RTLD_LOCAL);
    }
    if (!library) return;
    xml.create = (void *(*)(sax_handler *, void *, const char *, int, const char *))
        dlsym(library, "xmlCreatePushParserCtxt");
    xml.parse = (int (*)(void *, const char *, int, int))dlsym(library, "xmlParseChunk");
    xml.options = (int (*)(void *, int))dlsym(library, "xmlCtxtUseOptions");
    xml.free_context = (void (*)(void *))dlsym(library, "xmlFreeParserCtxt");
    xml.stop = (void (*)(void *))dlsym(library, "xmlStopParser");
    xml.line = (int (*)(void *))dlsym(library, "xmlSAX2GetLineNumber");
    xml.last_error = (void *(*)(void *))dlsym(library, "xmlCtxtGetLastError");
    xml.create_html = (void *(*)(sax_handler *, void *, const char *, int, const char *, int))
        dlsym(library, "htmlCreatePushParserCtxt");
    xml.parse_html = (int (*)(void *, const char *, int, int))dlsym(library, "htmlParseChunk");
    xml.options_html = (int (*)(void *, int))dlsym(library, "htmlCtxtUseOptions");
    xml.free_html = (void (*)(void *))dlsym(library, "htmlFreeParserCtxt");
    xml.initialize = (void (*)(void))dlsym(library, "xmlInitParser");
    xml.is_complete = xml.create && xml.parse && xml.options && xml.free_context && xml.stop && xml.line
        && xml.last_error && xml.create_html && xml.parse_html && xml.options_html && xml.free_html
        && xml.initialize;
    if (xml.is_complete) xml.initialize();
}

int entente_markup_is_available(void) {
    pthread_once(&once, load);
    return xml.is_complete;
}

struct entente_parser {
    const entente_markup_events *events;
    void *user;
    sax_handler handler;
    void *context;
    int is_html;
    int is_stopped;
};

static void on_start(
    void *user, const char *name, const char *prefix, const char *space, int spaces, const char **declared, int count,
    int defaulted, const char **attributes
) {
    entente_parser *parser = user;
    (void)prefix, (void)space, (void)spaces, (void)declared, (void)defaulted;
    if (!parser->is_stopped) parser->events->start(parser->user, name, count, (const char *const *)attributes);
}

static void on_end(void *user, const char *name, const char *prefix, const char *space) {
    entente_parser *parser = user;
    (void)prefix, (void)space;
    if (!parser->is_stopped) parser->events->end(parser->user, name);
}

static void on_html_start(void *user, const char *name, const char **attributes) {
    entente_parser *parser = user;
    if (!parser->is_stopped) parser->events->html_start(parser->user, name, (const char *const *)attributes);
}

static void on_html_end(void *user, const char *name) {
    entente_parser *parser = user;
    if (!parser->is_stopped) parser->events->end(parser->user, name);
}

static void on_text(void *user, const char *bytes, int count) {
    entente_parser *parser = user;
    if (!parser->is_stopped) parser->events->text(parser->user, bytes, count);
}

static void on_entity(
    void *user, const char *name, int type, const char *public_id, const char *system_id, char *content
) {
    entente_parser *parser = user;
    (void)type, (void)public_id, (void)system_id, (void)content;
    if (!parser->is_stopped) parser->events->declaration(parser->user, name);
}

static void on_message(void *user, const char *format, ...) { (void)user, (void)format; }
static void on_structured(void *user, void *error) { (void)user, (void)error; }

entente_parser *entente_parser_new(const entente_markup_events *events, void *user, int is_html) {
    if (!entente_markup_is_available()) return NULL;
    entente_parser *parser = calloc(1, sizeof *parser);
    if (!parser) return NULL;
    parser->events = events;
    parser->user = user;
    parser->is_html = is_html;
    sax_handler *handler = &parser->handler;
    handler->characters = on_text;
    handler->ignorable_whitespace = on_text;
    handler->cdata_block = on_text;
    handler->warning = on_message;
    handler->error = on_message;
    handler->fatal_error = on_message;
    if (is_html) {
        handler->start_element = on_html_start;
        handler->end_element = on_html_end;
        parser->context = xml.create_html(handler, parser, NULL, 0, NULL, UTF8);
        if (parser->context) {
            const int quiet = HTML_RECOVER | HTML_NO_ERROR | HTML_NO_WARNING;
            xml.options_html(parser->context, quiet | HTML_IGNORE_ENCODING | NO_NETWORK);
        }
    } else {
        handler->initialized = SAX2_MAGIC;
        handler->start_element_ns = on_start;
        handler->end_element_ns = on_end;
        /* No entity is ever known, so none can be expanded or fetched: the first declaration ends the reading. */
        handler->entity_decl = on_entity;
        handler->structured_error = on_structured;
        parser->context = xml.create(handler, parser, NULL, 0, NULL);
        if (parser->context) xml.options(parser->context, PLAIN_ATTRIBUTES | NO_NETWORK | NO_CDATA);
    }
    if (!parser->context) {
        free(parser);
        return NULL;
    }
    return parser;
}

int entente_parser_feed(entente_parser *parser, const char *bytes, int count, int is_last) {
    if (parser->is_stopped) return 1;
    if (parser->is_html) {
        /* Whatever is wrong with a page, the parser makes the best of it. */
        xml.parse_html(parser->context, bytes, count, is_last);
        return parser->is_stopped;
    }
    return xml.parse(parser->context, bytes, count, is_last) != 0 || parser->is_stopped;
}

void entente_parser_stop(entente_parser *parser) {
    if (parser->is_stopped) return;
    parser->is_stopped = 1;
    xml.stop(parser->context);
}

int entente_parser_line(entente_parser *parser) { return xml.line(parser->context); }

const char *entente_parser_problem(entente_parser *parser, int *line) {
    error_head *error = xml.last_error(parser->context);
    if (!error || error->level < LEVEL_ERROR) return NULL;
    *line = error->line;
    return error->message;
}

void entente_parser_free(entente_parser *parser) {
    if (!parser) return;
    if (parser->is_html) {
        xml.free_html(parser->context);
    } else {
        xml.free_context(parser->context);
    }
    free(parser);
}
