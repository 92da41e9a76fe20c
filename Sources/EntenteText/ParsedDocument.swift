import EntenteModel

/// A document with sentences that another parser made, so that users can bring their own (UDPipe, Stanza, spaCy …).
public struct ParsedDocument: Hashable, Sendable {
    public let document: Document
    public let sentences: [Sentence]

    /// Reads the documents of a CoNLL-U text; each begins at a `# newdoc` line, and one without any is one document.
    ///
    /// The text of a document is rebuilt from its words; ranges count its UTF-8 bytes. `# newdoc id = …` gives the id,
    /// `# meta::title`, `# meta::dateCreated` and `# meta::sourceURL` (as in GUM) or `# title`, `# date` and `# source` the rest.
    /// - Parameters:
    ///   - name: The id of a document that has none; further ones get a number behind it.
    ///   - path: What messages and the graph name as the file.
    /// - Throws: `CoNLLUError` at the first malformed line.
    public static func read(
        conllu source: String, name: String, path: String
    ) throws(CoNLLUError) -> [ParsedDocument] {
        let (text, sentences) = try CoNLLU.read(source)
        var groups: [[CoNLLUSentence]] = []
        for sentence in sentences {
            if sentence.startsDocument || groups.isEmpty { groups.append([]) }
            groups[groups.count - 1].append(sentence)
        }
        var result: [ParsedDocument] = []
        for (number, group) in groups.enumerated() {
            guard let first = group.first, let last = group.last else { continue }
            let start = first.sentence.range.lowerBound
            let body = text.slice(start..<last.sentence.range.upperBound) ?? ""
            let facts = Facts(group.flatMap(\.comments))
            let id = facts["newdoc id"] ?? (number == 0 ? name : "\(name)-\(number + 1)")
            let document: Document
            do {
                document = try Document(
                    id: DocumentID(id), path: path, text: body, title: facts["meta::title"] ?? facts["title"],
                    date: (facts["meta::dateCreated"] ?? facts["date"]).flatMap { PartialDate($0) },
                    source: facts["meta::sourceURL"] ?? facts["source"])
            } catch {
                throw CoNLLUError(line: 1, problem: "\(error)")
            }
            result.append(ParsedDocument(document: document, sentences: group.map { $0.sentence.moved(by: -start) }))
        }
        return result
    }

    /// The `key = value` comments of a document, first ones first.
    private struct Facts {
        private var values: [String: String] = [:]

        init(_ comments: [String]) {
            for comment in comments {
                guard let sign = comment.firstIndex(of: "=") else { continue }
                let key = comment[..<sign].split(separator: " ").joined(separator: " ")
                let value = comment[comment.index(after: sign)...].split(separator: " ").joined(separator: " ")
                if values[key] == nil, !value.isEmpty { values[key] = value }
            }
        }

        subscript(key: String) -> String? { values[key] }
    }
}

extension Sentence {
    /// The same sentence where its text stands some bytes further on.
    fileprivate func moved(by offset: Int) -> Sentence {
        var sentence = self
        sentence.range = (range.lowerBound + offset)..<(range.upperBound + offset)
        for place in sentence.tokens.indices {
            let own = sentence.tokens[place].range
            sentence.tokens[place].range = (own.lowerBound + offset)..<(own.upperBound + offset)
        }
        return sentence
    }
}
