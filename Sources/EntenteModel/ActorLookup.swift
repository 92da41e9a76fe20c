internal import Foundation

/// Finds the actor that a person means: by id, name or alias, ignoring case, accents and a leading "the".
public struct ActorLookup: Sendable {
    private let actors: [Actor]
    private let ids: Set<ActorID>
    private let byName: [String: [ActorID]]
    private let byAlias: [String: [ActorID]]

    /// - Complexity: O(names and aliases of the graph).
    public init(_ graph: ActorGraph) { self.init(graph.actors) }

    public init(_ actors: [Actor]) {
        self.actors = actors
        ids = Set(actors.map(\.id))
        var (byName, byAlias) = ([String: [ActorID]](), [String: [ActorID]]())
        for actor in actors {
            byName[Self.folded(actor.name), default: []].append(actor.id)
            for alias in Set(actor.aliases.map(Self.folded)) { byAlias[alias, default: []].append(actor.id) }
        }
        self.byName = byName
        self.byAlias = byAlias
    }

    /// The actor of this id, name or alias. An id goes before a name, a name before an alias.
    ///
    /// - Throws: `ActorLookupError` where no actor or several fit, with the nearest ones.
    public func find(_ text: String) throws(ActorLookupError) -> ActorID {
        let exact = ActorID(text)
        if ids.contains(exact) { return exact }
        let wanted = Self.folded(text)
        for index in [byName, byAlias] {
            guard let found = index[wanted], let first = found.first else { continue }
            if found.count > 1 { throw .ambiguous(text, candidates: described(found)) }
            return first
        }
        let byID = ids.filter { Self.folded($0.rawValue) == wanted }.sorted()
        if byID.count > 1 { throw .ambiguous(text, candidates: described(byID)) }
        if let id = byID.first { return id }
        throw .unknown(text, nearest: described(nearest(to: wanted)))
    }

    /// Up to five actors whose names are near: they contain the words, or differ by a slip.
    private func nearest(to wanted: String) -> [ActorID] {
        // Marks alone are near to every short name.
        guard wanted.contains(where: { $0.isLetter || $0.isNumber }) else { return [] }
        let limit = max(2, wanted.count / 3)
        var scored: [(score: Int, id: ActorID)] = []
        for actor in actors {
            let names = ([actor.name] + actor.aliases).map(Self.folded)
            let score = names.map { name in
                if name.contains(wanted) || (name.count > 3 && wanted.contains(name)) {
                    return abs(name.count - wanted.count) / 4
                }
                return EditDistance.between(name, wanted, limit: limit)
            }.min()
            if let score, score <= limit { scored.append((score, actor.id)) }
        }
        return scored.sorted { ($0.score, $0.id) < ($1.score, $1.id) }.prefix(5).map(\.id)
    }

    private func described(_ found: [ActorID]) -> [String] {
        let wanted = Set(found)
        let names = Dictionary(
            actors.filter { wanted.contains($0.id) }.map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
        return found.map { id in "\(names[id] ?? id.rawValue) (\(id))" }
    }

    /// Lower case, without accents, punctuation between words as single spaces, without a leading "the".
    package static func folded(_ text: String) -> String {
        if let plain = PlainWords.lowercased(text) {
            let words = PlainWords.split(plain)
            let the: [UInt8] = [0x74, 0x68, 0x65]
            let rest = words.count > 1 && words[0].elementsEqual(the) ? words.dropFirst() : words[...]
            return String(decoding: rest.isEmpty ? plain : Array(rest.joined(separator: [0x20])), as: UTF8.self)
        }
        let plain = text.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
        let words = plain.split { !$0.isLetter && !$0.isNumber }.map(String.init)
        let rest = words.first == "the" && words.count > 1 ? words.dropFirst() : words[...]
        return rest.isEmpty ? plain : rest.joined(separator: " ")
    }
}

/// Why a text does not name an actor.
public enum ActorLookupError: Error, Equatable, CustomStringConvertible {
    case unknown(String, nearest: [String])
    case ambiguous(String, candidates: [String])

    public var description: String {
        switch self {
        case .unknown(let text, let nearest):
            "no actor '\(text)'; "
                + (nearest.isEmpty
                    ? "'entente actors' lists them all" : "did you mean \(nearest.joined(separator: ", "))?")
        case .ambiguous(let text, let candidates):
            "'\(text)' names several actors: \(candidates.joined(separator: ", ")); give an id"
        }
    }
}
