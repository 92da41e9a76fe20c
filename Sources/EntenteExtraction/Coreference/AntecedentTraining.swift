import EntenteModel
package import EntenteText

/// Annotated articles as examples for `AntecedentModel`, in the form that `PairExamples` reads.
package struct AntecedentTraining {
    private let extractor: Extractor
    package private(set) var examples: [AntecedentExample] = []
    private var article = 0

    package init() throws { extractor = try Extractor(classifiesPairs: false, ranksAntecedents: false) }

    /// Reads an article.
    ///
    /// - Parameters:
    ///   - lines: Its sentences, a line each, of which the first column with its marks is read.
    ///   - isComplete: Whether every word that stands for somebody is marked.
    package mutating func read(_ lines: [Substring], isComplete: Bool = false) throws(DocumentError) {
        var text = ""
        var marks: [(range: Range<Int>, id: String)] = []
        for line in lines {
            let column = line.split(separator: "\t", maxSplits: 1).first ?? ""
            let (plain, found) = PairExamples.plain(column)
            let start = text.utf8.count
            marks += found.map { ($0.range.lowerBound + start..<$0.range.upperBound + start, $0.actor.rawValue) }
            // A headline stands by itself.
            text += plain + (line.startIndex == lines.first?.startIndex ? "\n\n" : " ")
        }
        article += 1
        let document = try Document(id: "article", text: text)
        for var example in extractor.antecedentExamples(document, marks: marks) {
            example.article = article
            example.isComplete = isComplete
            examples.append(example)
        }
    }
}

extension Extractor {
    fileprivate func antecedentExamples(
        _ document: Document, marks: [(range: Range<Int>, id: String)]
    ) -> [AntecedentExample] {
        let (sentences, found, finder) = analysis(of: document)
        // Which actors of the analysis an annotated one is: those whom its names name.
        let mentions = found.mentions.flatMap { $0 }
        var named: [String: Set<ActorID>] = [:]
        for mark in marks {
            for mention in mentions where mention.range.overlaps(mark.range) && mention.role == .name {
                named[mark.id, default: []].insert(mention.actor)
            }
        }
        return finder.antecedentExamples(
            in: sentences, found: found, marks: marks.map { ($0.range, named[$0.id] ?? []) })
    }
}
