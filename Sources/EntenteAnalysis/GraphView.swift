public import EntenteModel

/// A graph frozen for analysis: numbered actors and compressed rows of arcs, made once by a projection.
///
/// ```swift
/// let view = try GraphView(graph, projection: Projection(cost: .influence))
/// let paths = try view.shortestPaths(from: "russia", to: "taliban", count: 3)
/// let scores = try view.scores(of: .betweenness)
/// ```
///
/// Always true: actors are in the order of their names (then ids), so that "the first of those that tie" never
/// depends on the input; between two actors there is at most one arc each way, which joins all relations that lead
/// there, and no arc is a loop. A symmetric relation makes an arc each way. Positions mean nothing outside the view.
public struct GraphView: Sendable {
    /// 32-bit indices, with one value to spare as a mark.
    public static let actorLimit = Int(UInt32.max) - 1
    public static let arcLimit = Int(UInt32.max) - 1

    public let projection: Projection
    /// The relations that the projection selects; empty for a view of a plain edge list.
    public let relations: [ViewRelation]
    public let actorCount: Int
    let labels: ActorLabels
    let out: CompressedRows
    let into: CompressedRows
    /// Whether each arc has its equal the other way; `out` and `into` are then the same.
    let isSymmetric: Bool
    /// Which relations an arc joins: those of arc `a` stand at `offsets[a] ..< offsets[a + 1]`. Empty without relations.
    let bundles: Bundles
    /// Scratch space for path questions; copies of the view share it.
    let spaces = PairSpacePool()

    /// How many arcs there are after parallel relations are joined; a symmetric relation makes two.
    public var arcCount: Int { out.arcCount }

    /// The actors in the order of the view: by name, then id.
    public var actors: [ViewActor] { (0..<actorCount).map(actor) }

    func actor(_ vertex: Int) -> ViewActor { labels.actor(vertex) }

    /// Where the actor stands in the view.
    func vertex(_ id: ActorID) throws(AnalysisError) -> Int {
        guard let vertex = labels.vertex(id) else { throw .unknownActor(id) }
        return vertex
    }

    public func contains(_ id: ActorID) -> Bool { labels.vertex(id) != nil }

    struct Bundles: Sendable {
        var offsets: [UInt32] = []
        var members: [ParallelArc] = []
    }

    /// One relation on an arc.
    struct ParallelArc: Sendable {
        var relation: UInt32
        /// Whether the arc runs against the relation as drawn.
        var reversed: Bool
        /// What the relation would cost alone.
        var cost: Double
    }
}

/// An actor as a view knows it.
public struct ViewActor: Hashable, Identifiable, Sendable {
    public let id: ActorID
    public let name: String
    /// Empty for the actors of a plain edge list.
    public let kind: String

    public init(id: ActorID, name: String, kind: String) {
        self.id = id
        self.name = name
        self.kind = kind
    }
}

/// A relation as a view's projection shows it.
public struct ViewRelation: Hashable, Sendable {
    /// With the statements that the projection keeps, between principals after a roll-up.
    public internal(set) var relation: Relation
    /// One for all relations of a kind: a copy of its texts in each would be most of a view's memory.
    let sharedKind: SharedKind
    /// What a roll-up made it of; empty where it is the relation of the graph itself, as most are.
    var parts: [RelationID] = []
    /// When its statements say that it holds, or, where they do not, when their documents appeared; in order.
    public internal(set) var dates: [PartialDate] = []

    public var kind: RelationKind { sharedKind.kind }

    /// The relations of the graph that it stands for; several only after a roll-up.
    public var literals: [RelationID] { parts.isEmpty ? [relation.id] : parts }
}

/// A kind of relation that many refer to.
final class SharedKind: Hashable, Sendable {
    let kind: RelationKind

    init(_ kind: RelationKind) { self.kind = kind }

    static func == (left: SharedKind, right: SharedKind) -> Bool { left === right || left.kind == right.kind }
    func hash(into hasher: inout Hasher) { hasher.combine(kind) }
}

/// The names of a view's actors, or just their numbers.
enum ActorLabels: Sendable {
    case actors([ViewActor], index: [ActorID: Int])
    case numbers(Int)

    func actor(_ vertex: Int) -> ViewActor {
        switch self {
        case .actors(let actors, _): return actors[vertex]
        case .numbers:
            let name = String(vertex)
            return ViewActor(id: ActorID(name), name: name, kind: "")
        }
    }

    func vertex(_ id: ActorID) -> Int? {
        switch self {
        case .actors(_, let index): return index[id]
        case .numbers(let count):
            guard let number = Int(id.rawValue), number >= 0, number < count, String(number) == id.rawValue else {
                return nil
            }
            return number
        }
    }
}
