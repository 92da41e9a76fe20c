public import EntenteModel
import EntenteRendering

/// Answers blocks one after the other, numbers them, and keeps what is needed to write them down.
///
/// Where a block has no answer, its problem is kept in its place, so that the rest of the report is still made.
public struct ReportEditor: Sendable {
    /// A block with its answer or its problem.
    public struct Item: Sendable {
        /// nil where the block could not even be read.
        public let block: ReportBlock?
        /// Line of the template, 1 for the first; nil where pandoc does not tell.
        public let line: Int?
        public fileprivate(set) var answer: Result<ReportAnswer, ReportProblem>
        /// "Figure 2"; nil for a problem.
        public let name: String?
        /// Unique in the report and safe as an id.
        public let anchor: String
        public fileprivate(set) var stamp: ReportStamp?

        var caption: String {
            guard case .success(let answer) = answer else { return "" }
            return block?.caption ?? answer.caption
        }

        var figure: ReportFigure? {
            guard case .success(let answer) = answer else { return nil }
            for case .figure(let figure) in answer.contents { return figure }
            return nil
        }
    }

    public private(set) var items: [Item] = []
    public let caseDigest: String
    let documents: ReportDocuments
    private var counts: [ReportAnswer.Kind: Int] = [:]
    private var anchors: Set<String> = []

    public init(graph: ActorGraph) {
        caseDigest = ReportStamp.digest(of: graph)
        documents = ReportDocuments(graph)
    }

    /// The id that the next item will have, for the parts of its answer that need ids of their own.
    public func anchor(for block: ReportBlock?) -> String {
        block?.identifier ?? "entente-\(items.count + 1)"
    }

    /// Adds the answer of a block.
    public mutating func add(
        _ block: ReportBlock?, line: Int?, answer given: Result<ReportAnswer, ReportProblem>
    ) {
        var answer = given
        let anchor = anchor(for: block)
        if !anchors.insert(anchor).inserted {
            answer = .failure(ReportProblem("two blocks are called '#\(anchor)'; give each an id of its own"))
        }
        var (name, stamp): (String?, ReportStamp?) = (nil, nil)
        if case .success(let found) = answer {
            counts[found.kind, default: 0] += 1
            let title = "\(found.kind.label) \(counts[found.kind, default: 1])"
            name = title
            if let block {
                stamp = ReportStamp(
                    name: title, caseDigest: caseDigest, block: block, answerDigest: Self.digest(of: found))
            }
        }
        items.append(
            Item(
                block: block, line: line, answer: answer, name: name,
                anchor: name == nil ? "entente-problem-\(items.count + 1)" : anchor, stamp: stamp))
    }

    /// Sets a problem in the place of an answer that could not be drawn. The numbers of others stay.
    mutating func fail(_ place: Int, with problem: ReportProblem) {
        items[place].answer = .failure(problem)
        items[place].stamp = nil
    }

    /// What text refers to by `@id`, by that id: "Figure 2".
    public var references: [String: String] {
        var names: [String: String] = [:]
        for item in items {
            if let identifier = item.block?.identifier, let name = item.name { names[identifier] = name }
        }
        return names
    }

    /// The problems, each with the line where its block stands.
    public var problems: [(line: Int?, problem: ReportProblem)] {
        items.compactMap { item in
            if case .failure(let problem) = item.answer { (item.line, problem) } else { nil }
        }
    }

    /// The digest of an answer. That of a map is of its content and style, before layout, so that it does not depend on the
    /// release of Graphviz.
    static func digest(of answer: ReportAnswer) -> String {
        var writer = MarkdownWriter()
        var text = answer.kind.rawValue + "\n" + answer.caption + "\n"
        for content in answer.contents {
            if case .figure(let figure) = content {
                text += figure.map.dot
                for line in figure.evidence {
                    text += line.sentence + line.quotes.map { "\n" + $0.text + "\n" + $0.place }.joined() + "\n"
                }
            } else {
                text += writer.text(content)
            }
        }
        return ReportStamp.short(text + writer.footnotes)
    }
}
