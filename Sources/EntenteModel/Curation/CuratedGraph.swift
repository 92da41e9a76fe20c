/// That one actor of the documents is another: found by their spelling, before anybody decided anything.
public struct ActorLink: Hashable, Sendable {
    public let from: ActorID
    public let into: ActorID
    /// In words: "spellings of one name: Rakhmon, Rahmon".
    public let reason: String

    public init(from: ActorID, into: ActorID, reason: String) {
        self.from = from
        self.into = into
        self.reason = reason
    }
}

/// A graph as people have set it right, and what became of each of their decisions.
public struct CuratedGraph: Hashable, Sendable {
    public internal(set) var graph: ActorGraph
    /// The actors of the documents that became part of another, by id.
    public internal(set) var joined: [Joined] = []
    /// Decisions without effect, in their order: what they speak of is not in the documents, or others forbid it.
    public internal(set) var unapplied: [Unapplied] = []
    /// Statements that tie an actor with itself since two were merged. They are no relations, and come back with an undo.
    public internal(set) var statementsWithinActors = 0
    /// The text of each document that holds what people added, by its id.
    public internal(set) var notes: [DocumentID: String] = [:]

    /// An actor that is part of another.
    public struct Joined: Hashable, Sendable {
        /// As the documents know it.
        public let actor: Actor
        /// The actor of the graph that it is part of.
        public let into: ActorID
        public let reason: Reason

        public enum Reason: Hashable, Sendable {
            case link(ActorLink)
            case decision(Curation.Standing)
        }
    }

    /// A decision without effect.
    public struct Unapplied: Hashable, Sendable, CustomStringConvertible {
        public let standing: Curation.Standing
        /// In words: "no document mentions 'x'".
        public let reason: String

        public var description: String { "step \(standing.step), \(standing.decision): \(reason)" }
    }

    public init(graph: ActorGraph) { self.graph = graph }

    /// The actor of the graph that an id of the documents stands for.
    public func representative(_ id: ActorID) -> ActorID {
        joined.first { $0.actor.id == id }?.into ?? id
    }
}

extension Curation {
    /// The graph with every decision that stands applied.
    ///
    /// Merging moves statements and never drops them. The result depends on the decisions that stand, not on those that
    /// were taken back: after an undo the graph is what it was, to the byte. Links of spelling apply as well, save where a
    /// decision keeps the two apart or says that the actor is somebody else; nothing is merged because two actors are
    /// both like a third.
    /// - Parameters:
    ///   - graph: What the documents say, with each actor under its own id.
    ///   - links: Who is whom by spelling.
    /// - Complexity: O(actors + relations + statements), and for each decision the statements of its relation.
    public func apply(to graph: ActorGraph, links: [ActorLink] = []) -> CuratedGraph {
        let standing = standing
        if standing.isEmpty, links.isEmpty { return CuratedGraph(graph: graph) }
        var curator = Curator(graph: graph, standing: standing)
        curator.run(links)
        return curator.result()
    }
}
