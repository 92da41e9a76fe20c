import EntenteText
import Foundation

/// The page's own files: a template, a style sheet, and scripts that share one scope.
struct ExplorerAssets {
    private let folder = ResourceDirectory(module: "EntenteRendering")

    /// In the order in which they are read; a script may use what those before it define.
    static let scripts = [
        "base.js", "data.js", "projection.js", "bundles.js", "paths.js", "counting.js", "state.js", "scores.js",
        "explain.js", "address.js", "shapes.js", "scene.js", "draw-svg.js", "draw-canvas.js", "map-view.js",
        "search.js",
        "filters.js", "timeline.js", "evidence.js", "details.js", "path-panel.js", "actor-list.js", "export.js",
        "rehearsal.js", "main.js",
    ]

    func text(_ name: String) throws(MissingResource) -> String {
        let url = try folder.url("explorer/\(name)")
        guard let data = try? Data(contentsOf: url), let text = String(validating: data, as: UTF8.self) else {
            throw MissingResource(name: "EntenteRendering/explorer/\(name)", searched: [url.path])
        }
        return text
    }

    func style() throws(MissingResource) -> String { try text("explorer.css") }

    func script() throws(MissingResource) -> String {
        var script = "\"use strict\";\n(() => {\n"
        for name in Self.scripts { script += "// \(name)\n" + (try text(name)) }
        return script + "})();\n"
    }
}
