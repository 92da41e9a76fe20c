import EntenteModel
import EntenteText

/// Reads off a sentence the relations that no frame spells out, with a model that looks at two actors at a time.
struct PairClassifier: Sendable {
    let model: PairModel
    private let kinds: Set<String>

    init(model: PairModel) {
        self.model = model
        kinds = Set(model.labels.map(\.kind))
    }

    /// Whether it has learned a kind of relation; those of users' own ontologies it has not.
    func knows(_ kind: String) -> Bool { kinds.contains(kind) }

    struct Found {
        var source: ActorID
        var kind: String
        var target: ActorID
        let status: Status
        /// 0...1.
        let probability: Double
        /// Score above the one from which a label counts, in units of 1/64; negative below it.
        let margin: Int32
        /// The word that governs both actors.
        let place: Int
    }

    /// Two mentions of the same actors at most are looked at: the ones nearest to each other.
    static let mentionsPerPair = 2
    /// Sentences that name more actors than this are lists; only neighbours in the text are paired.
    static let mostOccurrences = 24

    typealias Candidate = (first: PairOccurrence, second: PairOccurrence, path: PairPath)

    /// Pairs of occurrences of different actors, first before second, with the way between them.
    static func candidates(in scene: PairScene) -> [Candidate] {
        let all = scene.occurrences
        var byActors: [ActorPair: [Candidate]] = [:]
        var order: [ActorPair] = []
        for (number, first) in all.enumerated() {
            let last = all.count > mostOccurrences ? min(all.count, number + 6) : all.count
            for second in all[min(number + 1, last)..<last]
            where second.actor != first.actor && second.place != first.place {
                guard let path = PairPath(from: first.place, to: second.place, in: scene.tree) else { continue }
                let key = ActorPair(first.actor, second.actor)
                if byActors[key] == nil { order.append(key) }
                byActors[key, default: []].append((first, second, path))
            }
        }
        return order.flatMap { key in
            let found = byActors[key] ?? []
            let ranked = found.indices.sorted {
                (found[$0].path.length, found[$0].second.place - found[$0].first.place, $0)
                    < (found[$1].path.length, found[$1].second.place - found[$1].first.place, $1)
            }
            return ranked.prefix(mentionsPerPair).map { found[$0] }
        }
    }

    /// What the model finds in a sentence, each relation once, the best score of its mentions; and between whom it has looked.
    ///
    /// - Parameter slack: How far below its threshold a label may score to be named all the same.
    func reading(of scene: PairScene, slack: Int32) -> (found: [Found], pairs: [ActorPair]) {
        var best: [RelationKey: Found] = [:]
        var order: [RelationKey] = []
        let candidates = Self.candidates(in: scene)
        for ((first, second, path), scores) in zip(candidates, model.scores(candidates, in: scene, slack: slack)) {
            for score in scores {
                let margin = score.value - model.thresholds[score.label]
                let label = model.labels[score.label]
                let found = Found(
                    source: label.isForward ? first.actor : second.actor, kind: label.kind,
                    target: label.isForward ? second.actor : first.actor, status: score.status,
                    probability: score.probability, margin: margin, place: path.top)
                let key = RelationKey(source: found.source, kind: found.kind, target: found.target)
                if best[key] == nil { order.append(key) }
                if found.margin > best[key]?.margin ?? .min { best[key] = found }
            }
        }
        return (order.compactMap { best[$0] }, candidates.map { ActorPair($0.first.actor, $0.second.actor) })
    }

    private struct RelationKey: Hashable {
        let source: ActorID
        let kind: String
        let target: ActorID
    }
}

/// Two actors, in whatever order.
struct ActorPair: Hashable, Sendable {
    private let first: ActorID
    private let second: ActorID

    init(_ one: ActorID, _ other: ActorID) {
        (first, second) = other < one ? (other, one) : (one, other)
    }
}
