#include "graphviz.h"
#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>
#include <string.h>
#include <graphviz/gvc.h>
#if __has_include(<graphviz/graphviz_version.h>)
#include <graphviz/graphviz_version.h>
#endif

// What is called, by its own types; empty until the library is open.
static struct {
    __typeof__(&gvContext) gvContext;
    __typeof__(&gvFreeContext) gvFreeContext;
    __typeof__(&gvcVersion) gvcVersion;
    __typeof__(&gvLayout) gvLayout;
    __typeof__(&gvFreeLayout) gvFreeLayout;
    __typeof__(&gvRenderData) gvRenderData;
    __typeof__(&gvFreeRenderData) gvFreeRenderData;
    __typeof__(&agmemread) agmemread;
    __typeof__(&agclose) agclose;
    __typeof__(&agattr) agattr;
    __typeof__(&agget) agget;
    __typeof__(&agnameof) agnameof;
    __typeof__(&agfstnode) agfstnode;
    __typeof__(&agnxtnode) agnxtnode;
    __typeof__(&agfstout) agfstout;
    __typeof__(&agnxtout) agnxtout;
    __typeof__(&agseterr) agseterr;
    __typeof__(&aglasterr) aglasterr;
    // Whether all of them are there, of the release whose headers were compiled.
    int is_open;
} graphviz;

static pthread_once_t once = PTHREAD_ONCE_INIT;

static void load(void) {
#ifdef __APPLE__
#define FIND(name) graphviz.name = &name
#else
    static const char *const names[] = {"libgvc.so.6", "libgvc.so.7", "libgvc.so"};
    void *library = NULL;
    for (size_t place = 0; !library && place < sizeof names / sizeof *names; place++) {
        library = dlopen(names[place], RTLD_NOW | RTLD_LOCAL);
    }
    if (!library) return;
    // Also finds what libgvc itself needs, libcgraph.
#define FIND(name)                                                    \
    graphviz.name = (__typeof__(&name))dlsym(library, #name);         \
    if (!graphviz.name) return
#endif
    FIND(gvContext);
    FIND(gvFreeContext);
    FIND(gvcVersion);
    FIND(gvLayout);
    FIND(gvFreeLayout);
    FIND(gvRenderData);
    FIND(gvFreeRenderData);
    FIND(agmemread);
    FIND(agclose);
    FIND(agattr);
    FIND(agget);
    FIND(agnameof);
    FIND(agfstnode);
    FIND(agnxtnode);
    FIND(agfstout);
    FIND(agnxtout);
    FIND(agseterr);
    FIND(aglasterr);
#undef FIND
    graphviz.is_open = 1;
}

// A context of the library, or NULL where it is not installed, or of another major release than the headers: those lay
// their results out differently.
GVC_t *entente_context(void) {
    pthread_once(&once, load);
    if (!graphviz.is_open) return NULL;
    GVC_t *context = graphviz.gvContext();
#ifdef PACKAGE_VERSION
    const char *version = context ? graphviz.gvcVersion(context) : NULL;
    size_t length = strcspn(PACKAGE_VERSION, ".") + 1;
    if (version && strncmp(version, PACKAGE_VERSION, length) != 0) {
        graphviz.gvFreeContext(context);
        return NULL;
    }
#endif
    return context;
}
void entente_free_context(GVC_t *context) { graphviz.gvFreeContext(context); }
const char *entente_version(GVC_t *context) { return graphviz.gvcVersion(context); }

typedef int (*render_counting_in_int)(GVC_t *, graph_t *, const char *, char **, unsigned int *);
typedef int (*render_counting_in_size)(GVC_t *, graph_t *, const char *, char **, size_t *);

// Renders a graph that has a layout; free the result with entente_free_render. Returns 0 where it worked.
int entente_render(GVC_t *context, Agraph_t *graph, const char *format, char **bytes, size_t *count) {
    *bytes = NULL;
    *count = 0;
    if (__builtin_types_compatible_p(__typeof__(&gvRenderData), render_counting_in_int)) {
        unsigned int narrow = 0;
        int failure = ((render_counting_in_int)(void *)graphviz.gvRenderData)(context, graph, format, bytes, &narrow);
        *count = narrow;
        return failure;
    }
    return ((render_counting_in_size)(void *)graphviz.gvRenderData)(context, graph, format, bytes, count);
}

// Centre of a node in points, y upwards.
double entente_node_x(Agnode_t *node) { return ND_coord(node).x; }
double entente_node_y(Agnode_t *node) { return ND_coord(node).y; }
// Outer size of a node in inches.
double entente_node_width(Agnode_t *node) { return ND_width(node); }
double entente_node_height(Agnode_t *node) { return ND_height(node); }

// The curves of an edge: how many, and of each its control points and arrow tips.
long entente_curve_count(Agedge_t *edge) { return ED_spl(edge) ? (long)ED_spl(edge)->size : 0; }
long entente_point_count(Agedge_t *edge, long curve) { return (long)ED_spl(edge)->list[curve].size; }
double entente_point_x(Agedge_t *edge, long curve, long point) {
    return ED_spl(edge)->list[curve].list[point].x;
}
double entente_point_y(Agedge_t *edge, long curve, long point) {
    return ED_spl(edge)->list[curve].list[point].y;
}
int entente_has_tail_tip(Agedge_t *edge, long curve) { return ED_spl(edge)->list[curve].sflag != 0; }
int entente_has_head_tip(Agedge_t *edge, long curve) { return ED_spl(edge)->list[curve].eflag != 0; }
double entente_tail_tip_x(Agedge_t *edge, long curve) { return ED_spl(edge)->list[curve].sp.x; }
double entente_tail_tip_y(Agedge_t *edge, long curve) { return ED_spl(edge)->list[curve].sp.y; }
double entente_head_tip_x(Agedge_t *edge, long curve) { return ED_spl(edge)->list[curve].ep.x; }
double entente_head_tip_y(Agedge_t *edge, long curve) { return ED_spl(edge)->list[curve].ep.y; }

// The label of an edge: whether it has a place, its centre and its size in points.
int entente_label_exists(Agedge_t *edge) { return ED_label(edge) != NULL; }
int entente_has_label(Agedge_t *edge) { return ED_label(edge) != NULL && ED_label(edge)->set; }
double entente_label_x(Agedge_t *edge) { return ED_label(edge)->pos.x; }
double entente_label_y(Agedge_t *edge) { return ED_label(edge)->pos.y; }
double entente_label_width(Agedge_t *edge) { return ED_label(edge)->dimen.x; }
double entente_label_height(Agedge_t *edge) { return ED_label(edge)->dimen.y; }

// The box of a graph or cluster in points.
double entente_left(Agraph_t *graph) { return GD_bb(graph).LL.x; }
double entente_bottom(Agraph_t *graph) { return GD_bb(graph).LL.y; }
double entente_right(Agraph_t *graph) { return GD_bb(graph).UR.x; }
double entente_top(Agraph_t *graph) { return GD_bb(graph).UR.y; }

// Attributes: older releases take names and values as char * although they never write to them.
void entente_set_graph_attribute(Agraph_t *graph, const char *name, const char *value) {
    graphviz.agattr(graph, AGRAPH, (char *)name, (char *)value);
}
const char *entente_edge_id(Agedge_t *edge) { return graphviz.agget(edge, (char *)"id"); }

// Graphs: read from DOT, walked, laid out, let go.
Agraph_t *entente_read(const char *dot) { return graphviz.agmemread(dot); }
void entente_close(Agraph_t *graph) { graphviz.agclose(graph); }
const char *entente_name(Agnode_t *node) { return graphviz.agnameof(node); }
Agnode_t *entente_first_node(Agraph_t *graph) { return graphviz.agfstnode(graph); }
Agnode_t *entente_next_node(Agraph_t *graph, Agnode_t *node) {
    return graphviz.agnxtnode(graph, node);
}
Agedge_t *entente_first_edge(Agraph_t *graph, Agnode_t *node) {
    return graphviz.agfstout(graph, node);
}
Agedge_t *entente_next_edge(Agraph_t *graph, Agedge_t *edge) {
    return graphviz.agnxtout(graph, edge);
}
int entente_lay_out(GVC_t *context, Agraph_t *graph, const char *engine) {
    return graphviz.gvLayout(context, graph, engine);
}
void entente_free_layout(GVC_t *context, Agraph_t *graph) {
    graphviz.gvFreeLayout(context, graph);
}
void entente_free_render(char *bytes) { graphviz.gvFreeRenderData(bytes); }

// Messages: kept for whoever asks instead of printed.
void entente_keep_messages(void) { graphviz.agseterr(AGMAX); }
const char *entente_last_message(void) { return graphviz.aglasterr(); }
