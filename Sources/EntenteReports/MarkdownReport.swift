/// A report as Markdown, with its figures as files in a folder beside it.
///
/// The author's text stays as it is, byte for byte; blocks are replaced where they stand, and references `@fig:x` outside
/// of code become links.
public struct MarkdownReport: Sendable {
    /// The figures to write beside the report: path relative to its folder, and the bytes.
    public let files: [(path: String, bytes: [UInt8])]
    public let text: String

    /// - Parameters:
    ///   - figureFolder: Name of the folder for figures, beside the report.
    ///   - draw: Draws a figure as SVG. Where it fails, the problem stands in the figure's place; the editor gets to know.
    public init(
        _ template: ReportTemplate, editor: inout ReportEditor, figureFolder: String,
        draw: (ReportFigure) throws(ReportProblem) -> [UInt8]
    ) {
        var files: [(path: String, bytes: [UInt8])] = []
        var writer = MarkdownWriter()
        var replaced: [Int: (lines: Int, text: String)] = [:]
        let lines = template.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for (place, entry) in template.entries.enumerated() where editor.items.indices.contains(place) {
            var drawn: [UInt8]?
            if let figure = editor.items[place].figure {
                do throws(ReportProblem) {
                    drawn = try draw(figure)
                } catch {
                    editor.fail(place, with: error)
                }
            }
            let item = editor.items[place]
            var imagePath: String?
            if let drawn {
                // Anchors are safe as names of files but for ':', which some systems refuse.
                let path = "\(figureFolder)/\(item.anchor.replacing(":", with: "-")).svg"
                files.append((path, drawn))
                imagePath = path
            }
            let first = entry.line - 1
            guard lines.indices.contains(first) else { continue }
            let prefix = Self.containerPrefix(of: lines[first])
            let text = Self.text(of: item, image: imagePath, writer: &writer)
            let indented = text.split(separator: "\n", omittingEmptySubsequences: false)
                .map { $0.isEmpty ? String(prefix.reversed().drop { $0 == " " }.reversed()) : prefix + $0 }
                .joined(separator: "\n")
            replaced[first] = (Self.fenceLines(from: first, in: lines, length: entry.length), indented)
        }
        var out: [String] = []
        var place = 0
        var isCode = false
        let references = editor.references
        while place < lines.count {
            if let (count, text) = replaced[place] {
                out.append(text)
                place += count
                continue
            }
            let start = lines[place].drop { $0 == " " || $0 == ">" }
            if start.hasPrefix("```") || start.hasPrefix("~~~") { isCode.toggle() }
            out.append(isCode ? lines[place] : Self.linked(lines[place], references))
            place += 1
        }
        var text = out.joined(separator: "\n")
        if !text.hasSuffix("\n") { text += "\n" }
        let footnotes = writer.footnotes
        if !footnotes.isEmpty { text += "\n" + footnotes }
        if !editor.items.isEmpty { text += "\n<!-- \(editor.documents.word) -->\n" }
        self.text = text
        self.files = files
    }

    private static func text(
        of item: ReportEditor.Item, image: String?, writer: inout MarkdownWriter
    ) -> String {
        switch item.answer {
        case .failure(let problem):
            return "> **Error:** \(MarkdownEscaping.inline(problem.description))"
        case .success(let answer):
            var parts = ["<a id=\"\(item.anchor)\"></a>"]
            if let stamp = item.stamp { parts.append("<!-- \(stamp.word) -->") }
            let title = "**\(item.name ?? "").** \(MarkdownEscaping.inline(item.caption))"
            if let image, let figure = item.figure {
                let description = MarkdownEscaping.inline(figure.description)
                parts.append("\n![\(description)](\(MarkdownEscaping.destination(image)))\n\n\(title)")
                let evidence = item.block?.showsEvidence == true ? Self.evidence(of: figure, writer: &writer) : ""
                if !evidence.isEmpty { parts.append("\n" + evidence) }
            } else {
                parts.append("\n\(title)\n\n" + writer.text(answer.contents))
            }
            return parts.joined(separator: "\n").trimmed
        }
    }

    private static func evidence(of figure: ReportFigure, writer: inout MarkdownWriter) -> String {
        writer.text(
            .list(
                figure.evidence.map { line in [.paragraph([.plain(line.sentence)])] + line.quotes.map { .quote($0) } }))
    }

    /// What stands before a fence inside quotes and lists, for the lines that replace it.
    private static func containerPrefix(of line: String) -> String {
        let fence = line.firstIndex { $0 == "`" || $0 == "~" } ?? line.startIndex
        return String(line[..<fence].map { $0 == ">" ? ">" : " " })
    }

    /// How many lines a fenced block takes, its fences included.
    private static func fenceLines(from first: Int, in lines: [String], length: Int) -> Int {
        guard let mark = lines[first].first(where: { $0 == "`" || $0 == "~" }) else { return 1 }
        for place in lines.indices.dropFirst(first + 1) {
            let rest = lines[place].drop { $0 == " " || $0 == ">" }
            let marks = rest.prefix { $0 == mark }.count
            if marks >= length, rest.dropFirst(marks).allSatisfy(\.isWhitespace) { return place - first + 1 }
        }
        return lines.count - first
    }

    /// The line with `@fig:x` and `[@fig:x]` as links, outside of code.
    private static func linked(_ line: String, _ references: [String: String]) -> String {
        guard line.contains("@") else { return line }
        // Every second piece lies between backticks.
        let pieces = line.split(separator: "`", omittingEmptySubsequences: false).enumerated().map { number, piece in
            number.isMultiple(of: 2)
                ? CrossReferences(references).replaced(String(piece), text: { $0 }) { "[\($1)](#\($0))" }
                : String(piece)
        }
        return pieces.joined(separator: "`")
    }
}
