internal import Foundation

/// Two actors that may be one, and why one would think so.
public struct LikelyDuplicate: Hashable, Sendable {
    /// The less known of the two.
    public let from: ActorID
    public let into: ActorID
    /// In words, strongest first.
    public let reasons: [String]
    /// From 0 to 1, to sort by: no probability.
    public let likelihood: Double
}

extension Curation {
    /// Pairs of actors that may be one: never proposed where they are kept apart, and each pair on its own merits, so
    /// that likenesses do not chain.
    ///
    /// What is compared: names and aliases that are equal but for case and accents; initials ("CSTO"); names of which one
    /// holds all words of the other; names that differ by a slip or two. Only actors of one kind are compared, save where
    /// the names are equal.
    /// - Parameter curated: The graph with this curation applied.
    /// - Returns: Sorted by likelihood, then by ids.
    /// - Complexity: O(names · log names) and, for names that share a word, the pairs among them; words that more than
    ///   60 actors share tell nothing and are left out.
    public func likelyDuplicates(in curated: CuratedGraph) -> [LikelyDuplicate] {
        var search = DuplicateSearch(curated.graph)
        search.run()
        var apart: Set<ActorPair> = []
        for entry in standing {
            guard case .keepApart(let one, let other) = entry.decision.verdict else { continue }
            apart.insert(ActorPair(curated.representative(one), curated.representative(other)))
        }
        return search.found.filter { !apart.contains($0.key) }.map { pair, hints in
            let (first, second) = (search.actors[pair.first], search.actors[pair.second])
            let swapped = (first?.mentions ?? 0) > (second?.mentions ?? 0)
            let sorted = hints.sorted { ($1.likelihood, $0.reason) < ($0.likelihood, $1.reason) }
            return LikelyDuplicate(
                from: swapped ? pair.second : pair.first, into: swapped ? pair.first : pair.second,
                reasons: sorted.prefix(3).map(\.reason), likelihood: sorted.first?.likelihood ?? 0)
        }
        .sorted { ($1.likelihood, $0.from, $0.into) < ($0.likelihood, $1.from, $1.into) }
    }
}

/// Looks for names that are alike, among those that have a key in common.
private struct DuplicateSearch {
    struct Hint {
        let reason: String
        let likelihood: Double
    }

    private struct Name {
        let actor: Actor
        let text: String
        let folded: String
        let words: [String]
    }

    /// How many actors may share a word before it tells nothing.
    private static let mostSharing = 60
    /// Words that names share without being alike.
    private static let commonWords: Set<String> = ["of", "the", "and", "for", "in", "al", "de", "la", "bin", "abu"]

    let actors: [ActorID: Actor]
    private let names: [Name]
    private(set) var found: [ActorPair: [Hint]] = [:]

    init(_ graph: ActorGraph) {
        let all = graph.actors
        actors = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })
        names = all.flatMap { actor in
            ([actor.name] + actor.aliases).compactMap { text in
                let folded = ActorLookup.folded(text)
                guard folded.contains(where: { $0.isLetter || $0.isNumber }) else { return nil }
                return Name(
                    actor: actor, text: text, folded: folded, words: folded.split(separator: " ").map(String.init))
            }
        }
    }

    mutating func run() {
        for group in groups(by: { [$0.folded] }) { compare(group, equalNames) }
        for group in groups(by: { [$0.words.sorted().joined(separator: " ")] }) { compare(group, sameWords) }
        for group in groups(by: initialKeys) { compare(group, initials) }
        for group in groups(by: { $0.words.filter { $0.count > 2 && !Self.commonWords.contains($0) } }) {
            compare(group, partOfName)
        }
        // Two names that differ by a slip agree in their first or in their last letters.
        for group in groups(by: { name in
            name.folded.count < 6 ? [] : ["^" + name.folded.prefix(4), "$" + name.folded.suffix(4)]
        }) {
            compare(group, slip)
        }
    }

    private func groups(by keys: (Name) -> [String]) -> [[Name]] {
        var byKey: [String: [Name]] = [:]
        for name in names { for key in Set(keys(name)) { byKey[key, default: []].append(name) } }
        return byKey.values.filter { group in
            group.count > 1 && Set(group.map(\.actor.id)).count <= Self.mostSharing
        }
    }

    private mutating func compare(_ group: [Name], _ test: (Name, Name) -> Hint?) {
        for (place, one) in group.enumerated() {
            for other in group[(place + 1)...] where one.actor.id != other.actor.id {
                // In the order of ids, so that reasons read the same whoever comes first.
                let (first, second) = one.actor.id < other.actor.id ? (one, other) : (other, one)
                guard let hint = test(first, second) else { continue }
                let pair = ActorPair(first.actor.id, second.actor.id)
                if found[pair]?.contains(where: { $0.reason == hint.reason }) != true {
                    found[pair, default: []].append(hint)
                }
            }
        }
    }

    private func equalNames(_ one: Name, _ other: Name) -> Hint? {
        let sameKind = one.actor.kind == other.actor.kind
        return Hint(reason: "both are called '\(one.text)'", likelihood: sameKind ? 0.95 : 0.5)
    }

    private func sameWords(_ one: Name, _ other: Name) -> Hint? {
        guard one.actor.kind == other.actor.kind, one.folded != other.folded, one.words.count > 1 else { return nil }
        return Hint(reason: "the same words in another order: '\(one.text)', '\(other.text)'", likelihood: 0.85)
    }

    private func initialKeys(_ name: Name) -> [String] {
        if name.words.count == 1, name.text.count > 1, name.text.count < 8, name.text == name.text.uppercased() {
            return [name.folded]
        }
        let content = name.words.filter { !Self.commonWords.contains($0) }
        guard content.count > 1 else { return [] }
        return [String(content.compactMap(\.first)), String(name.words.compactMap(\.first))]
    }

    private func initials(_ one: Name, _ other: Name) -> Hint? {
        guard one.actor.kind == other.actor.kind else { return nil }
        let (short, long) = one.words.count == 1 ? (one, other) : (other, one)
        guard short.words.count == 1, long.words.count > 1, initialKeys(long).contains(short.folded) else { return nil }
        return Hint(reason: "'\(short.text)' are the initials of '\(long.text)'", likelihood: 0.8)
    }

    private func partOfName(_ one: Name, _ other: Name) -> Hint? {
        guard one.actor.kind == other.actor.kind, one.words.count != other.words.count else { return nil }
        let (short, long) = one.words.count < other.words.count ? (one, other) : (other, one)
        // A person is called by surname; of other names only a long part says who is meant ("Badri Corps" of
        // "Badri Corps 313", but not "Ministry" of "Ministry of Defence").
        let isPerson = one.actor.kind == "person"
        guard isPerson ? short.words.count == 1 && long.words.last == short.words.last : short.words.count > 1,
            Set(short.words).isSubset(of: long.words)
        else { return nil }
        return Hint(
            reason: "'\(short.text)' is a part of '\(long.text)'", likelihood: isPerson ? 0.6 : 0.45)
    }

    private func slip(_ one: Name, _ other: Name) -> Hint? {
        guard one.actor.kind == other.actor.kind, one.folded != other.folded else { return nil }
        // Numbers tell things of one name apart: "Highway 1", "Highway 2".
        guard one.folded.filter(\.isNumber) == other.folded.filter(\.isNumber) else { return nil }
        let length = min(one.folded.count, other.folded.count)
        let limit = length < 9 ? 1 : 2
        let distance = EditDistance.between(one.folded, other.folded, limit: limit)
        guard distance <= limit else { return nil }
        let letters = distance == 1 ? "a letter" : "\(distance) letters"
        return Hint(
            reason: "'\(one.text)' and '\(other.text)' differ by \(letters)",
            likelihood: 0.75 - 0.1 * Double(distance) + 0.005 * Double(min(length, 20)))
    }
}
