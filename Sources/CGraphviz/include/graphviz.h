#pragma once

// The part of Graphviz that Entente calls, in a shape that is the same for every release from 2.42 on, behind a door that
// opens the library when a map is drawn: loading it and what it brings takes longer than the answer to most questions.
//
// Releases differ in small ways that Swift cannot bridge: gvRenderData counts bytes in an unsigned int until 11 and in
// a size_t since, sizes of splines likewise, and layout results sit behind macros. The functions below settle that
// when graphviz.c is compiled against the headers that are installed. All but the first need a context.

#include <stddef.h>

typedef struct GVC_s GVC_t;
typedef struct Agraph_s Agraph_t;
typedef struct Agnode_s Agnode_t;
typedef struct Agedge_s Agedge_t;

// A context of the library, or NULL where it is not installed, or of another major release than the headers: those lay
// their results out differently.
GVC_t *entente_context(void);
void entente_free_context(GVC_t *context);
const char *entente_version(GVC_t *context);

// Renders a graph that has a layout; free the result with entente_free_render. Returns 0 where it worked.
int entente_render(GVC_t *context, Agraph_t *graph, const char *format, char **bytes, size_t *count);

// Centre of a node in points, y upwards.
double entente_node_x(Agnode_t *node);
double entente_node_y(Agnode_t *node);

// Outer size of a node in inches.
double entente_node_width(Agnode_t *node);
double entente_node_height(Agnode_t *node);

// The curves of an edge: how many, and of each its control points and arrow tips.
long entente_curve_count(Agedge_t *edge);
long entente_point_count(Agedge_t *edge, long curve);
double entente_point_x(Agedge_t *edge, long curve, long point);
double entente_point_y(Agedge_t *edge, long curve, long point);
int entente_has_tail_tip(Agedge_t *edge, long curve);
int entente_has_head_tip(Agedge_t *edge, long curve);
double entente_tail_tip_x(Agedge_t *edge, long curve);
double entente_tail_tip_y(Agedge_t *edge, long curve);
double entente_head_tip_x(Agedge_t *edge, long curve);
double entente_head_tip_y(Agedge_t *edge, long curve);

// The label of an edge: whether it has a place, its centre and its size in points.
int entente_label_exists(Agedge_t *edge);
int entente_has_label(Agedge_t *edge);
double entente_label_x(Agedge_t *edge);
double entente_label_y(Agedge_t *edge);
double entente_label_width(Agedge_t *edge);
double entente_label_height(Agedge_t *edge);

// The box of a graph or cluster in points.
double entente_left(Agraph_t *graph);
double entente_bottom(Agraph_t *graph);
double entente_right(Agraph_t *graph);
double entente_top(Agraph_t *graph);

// Attributes: older releases take names and values as char * although they never write to them.
void entente_set_graph_attribute(Agraph_t *graph, const char *name, const char *value);
const char *entente_edge_id(Agedge_t *edge);

// Graphs: read from DOT, walked, laid out, let go.
Agraph_t *entente_read(const char *dot);
void entente_close(Agraph_t *graph);
const char *entente_name(Agnode_t *node);
Agnode_t *entente_first_node(Agraph_t *graph);
Agnode_t *entente_next_node(Agraph_t *graph, Agnode_t *node);
Agedge_t *entente_first_edge(Agraph_t *graph, Agnode_t *node);
Agedge_t *entente_next_edge(Agraph_t *graph, Agedge_t *edge);
int entente_lay_out(GVC_t *context, Agraph_t *graph, const char *engine);
void entente_free_layout(GVC_t *context, Agraph_t *graph);
void entente_free_render(char *bytes);

// Messages: kept for whoever asks instead of printed.
void entente_keep_messages(void);
const char *entente_last_message(void);
