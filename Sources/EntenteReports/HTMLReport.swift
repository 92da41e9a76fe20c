import EntenteRendering

/// A report as one HTML file that needs nothing beside it: maps as inline SVG, images as data, style within.
///
/// It runs no script and loads nothing (its content security policy forbids both), fits a phone, a wide screen and paper,
/// and follows the reader's choice of light or dark.
public struct HTMLReport: Sendable {
    public let text: String
    /// Images of the template that are not in the page, with the reason.
    public let missingImages: [ReportProblem]

    /// - Parameters:
    ///   - images: Where the template's own images are read from.
    ///   - draw: Draws a figure as SVG. Where it fails, the problem stands in the figure's place; the editor gets to know.
    public init(
        _ template: ReportTemplate, editor: inout ReportEditor, images: ReportImages, documents: Int,
        draw: (ReportFigure) throws(ReportProblem) -> [UInt8]
    ) {
        var writer = HTMLWriter()
        var missing: [ReportProblem] = []
        var place = 0
        var body = ""
        var heading: String?
        if let markdown = CommonMark(template.body) {
            markdown.replaceFences { fence in
                guard ReportTemplate.block(of: fence) != nil, editor.items.indices.contains(place) else { return nil }
                defer { place += 1 }
                return Self.html(of: place, editor: &editor, writer: &writer, draw: draw)
            }
            let references = CrossReferences(editor.references)
            markdown.replaceText { text in
                let replaced = references.replaced(text, text: HTMLWriter.escaped) { id, name in
                    "<a href=\"#\(id)\">\(name)</a>"
                }
                return text.contains("@") ? replaced : nil
            }
            markdown.replaceImages { url, description in
                do throws(ReportProblem) {
                    let data = try images.dataURL(of: url)
                    return "<img src=\"\(data)\" alt=\"\(HTMLWriter.escaped(description))\">"
                } catch {
                    missing.append(error)
                    return "<span class=\"problem\">\(HTMLWriter.escaped(error.description))</span>"
                }
            }
            heading = markdown.title
            body = markdown.html
        }
        missingImages = missing
        var header = ""
        if let title = template.title {
            header = "<header>\n<h1>\(HTMLWriter.escaped(title))</h1>\n"
            let byline = template.authors + [template.date].compactMap { $0 }
            if !byline.isEmpty {
                header += "<p class=\"byline\">\(HTMLWriter.escaped(byline.joined(separator: ", ")))</p>\n"
            }
            header += "</header>\n"
        }
        let origin =
            "Made with Entente from \(documents == 1 ? "1 document" : "\(documents) documents"); digest of the case "
            + "\(editor.caseDigest.prefix(16))."
        text = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
            <meta name="color-scheme" content="light dark">
            <title>\(HTMLWriter.escaped(template.title ?? heading ?? "Report"))</title>
            <style>
            \(ReportStyle.sheet)</style>
            </head>
            <body>
            <main>
            \(header)\(body)\(writer.sources)</main>
            <footer data-documents="\(editor.documents.word)"><p>\(origin)</p></footer>
            </body>
            </html>

            """
    }

    private static func html(
        of place: Int, editor: inout ReportEditor, writer: inout HTMLWriter,
        draw: (ReportFigure) throws(ReportProblem) -> [UInt8]
    ) -> String {
        var picture: String?
        if let figure = editor.items[place].figure {
            do throws(ReportProblem) {
                picture = inline(try draw(figure))
            } catch {
                editor.fail(place, with: error)
            }
        }
        let item = editor.items[place]
        switch item.answer {
        case .failure(let problem):
            return "<p class=\"problem\" id=\"\(item.anchor)\"><strong>Error</strong> "
                + "\(HTMLWriter.escaped(problem.description))</p>\n"
        case .success(let answer):
            let stamp = item.stamp.map { " data-stamp=\"\($0.word)\"" } ?? ""
            let title = "<strong>\(item.name ?? "")</strong> \(HTMLWriter.escaped(item.caption))"
            if let picture, let figure = item.figure {
                let evidence =
                    item.block?.showsEvidence == false ? "" : Self.evidence(of: figure, writer: &writer)
                let width = isWide(picture) ? " wide" : ""
                return "<figure class=\"map\(width)\" id=\"\(item.anchor)\"\(stamp)>\n\(picture)<figcaption>\(title)"
                    + "</figcaption>\n\(evidence)</figure>\n"
            }
            return "<section class=\"\(answer.kind.rawValue)\" id=\"\(item.anchor)\"\(stamp)>\n"
                + "<p class=\"caption\">\(title)</p>\n\(writer.text(answer.contents))</section>\n"
        }
    }

    /// SVG for the inside of a page: without the declaration of XML.
    static func inline(_ svg: [UInt8]) -> String {
        let text = String(decoding: svg, as: UTF8.self)
        guard let start = text.firstRange(of: "<svg") else { return text }
        return String(text[start.lowerBound...])
    }

    /// Whether a map would be hard to read across a page of paper that stands upright: wider than 700 points.
    private static func isWide(_ svg: String) -> Bool {
        guard let start = svg.firstRange(of: " width=\"") else { return false }
        return (Double(svg[start.upperBound...].prefix { $0.isNumber }) ?? 0) > 700
    }

    /// What the lines of a map link to.
    private static func evidence(of figure: ReportFigure, writer: inout HTMLWriter) -> String {
        guard !figure.evidence.isEmpty else { return "" }
        var out =
            "<details>\n<summary>Evidence behind the \(figure.evidence.count) lines</summary>\n<ul class=\"evidence\">\n"
        for line in figure.evidence {
            out += "<li id=\"\(HTMLWriter.escaped(line.anchor))\"><p>\(HTMLWriter.escaped(line.sentence))</p>\n"
            out += line.quotes.map { writer.text(.quote($0)) }.joined() + "</li>\n"
        }
        return out + "</ul>\n</details>\n"
    }
}
