import Foundation

/// A report as pandoc sees it: the document's syntax tree as JSON, with our blocks answered.
///
/// ```sh
/// pandoc -F entente-pandoc report.md -o report.docx
/// ```
/// Reads and writes the versions 1.21 to 1.23 of pandoc's API (pandoc 2.11 to 3). What is written has the version that was
/// read, and uses only what all of them know: a figure is an image with its caption below, since `Figure` came with 1.23.
public struct PandocFilter: Sendable {
    /// In which format figures are drawn for the format that pandoc writes.
    public enum Picture: Sendable, Hashable {
        /// As part of the page.
        case inlineSVG
        case svg, pdf, png

        /// - Parameter writer: pandoc's name of the output format, which it gives to a filter as its argument.
        public init(writer: String) {
            let name = String(writer.prefix { $0 != "+" && $0 != "-" })
            switch name {
            case "html", "html4", "html5", "revealjs", "slidy", "slideous", "s5", "dzslides": self = .inlineSVG
            case "latex", "beamer", "context": self = .pdf
            case "docx", "pptx", "odt", "opendocument", "rtf", "icml", "ms", "man": self = .png
            default: self = .svg
            }
        }
    }

    private let document: JSONTree
    /// The document as it came.
    public let original: [UInt8]
    /// The blocks in the order of the document.
    public let blocks: [Result<ReportBlock, ReportProblem>]

    /// - Throws: `ReportProblem` where this is no document of a version that we know.
    public init(json: [UInt8]) throws(ReportProblem) {
        guard let document = try? JSONDecoder().decode(JSONTree.self, from: Data(json)),
            let version = document["pandoc-api-version"]?.list?.compactMap(\.int), document["blocks"] != nil
        else {
            throw ReportProblem(
                "standard input holds no document of pandoc's; run this as a filter: pandoc -F entente-pandoc FILE")
        }
        guard version.count >= 2, version[0] == 1, version[1] >= 21 else {
            let number = version.map(String.init).joined(separator: ".")
            throw ReportProblem("version \(number) of pandoc's API is not known; use pandoc 2.11 or later")
        }
        self.document = document
        original = json
        var found: [Result<ReportBlock, ReportProblem>] = []
        Self.visit(document["blocks"] ?? .null) { found.append($0) }
        guard found.count <= ReportTemplate.mostBlocks else {
            throw ReportProblem("\(found.count) blocks; a report holds \(ReportTemplate.mostBlocks) at most; divide it")
        }
        blocks = found
    }

    /// Whether the metadata asks for a failure where a block has no answer: `-M entente-strict`.
    public var isStrict: Bool {
        guard let value = document["meta"]?["entente-strict"] else { return false }
        return value["c"] == .bool(true) || value["c"]?.text == "true"
    }

    /// The document with the items of the editor in the places of its blocks.
    ///
    /// - Parameters:
    ///   - writer: pandoc's name of the output format.
    ///   - draw: Draws a figure. Where it fails, the problem stands in the figure's place; the editor gets to know.
    public func json(
        editor: inout ReportEditor, writer format: String,
        draw: (ReportFigure) throws(ReportProblem) -> [UInt8]
    ) throws(ReportProblem) -> [UInt8] {
        guard case .map(var fields) = document else { return [] }
        var drawn: [Int: [UInt8]] = [:]
        for place in editor.items.indices {
            guard let figure = editor.items[place].figure else { continue }
            do throws(ReportProblem) {
                drawn[place] = try draw(figure)
            } catch {
                editor.fail(place, with: error)
            }
        }
        let slides = SlideFormat(writer: format)
        let writer = PandocWriter(picture: Picture(writer: format), slides: slides)
        let items = editor.items
        var place = 0
        let references = editor.references
        func next() -> [JSONTree] {
            defer { place += 1 }
            return items.indices.contains(place) ? writer.blocks(of: items[place], drawn: drawn[place]) : []
        }
        if let slides, case .list(let blocks) = fields["blocks"] {
            var deck = SlideWriter(writer, format: slides, document: blocks)
            for block in blocks {
                if Self.block(block) != nil, items.indices.contains(place) {
                    deck.add(items[place], drawn: drawn[place])
                    place += 1
                } else {
                    deck.add(Self.rewritten(block, references, next))
                }
            }
            fields["blocks"] = .list(deck.result)
        } else {
            fields["blocks"] = Self.rewritten(fields["blocks"] ?? .null, references, next)
        }
        fields["meta"] = fields["meta"].map { Self.rewritten($0, references) { [] } }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(JSONTree.map(fields)) else {
            throw ReportProblem("the document cannot be written as JSON; please report it")
        }
        return Array(data)
    }

    // MARK: The tree

    /// One of our blocks: `CodeBlock` with the class `entente`.
    private static func block(_ element: JSONTree) -> Result<ReportBlock, ReportProblem>? {
        guard element["t"]?.text == "CodeBlock", let attributes = element["c"]?[0], let text = element["c"]?[1]?.text,
            let classes = attributes[1]?.list, classes.contains(.text("entente"))
        else { return nil }
        let pairs = (attributes[2]?.list ?? []).compactMap { pair in
            pair[0]?.text.flatMap { name in pair[1]?.text.map { (name, $0) } }
        }
        do throws(ReportProblem) {
            return .success(try ReportBlock(identifier: attributes[0]?.text, attributes: pairs, text: text))
        } catch {
            return .failure(error)
        }
    }

    private static func visit(_ tree: JSONTree, _ found: (Result<ReportBlock, ReportProblem>) -> Void) {
        if let block = block(tree) { return found(block) }
        switch tree {
        case .list(let items): for item in items { visit(item, found) }
        // By key, as when rewriting.
        case .map(let map): for key in map.keys.sorted() { visit(map[key] ?? .null, found) }
        default: return
        }
    }

    private static func rewritten(
        _ tree: JSONTree, _ references: [String: String], _ replacement: () -> [JSONTree]
    ) -> JSONTree {
        switch tree {
        case .list(let items):
            return .list(
                items.flatMap { item -> [JSONTree] in
                    if block(item) != nil { return replacement() }
                    if let links = links(for: item, references) { return links }
                    return [rewritten(item, references, replacement)]
                })
        case .map(var map):
            for key in map.keys.sorted() { map[key] = map[key].map { rewritten($0, references, replacement) } }
            return .map(map)
        default: return tree
        }
    }

    /// `@fig:x` is a citation to pandoc; links where all that is cited are items of ours.
    private static func links(for element: JSONTree, _ references: [String: String]) -> [JSONTree]? {
        guard element["t"]?.text == "Cite", let citations = element["c"]?[0]?.list, !citations.isEmpty else {
            return nil
        }
        var out: [JSONTree] = []
        for citation in citations {
            guard let id = citation["citationId"]?.text, let name = references[id] else { return nil }
            if !out.isEmpty { out += [.map(["t": .text("Str"), "c": .text(",")]), .map(["t": .text("Space")])] }
            out.append(PandocElements.link(to: id, name))
        }
        return out
    }
}
