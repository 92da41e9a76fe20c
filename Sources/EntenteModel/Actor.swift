/// Somebody or something that takes part in relations: a state, a person, a militant group, a bridge.
///
/// Always true of an actor in an `ActorGraph`: its kind is one of the ontology, its aliases are sorted, without
/// duplicates and without its own name, and its principal, if any, is another actor of the graph.
public struct Actor: Hashable, Identifiable, Sendable {
    public let id: ActorID
    public var name: String
    /// The name of an `ActorKind` of the ontology.
    public var kind: String
    /// Other names that documents use for it, sorted by UTF-8 bytes.
    public private(set) var aliases: [String]
    /// ISO 3166-1 alpha-3 code of a state.
    public var country: String?
    /// The state or group on whose behalf the actor acts: that of a ministry, an envoy, an army or a base.
    public var principal: ActorID?
    /// The documents that mention it, sorted.
    public private(set) var documents: [DocumentID]
    /// How often documents mention it.
    public var mentions: Int

    public init(
        id: ActorID, name: String, kind: String, aliases: some Sequence<String> = [], country: String? = nil,
        principal: ActorID? = nil, documents: some Sequence<DocumentID> = [], mentions: Int = 0
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.aliases = []
        self.country = country
        self.principal = principal
        self.documents = Set(documents).sorted()
        self.mentions = mentions
        addAliases(aliases)
    }

    /// Makes an actor of lists that are known to be sorted and without duplicates.
    package init(
        id: ActorID, name: String, kind: String, sortedAliases aliases: [String], country: String?,
        principal: ActorID?, sortedDocuments documents: [DocumentID], mentions: Int
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.aliases = aliases
        self.country = country
        self.principal = principal
        self.documents = documents
        self.mentions = mentions
    }

    /// Adds names under which the actor is known, keeping the list sorted and free of duplicates.
    public mutating func addAliases(_ names: some Sequence<String>) {
        let all = Set(aliases).union(names).subtracting([name, ""])
        aliases = all.sorted(by: utf8Precedes)
    }

    /// Takes a name from the list, however it is written.
    mutating func removeAlias(_ name: String) {
        let folded = ActorLookup.folded(name)
        aliases.removeAll { ActorLookup.folded($0) == folded }
    }

    /// Takes over what another record of the same actor knows; where the two differ, this one's own word stands.
    public mutating func absorb(_ other: Actor) {
        addAliases([other.name] + other.aliases)
        country = country ?? other.country
        principal = principal ?? other.principal
        documents = Set(documents).union(other.documents).sorted()
        mentions += other.mentions
    }
}
