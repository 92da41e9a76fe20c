#pragma once

// Tells the build where the headers of Graphviz are; CGraphviz calls what they declare.
#include <graphviz/gvc.h>
