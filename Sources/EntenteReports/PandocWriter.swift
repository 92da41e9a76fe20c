import Foundation

/// Writes items of a report as blocks of pandoc's document model.
struct PandocWriter {
    let picture: PandocFilter.Picture
    /// Slides that pandoc writes; nil for pages.
    let slides: SlideFormat?

    /// Whether blocks stand on their own: a slide of PowerPoint's shows no picture or table that is inside of something.
    private var isFlat: Bool { slides == .powerPoint }

    func blocks(of item: ReportEditor.Item, drawn: [UInt8]?) -> [JSONTree] {
        switch item.answer {
        case .failure(let problem):
            let words =
                [PandocElements.strong(PandocElements.words("Error:"))]
                + PandocElements.words(" " + problem.description)
            return [
                PandocElements.division(
                    PandocElements.attributes(item.anchor, ["entente-problem"]),
                    [PandocElements.quote([PandocElements.paragraph(words)])])
            ]
        case .success(let answer):
            let stamp = item.stamp.map { [("stamp", $0.word)] } ?? []
            let attributes = PandocElements.attributes(item.anchor, ["entente-\(answer.kind.rawValue)"], stamp)
            let caption =
                [PandocElements.strong(PandocElements.words((item.name ?? "") + "."))]
                + PandocElements.words(" " + item.caption)
            if let drawn, let figure = item.figure {
                return wrapped(
                    attributes, self.figure(figure, drawn: drawn, caption: caption) + evidence(of: figure, item))
            }
            return wrapped(attributes, [styled("Table Caption", caption)] + answer.contents.flatMap(blocks))
        }
    }

    private func wrapped(_ attributes: JSONTree, _ blocks: [JSONTree]) -> [JSONTree] {
        isFlat ? blocks : [PandocElements.division(attributes, blocks)]
    }

    /// A paragraph that Word and its like show in the style of captions.
    private func styled(_ style: String, _ inlines: [JSONTree]) -> JSONTree {
        guard picture == .png, !isFlat else { return PandocElements.paragraph(inlines) }
        return PandocElements.division(
            PandocElements.attributes("", [], [("custom-style", style)]), [PandocElements.paragraph(inlines)])
    }

    private func figure(_ figure: ReportFigure, drawn: [UInt8], caption: [JSONTree]) -> [JSONTree] {
        if picture == .inlineSVG {
            return [
                PandocElements.raw("html", "<figure>\n\(inline(drawn, height: "90vh"))<figcaption>"),
                PandocElements.plain(caption), PandocElements.raw("html", "</figcaption>\n</figure>"),
            ]
        }
        // A caption at the head of the next page belongs to nothing.
        let bond = picture == .pdf ? [PandocElements.raw("latex", "\\nopagebreak")] : []
        return [image(figure, drawn: drawn)] + bond + [styled("Image Caption", caption)]
    }

    /// A figure that has a slide for itself, whose title is its caption.
    ///
    /// - Parameter caption: Stands below it in place of its description.
    func picture(_ figure: ReportFigure, drawn: [UInt8], caption: String?) -> [JSONTree] {
        picture == .inlineSVG
            ? [PandocElements.raw("html", "<figure>\n\(inline(drawn, height: "60vh"))</figure>")]
            : [image(figure, drawn: drawn, description: caption)]
    }

    private func inline(_ drawn: [UInt8], height: String) -> String {
        HTMLReport.inline(drawn).replacing(
            "<svg ", with: "<svg style=\"max-width:100%;max-height:\(height);height:auto\" ", maxReplacements: 1)
    }

    private func image(_ figure: ReportFigure, drawn: [UInt8], description: String? = nil) -> JSONTree {
        let type =
            switch picture {
            case .pdf: "application/pdf"
            case .png: "image/png"
            case .svg, .inlineSVG: "image/svg+xml"
            }
        let source = "data:\(type);base64,\(Data(drawn).base64EncodedString())"
        // Readers of e-books cut off what is wider than their page.
        let image = PandocElements.image(
            source, description: description ?? figure.description, height: slides == .beamer ? "72%" : nil,
            style: picture == .svg ? "max-width:100%;height:auto" : nil)
        return PandocElements.paragraph([image])
    }

    /// Listed where the block asks for it, and in pages, where the map links to it.
    private func evidence(of figure: ReportFigure, _ item: ReportEditor.Item) -> [JSONTree] {
        guard !figure.evidence.isEmpty, item.block?.showsEvidence == true || picture == .inlineSVG else { return [] }
        let items = figure.evidence.map(lineEvidence)
        guard picture == .inlineSVG else { return [PandocElements.bullets(items)] }
        // Folded evidence stays out of print.
        let style = "<style>@media print{details.entente-evidence:not([open]){display:none}}</style>"
        let summary =
            "\(style)\n<details class=\"entente-evidence\">\n<summary>Evidence behind the \(figure.evidence.count) lines</summary>"
        return [
            PandocElements.raw("html", summary), PandocElements.bullets(items),
            PandocElements.raw("html", "</details>"),
        ]
    }

    /// What stands behind one line of a map, where the line links to.
    func lineEvidence(_ line: ReportFigure.LineEvidence) -> [JSONTree] {
        [
            PandocElements.division(
                PandocElements.attributes(line.anchor),
                [PandocElements.paragraph(PandocElements.words(line.sentence))]
                    + line.quotes.flatMap { blocks(.quote($0)) })
        ]
    }

    /// LaTeX sets a table with sentences in small print: in the size of the text its columns hold two or three words.
    private func printed(_ table: JSONTree, isSmall: Bool) -> [JSONTree] {
        guard isSmall, picture == .pdf else { return [table] }
        return [
            PandocElements.raw("latex", "\\begingroup\\footnotesize\\setlength{\\tabcolsep}{4pt}"), table,
            PandocElements.raw("latex", "\\endgroup"),
        ]
    }

    func blocks(_ content: ReportContent) -> [JSONTree] {
        switch content {
        case .paragraph(let runs): return [PandocElements.paragraph(PandocElements.inlines(runs))]
        case .remark(let text):
            return [PandocElements.paragraph([PandocElements.emphasized(PandocElements.words(text))])]
        case .quote(let quote):
            var inlines = quote.text.isEmpty ? [] : PandocElements.words("“\(quote.text)”")
            if !quote.circumstances.isEmpty { inlines += PandocElements.words(" (\(quote.circumstances))") }
            return [PandocElements.quote([PandocElements.paragraph(inlines + [PandocElements.note(quote.place)])])]
        case .list(let items): return [PandocElements.bullets(items.map { $0.flatMap(blocks) })]
        case .table(let table):
            let rest = table.omitted > 0 ? blocks(.remark("and \(table.omitted) more rows")) : []
            let line: PandocElements.TableLine = picture == .png ? .normal : .small
            return printed(PandocElements.table(table, line: line), isSmall: PandocElements.isWide(table)) + rest
        case .figure: return []
        }
    }
}
