/// Which kinds of actor and relation a graph knows, with how they read and what they mean.
///
/// Kinds are data: a new kind needs no build. The default ontology is a resource of `EntenteExtraction`
/// (`Ontology.standard()`); `Ontology(yaml:)` reads one from text.
///
/// Always true: every name is unique, each kind has a label, and lists keep the order of the file.
public struct Ontology: Hashable, Sendable {
    public private(set) var actorKinds: [ActorKind]
    public private(set) var relationKinds: [RelationKind]
    private var actorIndex: [String: Int]
    private var relationIndex: [String: Int]

    /// Makes an ontology; of kinds with one name the last stands, in the place of the first.
    public init(actorKinds: [ActorKind], relationKinds: [RelationKind]) {
        self.actorKinds = []
        self.relationKinds = []
        actorIndex = [:]
        relationIndex = [:]
        actorKinds.forEach { define($0) }
        relationKinds.forEach { define($0) }
    }

    public func actorKind(_ name: String) -> ActorKind? { actorIndex[name].map { actorKinds[$0] } }
    public func relationKind(_ name: String) -> RelationKind? { relationIndex[name].map { relationKinds[$0] } }

    /// Adds a kind, or replaces the one of this name.
    public mutating func define(_ kind: ActorKind) {
        if let place = actorIndex[kind.name] {
            actorKinds[place] = kind
        } else {
            actorIndex[kind.name] = actorKinds.count
            actorKinds.append(kind)
        }
    }

    /// Adds a kind, or replaces the one of this name.
    public mutating func define(_ kind: RelationKind) {
        if let place = relationIndex[kind.name] {
            relationKinds[place] = kind
        } else {
            relationIndex[kind.name] = relationKinds.count
            relationKinds.append(kind)
        }
    }

    /// This ontology with the kinds of another added; where both define a kind the other's word stands.
    public func extended(by other: Ontology) -> Ontology {
        Ontology(
            actorKinds: actorKinds + other.actorKinds, relationKinds: relationKinds + other.relationKinds)
    }

    /// The kind with the closest name, for messages; nil where none is near.
    public func closestRelationKind(to name: String) -> String? {
        EditDistance.closest(to: name, among: relationKinds.map(\.name))
    }

    /// The actor kind with the closest name, for messages; nil where none is near.
    public func closestActorKind(to name: String) -> String? {
        EditDistance.closest(to: name, among: actorKinds.map(\.name))
    }
}

/// A kind of actor, such as `militantGroup`.
public struct ActorKind: Hashable, Sendable {
    public let name: String
    /// How people call it: "militant group".
    public let label: String
    /// A wider class that styles and queries may use: `polity`, `armed`, `infrastructure` …
    public let family: String

    public init(name: String, label: String? = nil, family: String = "other") {
        self.name = name
        self.label = label ?? name
        self.family = family
    }
}

/// A kind of relation, such as `guardsBorderOf`.
public struct RelationKind: Hashable, Sendable {
    public enum Polarity: String, CaseIterable, Sendable { case cooperative, hostile, neutral, structural }

    public let name: String
    /// How an edge reads: SOURCE label TARGET.
    public let label: String
    public let isSymmetric: Bool
    public let polarity: Polarity
    /// The event type of the PLOVER ontology, where one fits.
    public let plover: String?
    /// What it takes for a sentence to assert it.
    public let means: String
    /// Which way influence runs along it and how strongly; nil where the ontology does not say.
    public let influence: Influence?

    public init(
        name: String, label: String? = nil, isSymmetric: Bool = false, polarity: Polarity = .neutral,
        plover: String? = nil, means: String = "", influence: Influence? = nil
    ) {
        self.name = name
        self.label = label ?? name
        self.isSymmetric = isSymmetric
        self.polarity = polarity
        self.plover = plover
        self.means = means
        self.influence = influence
    }
}

/// How influence runs along a kind of relation.
public struct Influence: Hashable, Sendable {
    public enum Direction: String, CaseIterable, Sendable {
        /// The source moves the target.
        case forward
        /// The target moves the source.
        case backward
        case both
        case none
    }

    public let along: Direction
    /// How strongly the kind carries influence when it certainly holds, in (0, 1].
    public let strength: Double

    public init(along: Direction, strength: Double) {
        self.along = along
        self.strength = strength
    }
}
