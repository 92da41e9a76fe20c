// CommonMark with GitHub's tables, strikethrough and footnotes: the parser of Markdown reports.
#include <cmark-gfm.h>
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
