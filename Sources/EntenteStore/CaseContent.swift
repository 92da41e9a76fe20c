import EntenteExtraction
public import EntenteModel

/// What a case holds at one moment, apart from its texts.
public struct CaseContent: Sendable {
    private let joined: JoinedDocuments
    public let curation: Curation
    /// The graph with every decision that stands applied.
    public let curated: CuratedGraph

    init(joined: JoinedDocuments, curation: Curation) {
        self.joined = joined
        self.curation = curation
        curated = curation.apply(to: joined.graph, links: joined.links)
    }

    public var graph: ActorGraph { curated.graph }

    /// An actor as the documents know it, before anything was joined, renamed or divided.
    public func documentActor(_ id: ActorID) -> Actor? { joined.graph[id] }

    /// What the graph would be after some more decisions.
    public func after(_ decisions: [Decision]) -> CuratedGraph {
        var curation = curation
        curation.append(decisions)
        return curation.apply(to: joined.graph, links: joined.links)
    }
}
