import EntenteModel

/// The relations between two actors that one line of a map stands for.
///
/// Always true: all have the same status and polarity, and all that have a direction run from `source` to `target`.
struct RelationBundle: Hashable {
    let source: ActorID
    let target: ActorID
    let status: Status
    let polarity: RelationKind.Polarity
    /// False where every relation is symmetric, so that the line has no arrowhead.
    let isDirected: Bool
    /// By kind.
    var relations: [Relation]

    /// The strongest of the relations decides how wide the line is.
    var strength: Double { relations.map(\.strength).max() ?? 0 }

    /// Bundles relations; sorted by source, target, polarity and status.
    ///
    /// Symmetric relations join the line of directed ones of the same pair, polarity and status, so that talks and a
    /// promise between the same two are one line "negotiates with ×3, gives assurances to".
    static func bundles(of relations: [Relation], in ontology: Ontology) -> [RelationBundle] {
        struct Key: Hashable {
            let first: ActorID
            let second: ActorID
            let polarity: RelationKind.Polarity
            let status: Status
        }
        struct Parts {
            var forward: [Relation] = []
            var backward: [Relation] = []
            var symmetric: [Relation] = []
        }
        var parts: [Key: Parts] = [:]
        for relation in relations {
            let kind = ontology.relationKind(relation.kind)
            let (first, second) =
                relation.source < relation.target
                ? (relation.source, relation.target) : (relation.target, relation.source)
            let key = Key(
                first: first, second: second, polarity: kind?.polarity ?? .neutral, status: relation.status)
            if kind?.isSymmetric == true {
                parts[key, default: Parts()].symmetric.append(relation)
            } else if relation.source == first {
                parts[key, default: Parts()].forward.append(relation)
            } else {
                parts[key, default: Parts()].backward.append(relation)
            }
        }
        var result: [RelationBundle] = []
        for (key, part) in parts {
            func add(_ relations: [Relation], from source: ActorID, to target: ActorID, directed: Bool) {
                guard !relations.isEmpty else { return }
                result.append(
                    RelationBundle(
                        source: source, target: target, status: key.status, polarity: key.polarity,
                        isDirected: directed, relations: relations.sorted { $0.id < $1.id }))
            }
            let joinsForward = !part.forward.isEmpty
            let joinsBackward = !joinsForward && !part.backward.isEmpty
            add(part.forward + (joinsForward ? part.symmetric : []), from: key.first, to: key.second, directed: true)
            add(part.backward + (joinsBackward ? part.symmetric : []), from: key.second, to: key.first, directed: true)
            if !joinsForward && !joinsBackward {
                add(part.symmetric, from: key.first, to: key.second, directed: false)
            }
        }
        return result.sorted { $0.order(before: $1) }
    }

    private func order(before other: RelationBundle) -> Bool {
        if source != other.source { return source < other.source }
        if target != other.target { return target < other.target }
        if polarity != other.polarity { return polarity.rawValue < other.polarity.rawValue }
        return status.rawValue < other.status.rawValue
    }

    /// How the line is labelled: "negotiates with ×3, gives assurances to"; ×3 counts distinct sentences.
    ///
    /// - Parameter longest: More kinds than this are summed up as "+2".
    func labelParts(in ontology: Ontology, longest: Int = 3) -> [String] {
        let sorted = relations.map { (relation: $0, count: Self.sentences($0)) }
            .sorted { ($1.count, $0.relation.id) < ($0.count, $1.relation.id) }
        var parts = sorted.prefix(longest).map { entry in
            let label = ontology.relationKind(entry.relation.kind)?.label ?? entry.relation.kind
            return entry.count > 1 ? "\(label) ×\(entry.count)" : label
        }
        if sorted.count > longest { parts.append("+\(sorted.count - longest)") }
        return parts
    }

    private static func sentences(_ relation: Relation) -> Int {
        guard relation.statements.count > 1 else { return 1 }
        return Set(relation.statements.lazy.map(\.text)).count
    }
}
