/// How pandoc's slides differ.
enum SlideFormat: Sendable, Hashable {
    case beamer, powerPoint, html

    /// - Parameter writer: pandoc's name of the output format; nil for formats that are no slides.
    init?(writer: String) {
        switch String(writer.prefix { $0 != "+" && $0 != "-" }) {
        case "beamer": self = .beamer
        case "pptx": self = .powerPoint
        case "revealjs", "slidy", "slideous", "s5", "dzslides": self = .html
        default: return nil
        }
    }

    /// What a slide bears below a title of two lines: in small print with beamer and in pages, in PowerPoint's own size.
    var room: SlidePages.Room {
        switch self {
        case .beamer: SlidePages.Room(width: 64, lines: 17, rows: 13)
        case .powerPoint: SlidePages.Room(width: 58, lines: 10, rows: 8, isolatesTables: true)
        case .html: SlidePages.Room(width: 80, lines: 16, rows: 12)
        }
    }
}

/// The heading of the document's that leads the titles of an answer.
struct SlideLead {
    var id = ""
    var words: [JSONTree] = []

    /// - Parameter isFirst: Links lead to the first of several slides.
    func title(_ rest: [JSONTree], isFirst: Bool) -> [JSONTree] {
        guard !words.isEmpty else { return rest }
        let head = isFirst ? [PandocElements.span(PandocElements.attributes(id), words)] : words
        return head + PandocElements.words(": ") + rest
    }
}

/// Sets the answers among a document's slides, each on slides of its own.
///
/// pandoc cuts slides at headings of one level, so each page gets a heading of that level; text that goes on after an
/// answer stands under its own heading again.
struct SlideWriter {
    let writer: PandocWriter
    let format: SlideFormat
    private let level: Int
    private var blocks: [JSONTree] = []
    /// The words of the last heading that cuts slides.
    private var section: [JSONTree] = []
    /// Whether an answer's slide is the last.
    private var isAfterAnswer = false

    /// - Parameter document: The document's blocks, as they came.
    init(_ writer: PandocWriter, format: SlideFormat, document: [JSONTree]) {
        self.writer = writer
        self.format = format
        level = Self.slideLevel(of: document)
    }

    /// The level of heading at which pandoc cuts slides: the highest that has text right below it.
    static func slideLevel(of blocks: [JSONTree]) -> Int {
        let levels = zip(blocks, blocks.dropFirst()).compactMap { block, next in
            heading(next) == nil ? heading(block)?.level : nil
        }
        return levels.min() ?? 1
    }

    private static func heading(_ block: JSONTree) -> (level: Int, words: [JSONTree])? {
        guard block["t"]?.text == "Header", let level = block["c"]?[0]?.int else { return nil }
        return (level, block["c"]?[2]?.list ?? [])
    }

    /// All that was added, in order.
    var result: [JSONTree] { blocks }

    /// Adds a block of the document's own.
    mutating func add(_ block: JSONTree) {
        if let heading = Self.heading(block) {
            if heading.level <= level { section = heading.words }
        } else if isAfterAnswer, block["t"]?.text != "HorizontalRule" {
            blocks.append(
                section.isEmpty
                    ? .map(["t": .text("HorizontalRule")])
                    : PandocElements.heading(level, PandocElements.attributes(), section))
        }
        isAfterAnswer = false
        blocks.append(block)
    }

    /// Adds the slides of an answer; a problem stands where its block stands.
    mutating func add(_ item: ReportEditor.Item, drawn: [UInt8]?) {
        guard case .success = item.answer else {
            for block in writer.blocks(of: item, drawn: drawn) { add(block) }
            return
        }
        // A heading with nothing but the answer below would make an empty slide: it leads the answer's title.
        var lead = SlideLead()
        if let last = blocks.last, let heading = Self.heading(last), heading.level == level {
            blocks.removeLast()
            let attributes = last["c"]?[1] ?? PandocElements.attributes()
            lead = SlideLead(id: attributes[0]?.text ?? "", words: heading.words)
        }
        blocks += writer.slides(of: item, drawn: drawn, format: format, level: level, lead: lead)
        isAfterAnswer = true
    }
}
