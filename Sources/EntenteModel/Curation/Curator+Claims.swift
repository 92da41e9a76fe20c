extension Curator {
    /// Applies what people say about single statements and relations: struck out, or certain.
    mutating func judgeClaims() {
        for entry in standing {
            switch entry.decision.verdict {
            case .reject(let claim):
                judge(claim, entry) { _ in nil }
            case .confirm(let claim):
                judge(claim, entry) { $0.confident() }
            default: continue
            }
        }
    }

    private mutating func judge(
        _ claim: Claim, _ entry: Curation.Standing, _ verdict: (Statement) -> Statement?
    ) {
        guard ontology.relationKind(claim.kind) != nil else {
            return leave(entry, "the ontology has no relation kind '\(claim.kind)'")
        }
        guard let source = known(claim.source) else { return leave(entry, "no document mentions '\(claim.source)'") }
        guard let target = known(claim.target) else { return leave(entry, "no document mentions '\(claim.target)'") }
        var found = false
        for id in places(source, claim.kind, target) {
            guard let relation = relations[id] else { continue }
            if claim.evidence == nil, relation.statements.isEmpty {
                // A relation of a plain graph: there is no sentence to judge.
                found = true
                if case .reject = entry.decision.verdict { relations.remove(id) }
                continue
            }
            let meant = Set(relation.statements.filter { isMeant($0, by: claim.evidence) })
            if meant.isEmpty { continue }
            found = true
            let left = relation.statements.compactMap { meant.contains($0) ? verdict($0) : $0 }
            relations.remove(id)
            if !left.isEmpty { relations.replace(Relation(id: id, statements: left)) }
        }
        if !found {
            leave(
                entry, claim.evidence == nil ? "no document says so" : "the document no longer says so in these words")
        }
    }

    /// Where the statements of a claim may stand now: at its ends, or at actors that were divided from them.
    private func places(_ source: ActorID, _ kind: String, _ target: ActorID) -> [RelationID] {
        func ends(_ id: ActorID) -> [ActorID] {
            let root = identities.root(id)
            let parts = dividedFrom.filter { $0.value == root }.keys.sorted()
            return [root] + parts.map(identities.root)
        }
        var result: [RelationID] = []
        for source in ends(source) {
            for target in ends(target) where source != target {
                if let id = relations.id(source, kind, target), !result.contains(id) { result.append(id) }
            }
        }
        return result
    }

    private func isMeant(_ statement: Statement, by evidence: Claim.Evidence?) -> Bool {
        guard let evidence else { return true }
        // A document may have been renamed: then its words alone say which statement is meant.
        guard statement.document == evidence.document || !documentIDs.contains(evidence.document) else { return false }
        return statement.text == evidence.quote || statement.text.words == evidence.quote.words
    }

    /// Adds what people know, as documents of their own: one for each source that they cite.
    mutating func addKnowledge() {
        struct Addition {
            let id: RelationID
            let known: KnownRelation
        }
        var byCitation: [String: [Addition]] = [:]
        for entry in standing {
            guard case .add(let relation) = entry.decision.verdict else { continue }
            guard ontology.relationKind(relation.kind) != nil else {
                leave(entry, "the ontology has no relation kind '\(relation.kind)'")
                continue
            }
            guard let source = known(relation.source).map(identities.root), actors[source] != nil else {
                leave(entry, "no document mentions '\(relation.source)'")
                continue
            }
            guard let target = known(relation.target).map(identities.root), actors[target] != nil else {
                leave(entry, "no document mentions '\(relation.target)'")
                continue
            }
            guard source != target, let id = relations.id(source, relation.kind, target) else {
                leave(entry, "both ends are one actor now")
                continue
            }
            byCitation[relation.citation, default: []].append(Addition(id: id, known: relation))
        }
        for citation in byCitation.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            let additions = byCitation[citation] ?? []
            var name = "note/\(citation)"
            while documentIDs.contains(DocumentID(name)) { name = "note/\(name)" }
            let document = DocumentID(name)
            let quotes = Set(additions.map(\.known.quote)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            var (text, ranges) = ("", [String: Range<Int>]())
            for quote in quotes {
                if !text.isEmpty { text += "\n" }
                ranges[quote] = text.utf8.count..<(text.utf8.count + quote.utf8.count)
                text += quote
            }
            documents.append(
                DocumentRecord(id: document, path: citation, title: citation, source: citation, sha256: ""))
            outcome.notes[document] = text
            for addition in additions {
                guard let range = ranges[addition.known.quote] else { continue }
                let statement = Statement(
                    document: document, range: range, text: addition.known.quote, status: addition.known.status,
                    date: addition.known.date, confidence: addition.known.confidence)
                relations.add(Relation(id: addition.id, statements: [statement]))
                for end in [addition.id.source, addition.id.target] { actors[end]?.mention(in: document) }
            }
        }
    }
}

extension Statement {
    /// The same statement, certain.
    fileprivate func confident() -> Statement {
        Statement(
            document: document, range: range, text: text, status: status, date: date, attributedTo: attributedTo,
            confidence: 1)
    }
}

extension Actor {
    /// Counts one more mention.
    fileprivate mutating func mention(in document: DocumentID) {
        absorb(Actor(id: id, name: name, kind: kind, documents: [document], mentions: 1))
    }
}

extension String {
    /// The text between white space: a document that was wrapped anew has the same words.
    fileprivate var words: [Substring] { split(whereSeparator: \.isWhitespace) }
}
