import EntenteModel
import Foundation

/// Which actor of a graph is which actor of the annotations, by the names that both use.
struct ActorAlignment {
    /// From the graph's actors to the annotated ones; one to one.
    let gold: [ActorID: String]

    /// Pairs actors that share a name. Where several could pair, agreement of canonical names decides, then of kinds, then
    /// the number of shared names, then the ids.
    ///
    /// - Complexity: O(gold · graph) comparisons of sets of names.
    init(gold annotated: [GoldDocument.Actor], graph actors: [Actor]) {
        struct Pair {
            let rank: [Int]
            let gold: String
            let actor: ActorID
        }
        let known = actors.map { ($0, Self.names([$0.name] + $0.aliases)) }
        var pairs: [Pair] = []
        for wanted in annotated {
            let names = Self.names([wanted.name] + (wanted.aliases ?? []))
            let canonical = Self.normal(wanted.name)
            for (actor, own) in known {
                let shared = names.intersection(own)
                guard !shared.isEmpty else { continue }
                let rank = [
                    shared.contains(canonical) ? 0 : 1, shared.contains(Self.normal(actor.name)) ? 0 : 1,
                    wanted.kind == actor.kind ? 0 : 1, -shared.count,
                ]
                pairs.append(Pair(rank: rank, gold: wanted.id, actor: actor.id))
            }
        }
        pairs.sort { left, right in
            if left.rank != right.rank { return left.rank.lexicographicallyPrecedes(right.rank) }
            if left.gold != right.gold { return left.gold.utf8.lexicographicallyPrecedes(right.gold.utf8) }
            return left.actor < right.actor
        }
        var taken: Set<String> = []
        var mapping: [ActorID: String] = [:]
        for pair in pairs where !taken.contains(pair.gold) && mapping[pair.actor] == nil {
            taken.insert(pair.gold)
            mapping[pair.actor] = pair.gold
        }
        gold = mapping
    }

    private static func names(_ names: [String]) -> Set<String> { Set(names.filter { !$0.isEmpty }.map(normal)) }

    /// A name without accents, case, punctuation and a leading "the".
    static func normal(_ name: String) -> String {
        var text = String.UnicodeScalarView()
        for scalar in name.decomposedStringWithCompatibilityMapping.unicodeScalars
        where scalar.properties.canonicalCombiningClass == .notReordered {
            text.append(punctuation.contains(scalar) || scalar.properties.isWhitespace ? " " : scalar)
        }
        let words = String(text).lowercased().replacing("ß", with: "ss").split(separator: " ")
        return words.dropFirst(words.count > 1 && words[0] == "the" ? 1 : 0).joined(separator: " ")
    }

    private static let punctuation = Set("’'`\"“”.,()-–—/".unicodeScalars)
}
