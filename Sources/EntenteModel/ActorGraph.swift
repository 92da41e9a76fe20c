/// Typed actors and the relations between them: a directed multigraph whose edges carry their evidence.
///
/// ```swift
/// var graph = ActorGraph(ontology: ontology)
/// try graph.insert(Actor(id: "tajikistan", name: "Tajikistan", kind: "state", country: "TJK"))
/// try graph.insert(Actor(id: "csto", name: "CSTO", kind: "alliance"))
/// try graph.insert(source: "tajikistan", kind: "memberOf", target: "csto", statements: [statement])
/// ```
///
/// Always true, and checked by every insertion: kinds are of the ontology, the ends and speakers of a relation and
/// the principals of actors are actors of the graph, principals do not run in circles, and statements refer to
/// documents of the graph. Loops are not relations. Iteration is in the order of ids, so equal graphs read the same.
public struct ActorGraph: Hashable, Sendable {
    public private(set) var ontology: Ontology
    private var documentsByID = IdentifiedList<DocumentRecord>()
    private var actorsByID = IdentifiedList<Actor>()
    private var relationsByID = IdentifiedList<Relation>()

    public init(ontology: Ontology) { self.ontology = ontology }

    /// Makes a graph of parts that are known to keep its rules, each list sorted by id: those of another graph, or of a
    /// snapshot of one.
    package init(
        ontology: Ontology, sortedDocuments documents: [DocumentRecord], actors: [Actor], relations: [Relation]
    ) {
        self.ontology = ontology
        documentsByID = IdentifiedList(sorted: documents)
        actorsByID = IdentifiedList(sorted: actors)
        relationsByID = IdentifiedList(sorted: relations)
    }

    /// All documents, by id.
    ///
    /// - Complexity: as for `relations`.
    public var documents: [DocumentRecord] { documentsByID.sorted }
    /// All actors, by id.
    ///
    /// - Complexity: as for `relations`.
    public var actors: [Actor] { actorsByID.sorted }
    /// All relations, by source, kind and target.
    ///
    /// - Complexity: O(1) for a graph that was filled in this order, as cases and exports are; otherwise
    ///   O(relations · log relations) each time, so keep the list.
    public var relations: [Relation] { relationsByID.sorted }

    public var actorCount: Int { actorsByID.count }
    public var relationCount: Int { relationsByID.count }
    public var statementCount: Int { relationsByID.unordered.reduce(0) { $0 + $1.statements.count } }

    public subscript(id: ActorID) -> Actor? { actorsByID[id] }
    public subscript(id: RelationID) -> Relation? { relationsByID[id] }
    public subscript(id: DocumentID) -> DocumentRecord? { documentsByID[id] }

    /// Adds a document, or replaces the record of this id.
    public mutating func insert(_ document: DocumentRecord) { documentsByID.insert(document) }

    /// Adds an actor, or replaces the one of this id.
    ///
    /// - Throws: `ActorGraphError` where its kind is unknown, its principal is not in the graph (insert that first) or
    ///   leads back to it, or a document is unknown. The graph is then unchanged.
    public mutating func insert(_ actor: Actor) throws(ActorGraphError) {
        guard ontology.actorKind(actor.kind) != nil else {
            throw .unknownActorKind(actor.kind, closest: ontology.closestActorKind(to: actor.kind))
        }
        for document in actor.documents where documentsByID[document] == nil { throw .unknownDocument(document) }
        var next = actor.principal
        while let principal = next {
            guard principal != actor.id else { throw .circularPrincipal(actor.id) }
            guard let above = actorsByID[principal] else { throw .unknownActor(principal) }
            next = above.principal
        }
        actorsByID.insert(actor)
    }

    /// Adds a relation; one with the same ends and kind takes over its statements.
    ///
    /// - Throws: `ActorGraphError` where a rule of the graph is broken. The graph is then unchanged.
    public mutating func insert(_ relation: Relation) throws(ActorGraphError) {
        guard let kind = ontology.relationKind(relation.kind) else {
            throw .unknownRelationKind(relation.kind, closest: ontology.closestRelationKind(to: relation.kind))
        }
        guard actorsByID[relation.source] != nil else { throw .unknownActor(relation.source) }
        guard actorsByID[relation.target] != nil else { throw .unknownActor(relation.target) }
        guard relation.source != relation.target else { throw .loop(relation.id) }
        if kind.isSymmetric, relation.target < relation.source { throw .unorderedEnds(relation.id) }
        guard relation.strength.isFinite, relation.strength >= 0 else { throw .badStrength(relation.id) }
        for statement in relation.statements {
            guard documentsByID[statement.document] != nil else { throw .unknownDocument(statement.document) }
            if let speaker = statement.attributedTo, actorsByID[speaker] == nil { throw .unknownActor(speaker) }
            // The lower bound first: the length of a range that starts far below zero overflows.
            guard statement.range.lowerBound >= 0, statement.status != .disputed,
                (0...1).contains(statement.confidence),
                statement.text.isEmpty || statement.range.count == statement.text.utf8.count
            else { throw .badStatement(relation.id, statement.document, statement.range) }
        }
        if !relationsByID.update(relation.id, { $0.absorb(relation) }) { relationsByID.insert(relation) }
    }

    /// Adds statements for the relation of these ends and this kind.
    ///
    /// - Throws: as for `insert(_: Relation)`.
    public mutating func insert(
        source: ActorID, kind: String, target: ActorID, statements: [Statement]
    ) throws(ActorGraphError) {
        guard let known = ontology.relationKind(kind) else {
            throw .unknownRelationKind(kind, closest: ontology.closestRelationKind(to: kind))
        }
        guard !statements.isEmpty else { throw .noEvidence(source, kind, target) }
        try insert(Relation(id: RelationID(source: source, kind: known, target: target), statements: statements))
    }

    /// Makes the ontology know kinds that only an imported graph uses.
    public mutating func define(_ kind: ActorKind) { ontology.define(kind) }

    /// Makes the ontology know kinds that only an imported graph uses.
    public mutating func define(_ kind: RelationKind) { ontology.define(kind) }

    /// The state or group on whose behalf the actor ultimately acts: itself where it has no principal.
    public func principal(of id: ActorID) -> ActorID {
        var current = id
        while let next = actorsByID[current]?.principal { current = next }
        return current
    }

    /// Checks every rule of the graph and throws for the first that is broken.
    ///
    /// Insertions keep the rules; this is for tests and for graphs that came from elsewhere.
    /// - Complexity: O(actors · length of the longest chain of principals + relations + statements).
    public func checkInvariants() throws(ActorGraphError) {
        var copy = ActorGraph(ontology: ontology)
        documents.forEach { copy.insert($0) }
        for actor in actors {
            if let principal = actor.principal, actorsByID[principal] == nil { throw .unknownActor(principal) }
        }
        var waiting = actors
        while let stuck = waiting.first {
            // Principals first; where all that is left waits for each other, they stand in a circle.
            let isReady = { (actor: Actor) in actor.principal.map { copy.actorsByID[$0] != nil } ?? true }
            let ready = waiting.filter(isReady)
            guard !ready.isEmpty else { throw .circularPrincipal(stuck.id) }
            for actor in ready { try copy.insert(actor) }
            waiting.removeAll { copy.actorsByID[$0.id] != nil }
        }
        for relation in relations { try copy.insert(relation) }
    }
}

/// What a graph remembers of a document: enough to find and verify it, not its text.
public struct DocumentRecord: Hashable, Identifiable, Sendable {
    public let id: DocumentID
    public let path: String
    public let title: String?
    public let date: PartialDate?
    public let source: String?
    /// SHA-256 of the file's bytes, in lower-case hexadecimal.
    public let sha256: String

    public init(
        id: DocumentID, path: String, title: String? = nil, date: PartialDate? = nil, source: String? = nil,
        sha256: String
    ) {
        self.id = id
        self.path = path
        self.title = title
        self.date = date
        self.source = source
        self.sha256 = sha256
    }
}
