/// Answers as slides: each page has a title and no more than a slide bears.
extension PandocWriter {
    private static let longestTitle = 40

    func slides(
        of item: ReportEditor.Item, drawn: [UInt8]?, format: SlideFormat, level: Int, lead: SlideLead
    ) -> [JSONTree] {
        guard case .success(let answer) = item.answer else { return [] }
        let pager = SlidePages(room: format.room)
        var pages: [[JSONTree]] = []
        if let figure = item.figure, let drawn {
            let isLong = format == .powerPoint && item.caption.count > Self.longestTitle
            pages.append(picture(figure, drawn: drawn, caption: isLong ? item.caption : nil))
            if item.block?.showsEvidence == true || format == .html {
                pages += evidence(of: figure, pager: pager, format: format)
            }
        } else {
            pages = pager.pages(of: answer.contents).map { small(blocks(ofPage: $0, format: format), format) }
            if pages.isEmpty { pages = [[]] }
        }
        let stamp = item.stamp.map { [("stamp", $0.word)] } ?? []
        return pages.enumerated().flatMap { number, page -> [JSONTree] in
            let attributes =
                number == 0
                ? PandocElements.attributes(item.anchor, ["entente-\(answer.kind.rawValue)"], stamp)
                : PandocElements.attributes()
            let count = number == 0 ? "" : " (\(number + 1) of \(pages.count))"
            // PowerPoint's titles are large: a long caption stands below the picture instead.
            let isLong = format == .powerPoint && item.caption.count > Self.longestTitle && item.figure != nil
            let words = isLong ? "\(item.name ?? "")\(count)" : "\(item.name ?? ""). \(item.caption)\(count)"
            let title = PandocElements.words(words)
            return [PandocElements.heading(level, attributes, lead.title(title, isFirst: number == 0))] + page
        }
    }

    private func evidence(of figure: ReportFigure, pager: SlidePages, format: SlideFormat) -> [[JSONTree]] {
        guard !figure.evidence.isEmpty else { return [] }
        // Lines of the map link to their evidence, which therefore stays in one place and is scrolled.
        guard format != .html else {
            let style = [("style", "max-height:70vh;overflow:auto;font-size:60%")]
            let list = PandocElements.bullets(figure.evidence.map(lineEvidence))
            return [[PandocElements.division(PandocElements.attributes("", [], style), [list])]]
        }
        let contents = figure.evidence.flatMap { line in
            [ReportContent.paragraph([.strong(line.sentence)])] + line.quotes.map { .quote($0) }
        }
        return pager.pages(of: contents).map { small(blocks(ofPage: $0, format: format), format) }
    }

    private func blocks(ofPage page: [ReportContent], format: SlideFormat) -> [JSONTree] {
        // PowerPoint sets text below a table on a slide of its own; a table's caption stays with it.
        if format == .powerPoint, case .table(let table) = page.first, page.dropFirst().allSatisfy({ !$0.isTable }) {
            let caption = page.dropFirst().flatMap { part -> [JSONTree] in
                if case .remark(let text) = part { PandocElements.words(text) } else { [] }
            }
            return [PandocElements.table(table, caption: caption)]
        }
        return Self.joined(page).flatMap(blocks)
    }

    /// Items of lists that were divided for counting are one list again.
    private static func joined(_ page: [ReportContent]) -> [ReportContent] {
        page.reduce(into: []) { result, part in
            if case .list(let items) = part, case .list(let before) = result.last {
                result[result.count - 1] = .list(before + items)
            } else {
                result.append(part)
            }
        }
    }

    /// In print that lets a slide hold a sentence and where it stands.
    private func small(_ blocks: [JSONTree], _ format: SlideFormat) -> [JSONTree] {
        switch format {
        case .beamer: [PandocElements.raw("latex", "\\footnotesize\\setlength{\\tabcolsep}{4pt}")] + blocks
        case .powerPoint: blocks
        case .html:
            [PandocElements.division(PandocElements.attributes("", [], [("style", "font-size:60%")]), blocks)]
        }
    }
}
