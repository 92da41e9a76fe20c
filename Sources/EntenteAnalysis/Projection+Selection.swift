internal import EntenteModel

extension Projection {
    /// The relations of the graph that the projection keeps, in the order of their ids.
    ///
    /// - Complexity: O(relations + statements), sorting aside.
    func select(from graph: ActorGraph) throws(AnalysisError) -> [ViewRelation] {
        try check(against: graph)
        let speakers = Speakers(graph: graph, knowsOutlets: !saidBy.isEmpty || !notOnlyBy.isEmpty)
        func counts(_ relation: Relation) -> Bool {
            guard statuses.contains(relation.status), relation.strength >= minimumWeight else { return false }
            // A plain relation has no statements to count; it is its own single source.
            return minimumSources <= 1 || speakers.sourceCount(of: relation) >= minimumSources
        }
        var kept: [ViewRelation] = []
        kept.reserveCapacity(graph.relationCount)
        // Relations come by source and kind, so the kind is mostly that of the one before.
        var shared: [String: SharedKind] = [:]
        var last: SharedKind?
        for relation in graph.relations {
            if last?.kind.name != relation.kind {
                last = shared[relation.kind] ?? graph.ontology.relationKind(relation.kind).map { SharedKind($0) }
                shared[relation.kind] = last
            }
            guard let kind = last, admits(kind.kind),
                let filtered = filter(relation, speakers: speakers), rollUp || counts(filtered)
            else { continue }
            kept.append(ViewRelation(relation: filtered, sharedKind: kind, dates: dates(of: filtered, speakers)))
        }
        guard rollUp else { return kept }
        return rolledUp(kept, in: graph).filter { counts($0.relation) }.map { entry in
            var entry = entry
            entry.dates = dates(of: entry.relation, speakers)
            return entry
        }
    }

    private func dates(of relation: Relation, _ speakers: Speakers) -> [PartialDate] {
        let dates =
            relation.statements.isEmpty
            ? [relation.firstDate, relation.lastDate].compactMap { $0 }
            : relation.statements.compactMap { $0.date ?? speakers.date(of: $0.document) }
        return dates.count < 2 ? dates : Set(dates).sorted()
    }

    private func check(against graph: ActorGraph) throws(AnalysisError) {
        for name in kinds.sorted(by: utf8Less) where graph.ontology.relationKind(name) == nil {
            throw .unknownKind(name, closest: graph.ontology.closestRelationKind(to: name))
        }
        guard minimumWeight >= 0, minimumWeight.isFinite else {
            throw .badParameter("the least weight", value: String(minimumWeight), allowed: "a number of 0 or more")
        }
        for id in saidBy.union(notOnlyBy).sorted() where graph[id] == nil { throw .unknownActor(id) }
        for id in documents.sorted() where graph[id] == nil {
            throw .badParameter("document", value: id.rawValue, allowed: "the id of a document of the graph")
        }
        if let from, let to, to.lastDay < from.firstDay {
            throw .badParameter("to", value: to.description, allowed: "a date that is not before \(from)")
        }
    }

    private func admits(_ kind: RelationKind) -> Bool {
        guard kinds.isEmpty || kinds.contains(kind.name) else { return false }
        switch polarity {
        case .any: return true
        case .cooperative: return kind.polarity == .cooperative
        case .hostile: return kind.polarity == .hostile
        }
    }

    private func filter(_ relation: Relation, speakers: Speakers) -> Relation? {
        guard filtersStatements else { return relation }
        if relation.statements.isEmpty {
            guard saidBy.isEmpty, documents.isEmpty else { return nil }
            guard from != nil || to != nil || asOf != nil else { return relation }
            guard let first = relation.firstDate ?? relation.lastDate else { return nil }
            return admits(first, relation.lastDate ?? first) ? relation : nil
        }
        let origins = notOnlyBy.isEmpty ? [:] : speakers.origins(of: relation.statements)
        let kept = relation.statements.filter { statement in
            if from != nil || to != nil || asOf != nil {
                guard let date = statement.date ?? speakers.date(of: statement.document) else { return false }
                guard admits(date, date) else { return false }
            }
            if !documents.isEmpty, !documents.contains(statement.document) { return false }
            if !saidBy.isEmpty, !saidBy.contains(where: { speakers.says($0, statement) }) { return false }
            let origin = origins[Speakers.words(of: statement.text)] ?? statement
            return !notOnlyBy.contains { speakers.says($0, statement) || speakers.says($0, origin) }
        }
        return kept.isEmpty ? nil : Relation(id: relation.id, statements: kept)
    }

    private func admits(_ first: PartialDate, _ last: PartialDate) -> Bool {
        if let from, last.lastDay < from.firstDay { return false }
        if let to, to.lastDay < first.firstDay { return false }
        if let asOf, asOf.lastDay < first.firstDay { return false }
        return true
    }

    private func rolledUp(_ relations: [ViewRelation], in graph: ActorGraph) -> [ViewRelation] {
        var byID: [RelationID: ViewRelation] = [:]
        for entry in relations {
            let source = graph.principal(of: entry.relation.source)
            let target = graph.principal(of: entry.relation.target)
            guard source != target else { continue }
            let id = RelationID(source: source, kind: entry.kind, target: target)
            let relation = entry.relation
            let moved =
                relation.statements.isEmpty
                ? Relation(
                    id: id, status: relation.status, strength: relation.strength, firstDate: relation.firstDate,
                    lastDate: relation.lastDate)
                : Relation(id: id, statements: relation.statements)
            if var known = byID[id] {
                known.relation.absorb(moved)
                known.parts += entry.literals
                byID[id] = known
            } else {
                byID[id] = ViewRelation(relation: moved, sharedKind: entry.sharedKind, parts: entry.literals)
            }
        }
        return byID.values.sorted { $0.relation.id < $1.relation.id }
    }
}

/// Who says what: speakers with those on whose behalf they speak, and outlets that are actors themselves.
struct Speakers {
    private var dates: [DocumentID: PartialDate] = [:]
    private var sources: [DocumentID: String] = [:]
    private var outlets: [DocumentID: Set<ActorID>] = [:]
    private var principals: [ActorID: ActorID] = [:]

    /// - Parameter knowsOutlets: Whether to find out which actors are outlets; `says` needs that.
    init(graph: ActorGraph, knowsOutlets: Bool) {
        var byName: [String: Set<ActorID>] = [:]
        for actor in graph.actors where knowsOutlets {
            if let principal = actor.principal { principals[actor.id] = principal }
            for name in [actor.name, actor.id.rawValue] + actor.aliases {
                byName[Self.words(of: name), default: []].insert(actor.id)
            }
        }
        for document in graph.documents {
            dates[document.id] = document.date
            let source = document.source.map(Self.words) ?? ""
            // Two documents without a source are two sources; an id cannot pass for a name, which has no "\u{0}".
            sources[document.id] = source.isEmpty ? "\u{0}" + document.id.rawValue : source
            if !source.isEmpty { outlets[document.id] = byName[source] }
        }
    }

    func date(of document: DocumentID) -> PartialDate? { dates[document] }

    /// Whether the statement is the word of this actor: it, or somebody who acts for it, is quoted, or, where nobody
    /// is quoted, its own outlet speaks.
    func says(_ actor: ActorID, _ statement: Statement) -> Bool {
        if let speaker = statement.attributedTo { return acts(speaker, for: actor) }
        return outlets[statement.document]?.contains { acts($0, for: actor) } ?? false
    }

    private func acts(_ speaker: ActorID, for actor: ActorID) -> Bool {
        var current: ActorID? = speaker
        while let one = current {
            if one == actor { return true }
            current = principals[one]
        }
        return false
    }

    /// The statement of each distinct text that was published first; undated documents come last.
    func origins(of statements: [Statement]) -> [String: Statement] {
        var first: [String: Statement] = [:]
        for statement in statements {
            let key = Self.words(of: statement.text)
            if let known = first[key], !isEarlier(statement, than: known) { continue }
            first[key] = statement
        }
        return first
    }

    private func isEarlier(_ left: Statement, than right: Statement) -> Bool {
        switch (dates[left.document], dates[right.document]) {
        case (let one?, let other?) where one != other: return one < other
        case (_?, nil): return true
        case (nil, _?): return false
        default: return left < right
        }
    }

    /// How many sources carry the relation, each distinct text counted for the one that printed it first, and only
    /// statements of the relation's own status.
    func sourceCount(of relation: Relation) -> Int {
        guard !relation.statements.isEmpty else { return 1 }
        let wanted: Status = relation.status == .disputed ? .asserted : relation.status
        let own = relation.statements.filter { $0.status == wanted }
        return Set(origins(of: own).values.map { sources[$0.document] ?? "\u{0}" + $0.document.rawValue }).count
    }

    /// A text as its words in lower case, so that copies that differ in spacing or quotation marks are one.
    static func words(of text: String) -> String {
        if let plain = PlainWords.lowercased(text) {
            return String(decoding: Array(PlainWords.split(plain).joined(separator: [0x20])), as: UTF8.self)
        }
        return text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ")
    }
}
