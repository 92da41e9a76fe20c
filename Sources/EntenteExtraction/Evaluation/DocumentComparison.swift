import EntenteModel

/// One document as the graph and as the annotations tell it.
struct DocumentComparison {
    /// What makes two relations the same.
    struct Key: Hashable {
        let source: String
        let target: String
        /// Empty where pairs alone are compared.
        var kind = ""
        var status = ""

        var description: String { "\(source) \(kind) \(target) \(status)" }
    }

    struct Item {
        let relation: RelationID
        let statement: Statement
    }

    /// What was compared at one level; lists keep the order in which keys first came.
    struct Result {
        var wanted: [Key: GoldDocument.Relation] = [:]
        var wantedOrder: [Key] = []
        var optional: Set<Key> = []
        var found: [Key: Statement] = [:]
        var judged: [Key] = []
        var right: [(GoldDocument.Relation, Statement)] = []
    }

    let gold: GoldDocument
    let alignment: ActorAlignment
    /// The graph's actors in this document, by id.
    let present: [ActorID]
    /// What the graph states about this document.
    let statements: [Item]
    private let graph: ActorGraph
    private let annotated: [String: GoldDocument.Actor]

    init(graph: ActorGraph, document: DocumentID?, gold: GoldDocument) {
        self.graph = graph
        self.gold = gold
        annotated = Dictionary(gold.actors.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        var statements: [Item] = []
        var present: Set<ActorID> = []
        if let document {
            for relation in graph.relations {
                for statement in relation.statements where statement.document == document {
                    statements.append(Item(relation: relation.id, statement: statement))
                    present.formUnion([relation.source, relation.target])
                }
            }
            for actor in graph.actors where actor.documents.contains(document) { present.insert(actor.id) }
        }
        self.statements = statements
        self.present = present.sorted()
        alignment = ActorAlignment(gold: gold.actors, graph: self.present.compactMap { graph[$0] })
    }

    /// The actors that are found with their kind.
    var typed: [ActorID] {
        alignment.gold.filter { graph[$0.key]?.kind == annotated[$0.value]?.kind }.map(\.key)
    }

    func compare(_ figure: Evaluation.Figure) -> Result {
        var result = Result()
        for relation in gold.relations {
            guard let key = key(relation, figure) else { continue }
            if relation.optional == true {
                result.optional.insert(key)
            } else if result.wanted[key] == nil {
                result.wanted[key] = relation
                result.wantedOrder.append(key)
            }
        }
        result.optional.subtract(result.wantedOrder)
        for item in statements {
            // A disputed relation needs no rule of its own: its statements assert or deny, and each is compared.
            guard let key = key(item, figure), result.found[key] == nil else { continue }
            result.found[key] = item.statement
            if result.optional.contains(key) { continue }
            result.judged.append(key)
            if let wanted = result.wanted[key] { result.right.append((wanted, item.statement)) }
        }
        return result
    }

    /// Where graph and annotations differ, actors apart.
    func differences(_ result: Result) -> [Evaluation.Difference] {
        result.wantedOrder.filter { result.found[$0] == nil }.map { key in
            Evaluation.Difference(
                file: gold.file, sort: .missed, what: key.description, quote: result.wanted[key]?.quote ?? "")
        }
            + result.judged.filter { result.wanted[$0] == nil }.map { key in
                Evaluation.Difference(
                    file: gold.file, sort: .spurious, what: key.description, quote: result.found[key]?.text ?? "")
            }
    }

    /// Actors that only one side has; a wrong kind shows on both.
    var actorDifferences: [Evaluation.Difference] {
        let typed = Set(typed)
        let reached = Set(typed.compactMap { alignment.gold[$0] })
        return gold.actors.filter { !reached.contains($0.id) }.map {
            Evaluation.Difference(file: gold.file, sort: .missedActor, what: "\($0.id) (\($0.kind))", quote: $0.name)
        }
            + present.filter { !typed.contains($0) }.compactMap { graph[$0] }.map {
                Evaluation.Difference(
                    file: gold.file, sort: .spuriousActor, what: "\($0.id) (\($0.kind))", quote: $0.name)
            }
    }

    // MARK: Keys

    /// Nil where the two ends are one at this level.
    func key(_ item: Item, _ figure: Evaluation.Figure) -> Key? {
        let (source, target) = (item.relation.source, item.relation.target)
        return figure == .relations
            ? key(literal(source), item.relation.kind, literal(target), item.statement.status.rawValue, figure)
            : key(lifted(source), item.relation.kind, lifted(target), item.statement.status.rawValue, figure)
    }

    private func key(_ relation: GoldDocument.Relation, _ figure: Evaluation.Figure) -> Key? {
        figure == .relations
            ? key(relation.source, relation.kind, relation.target, relation.status, figure)
            : key(liftedGold(relation.source), relation.kind, liftedGold(relation.target), relation.status, figure)
    }

    private func key(
        _ source: String, _ kind: String, _ target: String, _ status: String, _ figure: Evaluation.Figure
    ) -> Key? {
        guard source != target else { return nil }
        let swaps =
            (figure == .dyadsByState || graph.ontology.relationKind(kind)?.isSymmetric == true)
            && target.utf8.lexicographicallyPrecedes(source.utf8)
        let (first, second) = swaps ? (target, source) : (source, target)
        return figure == .dyadsByState
            ? Key(source: first, target: second) : Key(source: first, target: second, kind: kind, status: status)
    }

    private func literal(_ id: ActorID) -> String { alignment.gold[id] ?? "?\(graph[id]?.name ?? id.rawValue)" }

    private func liftedGold(_ id: String) -> String {
        var (current, seen) = (id, Set<String>())
        while let next = annotated[current]?.principal, annotated[next] != nil, seen.insert(current).inserted {
            current = next
        }
        return current
    }

    /// An actor that the annotations know acts for whom they say; any other for whom the graph says.
    private func lifted(_ id: ActorID) -> String {
        if let known = alignment.gold[id] { return liftedGold(known) }
        return literal(graph[id]?.principal ?? id)
    }
}
