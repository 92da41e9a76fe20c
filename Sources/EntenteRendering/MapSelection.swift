public import EntenteModel

/// Which part of a graph a map shows. Every condition narrows the choice, `also` and `expanded` widen it again; the default
/// takes all.
///
/// ```swift
/// var selection = MapSelection()
/// selection.around = .init(actors: ["taliban"], depth: 1)
/// selection.statuses = [.asserted, .possible]
/// ```
public struct MapSelection: Hashable, Sendable {
    /// Actors within some steps of others, along relations of either direction.
    public struct Neighbourhood: Hashable, Sendable {
        public var actors: [ActorID]
        /// In steps, 0 or more.
        public var depth: Int

        public init(actors: [ActorID], depth: Int = 1) {
            self.actors = actors
            self.depth = depth
        }
    }

    /// The actors with the highest scores, ties by id.
    public struct Ranking: Hashable, Sendable {
        public var count: Int
        public var scores: [ActorID: Double]
        /// What the scores are, for the caption: "betweenness".
        public var label: String

        public init(count: Int, scores: [ActorID: Double], label: String) {
            self.count = count
            self.scores = scores
            self.label = label
        }
    }

    /// What happens to a graph that is too large to read.
    public enum Thinning: Hashable, Sendable {
        /// Above 80 actors or 160 lines: the backbone of some 54 actors and 140 lines, stated in the caption.
        case automatic
        /// Everything is drawn.
        case off
        /// At most so many actors, whatever the size.
        case backbone(actors: Int)
    }

    /// Only these actors; nil for all.
    public var actors: Set<ActorID>?
    /// Only these relations; nil for all.
    public var relations: Set<RelationID>?
    public var around: Neighbourhood?
    /// These too, whatever `around` and `top` leave out.
    public var also: Set<ActorID>
    /// The neighbours of these too, and they themselves.
    public var expanded: Set<ActorID>
    public var statuses: Set<Status>
    public var top: Ranking?
    public var thinning: Thinning
    /// Whether actors without a relation on the map are drawn.
    public var showsUnconnected: Bool

    public init(
        actors: Set<ActorID>? = nil, relations: Set<RelationID>? = nil, around: Neighbourhood? = nil,
        also: Set<ActorID> = [], expanded: Set<ActorID> = [], statuses: Set<Status> = Set(Status.allCases),
        top: Ranking? = nil, thinning: Thinning = .automatic,
        showsUnconnected: Bool = false
    ) {
        self.actors = actors
        self.relations = relations
        self.around = around
        self.also = also
        self.expanded = expanded
        self.statuses = statuses
        self.top = top
        self.thinning = thinning
        self.showsUnconnected = showsUnconnected
    }
}
