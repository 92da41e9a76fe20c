/// What came, went or changed between two graphs.
///
/// ```swift
/// let difference = GraphDifference(from: lastMonth, to: thisMonth)
/// for relation in difference.relations where relation.change == .came { … }
/// ```
/// Actors and relations are the same in both where their ids are. Statements are the same where document, sentence, status,
/// speaker and date are: a sentence that only moved within its document is no new evidence. How often an actor is
/// mentioned is no property of the actor and does not count.
public struct GraphDifference: Hashable, Sendable {
    public enum Change: String, CaseIterable, Hashable, Sendable { case came, went, changed }

    /// In what respect an actor or relation changed.
    public enum Aspect: String, CaseIterable, Hashable, Sendable {
        case name, kind, aliases, country, principal
        case status, strength, dates, evidence
    }

    public struct ActorChange: Hashable, Sendable {
        public let id: ActorID
        public let change: Change
        /// Empty unless it changed.
        public let aspects: [Aspect]
        /// nil where it came.
        public let before: Actor?
        /// nil where it went.
        public let after: Actor?
    }

    public struct RelationChange: Hashable, Sendable {
        public let id: RelationID
        public let change: Change
        /// Empty unless it changed.
        public let aspects: [Aspect]
        /// nil where it came.
        public let before: Relation?
        /// nil where it went.
        public let after: Relation?
        /// Statements that only the later graph has.
        public let newStatements: [Statement]
        /// Statements that only the earlier graph has.
        public let lostStatements: [Statement]
    }

    /// By id.
    public let actors: [ActorChange]
    /// By id.
    public let relations: [RelationChange]

    public var isEmpty: Bool { actors.isEmpty && relations.isEmpty }

    /// - Complexity: O(actors + relations + statements), sorting aside.
    public init(from old: ActorGraph, to new: ActorGraph) {
        actors = Set(old.actors.map(\.id)).union(new.actors.map(\.id)).sorted().compactMap { id in
            Self.change(of: id, from: old[id], to: new[id])
        }
        relations = Set(old.relations.map(\.id)).union(new.relations.map(\.id)).sorted().compactMap { id in
            Self.change(of: id, from: old[id], to: new[id])
        }
    }

    private static func change(of id: ActorID, from before: Actor?, to after: Actor?) -> ActorChange? {
        guard let before, let after else {
            return ActorChange(
                id: id, change: before == nil ? .came : .went, aspects: [], before: before, after: after)
        }
        var aspects: [Aspect] = []
        if before.name != after.name { aspects.append(.name) }
        if before.kind != after.kind { aspects.append(.kind) }
        if before.aliases != after.aliases { aspects.append(.aliases) }
        if before.country != after.country { aspects.append(.country) }
        if before.principal != after.principal { aspects.append(.principal) }
        if aspects.isEmpty { return nil }
        return ActorChange(id: id, change: .changed, aspects: aspects, before: before, after: after)
    }

    private static func change(
        of id: RelationID, from before: Relation?, to after: Relation?
    ) -> RelationChange? {
        let (old, new) = (before?.statements ?? [], after?.statements ?? [])
        let (oldKeys, newKeys) = (Set(old.map(StatementKey.init)), Set(new.map(StatementKey.init)))
        let fresh = new.filter { !oldKeys.contains(StatementKey($0)) }
        let lost = old.filter { !newKeys.contains(StatementKey($0)) }
        guard let before, let after else {
            return RelationChange(
                id: id, change: before == nil ? .came : .went, aspects: [], before: before, after: after,
                newStatements: fresh, lostStatements: lost)
        }
        var aspects: [Aspect] = []
        if before.status != after.status { aspects.append(.status) }
        if before.strength != after.strength { aspects.append(.strength) }
        if before.firstDate != after.firstDate || before.lastDate != after.lastDate { aspects.append(.dates) }
        if !fresh.isEmpty || !lost.isEmpty { aspects.append(.evidence) }
        if aspects.isEmpty { return nil }
        return RelationChange(
            id: id, change: .changed, aspects: aspects, before: before, after: after, newStatements: fresh,
            lostStatements: lost)
    }

    /// What makes two statements the same one.
    private struct StatementKey: Hashable {
        let document: DocumentID
        /// The sentence; where an export left it out, its place.
        let words: String
        let status: Status
        let speaker: ActorID?
        let date: PartialDate?

        init(_ statement: Statement) {
            document = statement.document
            words = statement.text.isEmpty ? "\(statement.range)" : statement.text
            status = statement.status
            speaker = statement.attributedTo
            date = statement.date
        }
    }
}

extension ActorGraph {
    /// Both graphs in one, for a map of what changed: every actor, document and relation of either; of those in both, the
    /// other graph's.
    ///
    /// - Throws: `ActorGraphError` where principals of the two lead in a circle.
    /// - Complexity: O(actors · length of the longest chain of principals + relations + statements).
    public func overlaid(by other: ActorGraph) throws(ActorGraphError) -> ActorGraph {
        var result = ActorGraph(ontology: other.ontology.extended(by: ontology))
        for document in documents + other.documents { result.insert(document) }
        var waiting = Dictionary((actors + other.actors).map { ($0.id, $0) }, uniquingKeysWith: { $1 })
            .values.sorted { $0.id < $1.id }
        while let stuck = waiting.first {
            // Principals go in before those who act for them.
            let ready = waiting.filter { $0.principal.map { result[$0] != nil } ?? true }
            guard !ready.isEmpty else { throw .circularPrincipal(stuck.id) }
            for actor in ready { try result.insert(actor) }
            waiting.removeAll { result[$0.id] != nil }
        }
        for relation in relations where other[relation.id] == nil { try result.insert(relation) }
        for relation in other.relations { try result.insert(relation) }
        return result
    }
}
