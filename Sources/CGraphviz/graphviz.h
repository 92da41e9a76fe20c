#pragma once

// The part of Graphviz that Entente calls, in a shape that is the same for every release from 2.42 on.
//
// Releases differ in small ways that Swift cannot bridge: gvRenderData counts bytes in an unsigned int until 11 and in
// a size_t since, sizes of splines likewise, and layout results sit behind macros. The functions below settle that
// when this header is compiled against the headers that are installed.

#include <stddef.h>
#include <graphviz/gvc.h>

typedef int (*entente_render_counting_in_int)(GVC_t *, graph_t *, const char *, char **, unsigned int *);
typedef int (*entente_render_counting_in_size)(GVC_t *, graph_t *, const char *, char **, size_t *);

// Renders a graph that has a layout; free the result with gvFreeRenderData. Returns 0 where it worked.
static inline int entente_render(GVC_t *context, graph_t *graph, const char *format, char **bytes, size_t *count) {
    *bytes = NULL;
    *count = 0;
    if (__builtin_types_compatible_p(__typeof__(&gvRenderData), entente_render_counting_in_int)) {
        unsigned int narrow = 0;
        int failure = ((entente_render_counting_in_int)(void *)gvRenderData)(context, graph, format, bytes, &narrow);
        *count = narrow;
        return failure;
    }
    return ((entente_render_counting_in_size)(void *)gvRenderData)(context, graph, format, bytes, count);
}

// Centre of a node in points, y upwards.
static inline double entente_node_x(Agnode_t *node) { return ND_coord(node).x; }
static inline double entente_node_y(Agnode_t *node) { return ND_coord(node).y; }
// Outer size of a node in inches.
static inline double entente_node_width(Agnode_t *node) { return ND_width(node); }
static inline double entente_node_height(Agnode_t *node) { return ND_height(node); }

// The curves of an edge: how many, and of each its control points and arrow tips.
static inline long entente_curve_count(Agedge_t *edge) { return ED_spl(edge) ? (long)ED_spl(edge)->size : 0; }
static inline long entente_point_count(Agedge_t *edge, long curve) { return (long)ED_spl(edge)->list[curve].size; }
static inline double entente_point_x(Agedge_t *edge, long curve, long point) {
    return ED_spl(edge)->list[curve].list[point].x;
}
static inline double entente_point_y(Agedge_t *edge, long curve, long point) {
    return ED_spl(edge)->list[curve].list[point].y;
}
static inline int entente_has_tail_tip(Agedge_t *edge, long curve) { return ED_spl(edge)->list[curve].sflag != 0; }
static inline int entente_has_head_tip(Agedge_t *edge, long curve) { return ED_spl(edge)->list[curve].eflag != 0; }
static inline double entente_tail_tip_x(Agedge_t *edge, long curve) { return ED_spl(edge)->list[curve].sp.x; }
static inline double entente_tail_tip_y(Agedge_t *edge, long curve) { return ED_spl(edge)->list[curve].sp.y; }
static inline double entente_head_tip_x(Agedge_t *edge, long curve) { return ED_spl(edge)->list[curve].ep.x; }
static inline double entente_head_tip_y(Agedge_t *edge, long curve) { return ED_spl(edge)->list[curve].ep.y; }

// The label of an edge: whether it has a place, its centre and its size in points.
static inline int entente_label_exists(Agedge_t *edge) { return ED_label(edge) != NULL; }
static inline int entente_has_label(Agedge_t *edge) { return ED_label(edge) != NULL && ED_label(edge)->set; }
static inline double entente_label_x(Agedge_t *edge) { return ED_label(edge)->pos.x; }
static inline double entente_label_y(Agedge_t *edge) { return ED_label(edge)->pos.y; }
static inline double entente_label_width(Agedge_t *edge) { return ED_label(edge)->dimen.x; }
static inline double entente_label_height(Agedge_t *edge) { return ED_label(edge)->dimen.y; }

// The box of a graph or cluster in points.
static inline double entente_left(Agraph_t *graph) { return GD_bb(graph).LL.x; }
static inline double entente_bottom(Agraph_t *graph) { return GD_bb(graph).LL.y; }
static inline double entente_right(Agraph_t *graph) { return GD_bb(graph).UR.x; }
static inline double entente_top(Agraph_t *graph) { return GD_bb(graph).UR.y; }

// Attributes: older releases take names and values as char * although they never write to them.
static inline void entente_set_graph_attribute(Agraph_t *graph, const char *name, const char *value) {
    agattr(graph, AGRAPH, (char *)name, (char *)value);
}
static inline const char *entente_edge_id(Agedge_t *edge) { return agget(edge, (char *)"id"); }
static inline Agraph_t *entente_read(const char *dot) { return agmemread(dot); }
static inline int entente_lay_out(GVC_t *context, Agraph_t *graph, const char *engine) {
    return gvLayout(context, graph, engine);
}
