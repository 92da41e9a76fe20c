import CCommonMark
import Foundation

/// A Markdown text as a tree: CommonMark with tables, strikethrough and footnotes, read by cmark-gfm.
///
/// Raw HTML and links that could run code are left out of what it renders, for a report may come from anybody.
struct CommonMark: ~Copyable {
    private let root: OpaquePointer
    private let parser: OpaquePointer

    private static let options = CMARK_OPT_FOOTNOTES | CMARK_OPT_VALIDATE_UTF8

    /// nil only where memory is short.
    init?(_ text: String) {
        cmark_gfm_core_extensions_ensure_registered()
        guard let parser = cmark_parser_new(Self.options) else { return nil }
        for name in ["table", "strikethrough"] {
            if let found = cmark_find_syntax_extension(name) { cmark_parser_attach_syntax_extension(parser, found) }
        }
        var text = text
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
        }
        guard let root = cmark_parser_finish(parser) else {
            cmark_parser_free(parser)
            return nil
        }
        (self.parser, self.root) = (parser, root)
    }

    deinit {
        cmark_node_free(root)
        cmark_parser_free(parser)
    }

    /// A fenced block of code.
    struct Fence {
        /// What stands behind the opening fence.
        let info: String
        let text: String
        /// Of the opening fence, 1 for the first line of the text.
        let line: Int
        /// How many marks make the fence.
        let length: Int
    }

    /// The fenced blocks in their order; replaces those for which `replacement` gives HTML.
    func replaceFences(_ replacement: (Fence) throws -> String?) rethrows {
        for node in nodes(CMARK_NODE_CODE_BLOCK) {
            var (length, offset, mark): (Int32, Int32, CChar) = (0, 0, 0)
            guard cmark_node_get_fenced(node, &length, &offset, &mark) != 0, length > 0 else { continue }
            let fence = Fence(
                info: Self.text(cmark_node_get_fence_info(node)), text: Self.text(cmark_node_get_literal(node)),
                line: Int(cmark_node_get_start_line(node)), length: Int(length))
            if let html = try replacement(fence) { Self.replace(node, by: html, CMARK_NODE_CUSTOM_BLOCK) }
        }
    }

    /// Replaces runs of text (never code or links) for which `replacement` gives HTML.
    func replaceText(_ replacement: (String) -> String?) {
        // Marks cut a run into several; together they are what the author wrote.
        for node in nodes(CMARK_NODE_PARAGRAPH) + nodes(CMARK_NODE_HEADING) { cmark_consolidate_text_nodes(node) }
        for node in nodes(CMARK_NODE_TEXT) where !Self.isInside(node, [CMARK_NODE_LINK, CMARK_NODE_IMAGE]) {
            if let html = replacement(Self.text(cmark_node_get_literal(node))) {
                Self.replace(node, by: html, CMARK_NODE_CUSTOM_INLINE)
            }
        }
    }

    /// Replaces every image by HTML, given where it points and what it shows.
    func replaceImages(_ replacement: (_ url: String, _ description: String) -> String) {
        // Chosen before the first goes, since an image within another goes with it.
        for node in nodes(CMARK_NODE_IMAGE).filter({ !Self.isInside($0, [CMARK_NODE_IMAGE]) }) {
            var description = ""
            Self.each(below: node) { part in
                if cmark_node_get_type(part) == CMARK_NODE_TEXT {
                    description += Self.text(cmark_node_get_literal(part))
                }
            }
            Self.replace(
                node, by: replacement(Self.text(cmark_node_get_url(node)), description), CMARK_NODE_CUSTOM_INLINE)
        }
    }

    /// The text of the first heading of the first level.
    var title: String? {
        for node in nodes(CMARK_NODE_HEADING) where cmark_node_get_heading_level(node) == 1 {
            var title = ""
            Self.each(below: node) { part in title += Self.text(cmark_node_get_literal(part)) }
            return title
        }
        return nil
    }

    /// HTML of the whole, without raw HTML of the author.
    var html: String {
        guard let text = cmark_render_html(root, Self.options, cmark_parser_get_syntax_extensions(parser)) else {
            return ""
        }
        defer { free(text) }
        return Self.text(text)
    }

    // MARK: The tree

    private func nodes(_ type: cmark_node_type) -> [OpaquePointer] {
        var found: [OpaquePointer] = []
        Self.each(below: root) { node in
            if cmark_node_get_type(node) == type { found.append(node) }
        }
        return found
    }

    private static func isInside(_ node: OpaquePointer, _ types: [cmark_node_type]) -> Bool {
        var above = cmark_node_parent(node)
        while let current = above {
            if types.contains(cmark_node_get_type(current)) { return true }
            above = cmark_node_parent(current)
        }
        return false
    }

    private static func each(
        below node: OpaquePointer, _ visit: (OpaquePointer) -> Void
    ) {
        guard let iterator = cmark_iter_new(node) else { return }
        defer { cmark_iter_free(iterator) }
        while true {
            let event = cmark_iter_next(iterator)
            if event == CMARK_EVENT_DONE { return }
            if event == CMARK_EVENT_ENTER, let current = cmark_iter_get_node(iterator) { visit(current) }
        }
    }

    private static func replace(
        _ node: OpaquePointer, by html: String, _ type: cmark_node_type
    ) {
        guard let custom = cmark_node_new(type) else { return }
        html.withCString { _ = cmark_node_set_on_enter(custom, $0) }
        guard cmark_node_replace(node, custom) != 0 else {
            cmark_node_free(custom)
            return
        }
        cmark_node_free(node)
    }

    private static func text(_ pointer: UnsafePointer<CChar>?) -> String { pointer.map { String(cString: $0) } ?? "" }
}
