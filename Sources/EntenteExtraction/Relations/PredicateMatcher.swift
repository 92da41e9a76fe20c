import EntenteModel
import EntenteText

/// Matches predicate frames against parsed sentences.
struct PredicateMatcher: Sendable {
    private let verbs: [String: [PredicateFrame]]
    private let nouns: [String: [PredicateFrame]]
    private let roles: [String: [PredicateFrame]]
    private let attached: [PredicateFrame]
    private let lexicon: Lexicon
    private let ontology: Ontology

    init(families: [FrameFamily], lexicon: Lexicon, ontology: Ontology) {
        let frames = families.flatMap(\.frames)
        func index(_ form: PredicateFrame.Form) -> [String: [PredicateFrame]] {
            Dictionary(grouping: frames.filter { $0.form == form }, by: \.lemma)
        }
        verbs = index(.verbs)
        nouns = index(.nouns)
        roles = index(.roles)
        attached = frames.filter { $0.form == .attached }
        self.lexicon = lexicon
        self.ontology = ontology
    }

    struct Match {
        let frame: PredicateFrame
        let pairs: [(source: ActorID, target: ActorID)]
        let status: Status
        let speaker: ActorID?
        let place: Int
    }

    /// All matches, in the order of their predicates.
    func matches(in tree: SentenceTree, references: References, actors: [ActorID: Actor]) -> [Match] {
        let arguments = PredicateArguments(tree: tree, lexicon: lexicon, references: references)
        let circumstances = StatementCircumstances(tree: tree, lexicon: lexicon, arguments: arguments)
        var result: [Match] = []
        for place in tree.tokens.indices {
            for (frame, found) in pairs(at: place, tree, arguments) {
                let fitting = found.filter { pair in
                    pair.source != pair.target && !isHouseDivided(frame, pair.source, pair.target, actors)
                        && fits(pair.source, frame.sourceKinds, actors)
                        && fits(pair.target, frame.targetKinds, actors)
                }
                guard !fitting.isEmpty else { continue }
                let status = frame.form == .attached ? .asserted : circumstances.status(of: place)
                result.append(
                    Match(
                        frame: frame, pairs: fitting, status: status, speaker: circumstances.speaker(of: place),
                        place: place))
            }
        }
        return result
    }

    /// An army or a ministry and the state that it acts for are not each other's enemies: such a match is a misreading.
    private func isHouseDivided(
        _ frame: PredicateFrame, _ source: ActorID, _ target: ActorID, _ actors: [ActorID: Actor]
    ) -> Bool {
        guard ontology.relationKind(frame.kind)?.polarity == .hostile else { return false }
        func serves(_ one: ActorID, _ other: ActorID) -> Bool {
            actors[one]?.principal == other && actors[one]?.kind != "person"
        }
        return serves(source, target) || serves(target, source)
    }

    private func fits(_ id: ActorID, _ kinds: Set<String>, _ actors: [ActorID: Actor]) -> Bool {
        kinds.isEmpty || kinds.contains(actors[id]?.kind ?? "")
    }

    private typealias Pairs = [(source: ActorID, target: ActorID)]

    private func pairs(at place: Int, _ tree: SentenceTree, _ arguments: PredicateArguments) -> [(
        PredicateFrame, Pairs
    )] {
        var result: [(PredicateFrame, Pairs)] = []
        let lemma = tree.lemmas[place]
        if tree.isVerb(place) || ["acl", "amod"].contains(tree.base(place)) {
            for frame in verbs[lemma] ?? verbs[lemma + "e"] ?? []
            where hasComplement(frame, place, tree) && !isExcluded(frame, place, tree) {
                result.append((frame, verbPairs(frame, place, arguments)))
            }
        }
        if tree.isNoun(place), tree.mention(around: place)?.role != .name || tree.mention(at: place) == nil {
            for frame in nouns[lemma] ?? [] where !isExcluded(frame, place, tree) {
                result.append((frame, nounPairs(frame, place, tree, arguments)))
            }
        }
        if tree.isNoun(place) {
            for frame in roles[lemma] ?? [] where !isExcluded(frame, place, tree) {
                let sources = arguments.bearers(place)
                result.append((frame, joined(frame, sources, roleTargets(frame, place, tree, arguments))))
            }
        }
        if tree.mention(at: place)?.role == .name {
            for frame in attached where !isExcluded(frame, place, tree) {
                result.append((frame, attachedPairs(frame, place, tree, arguments)))
            }
        }
        return result
    }

    private func isExcluded(_ frame: PredicateFrame, _ place: Int, _ tree: SentenceTree) -> Bool {
        guard !frame.notWith.isEmpty else { return false }
        if frame.form == .attached, frame.notWith.contains(tree.lemmas[place]) { return true }
        return tree.children(place).contains { frame.notWith.contains(tree.lemmas[$0]) }
    }

    /// "open fire", "carry out": the further word must be the verb's object, particle or oblique.
    private func hasComplement(_ frame: PredicateFrame, _ verb: Int, _ tree: SentenceTree) -> Bool {
        guard let complement = frame.complement else { return true }
        return tree.children(verb, ["obj", "compound", "obl", "advmod", "xcomp", "case", "iobj"]).contains {
            tree.lemmas[$0] == complement
        }
            // The particle of a passive or a relative clause can end up as a bare preposition or as the subject.
            || tree.children(verb, ["nsubj:pass"]).contains { tree.lemmas[$0] == complement }
    }

    private func verbPairs(_ frame: PredicateFrame, _ verb: Int, _ arguments: PredicateArguments) -> Pairs {
        var targets: [ActorID] = []
        for place in frame.target {
            let found =
                place == "obj"
                ? arguments.objects(verb)
                : arguments.behind([place], of: verb) + behindComplement(frame, place, verb, arguments)
            for id in found where !targets.contains(id) { targets.append(id) }
        }
        return joined(frame, arguments.subjects(verb), targets)
    }

    private func found(
        at place: String, _ frame: PredicateFrame, _ verb: Int, _ arguments: PredicateArguments
    ) -> [ActorID] {
        switch place {
        case "obj": arguments.objects(verb)
        case "clause": arguments.objectsOfClauses(verb)
        default: arguments.behind([place], of: verb) + behindComplement(frame, place, verb, arguments)
        }
    }

    /// "opened its border to", "launched strikes on": what stands behind the verb's complement.
    private func behindComplement(
        _ frame: PredicateFrame, _ preposition: String, _ verb: Int, _ arguments: PredicateArguments
    ) -> [ActorID] {
        guard let complement = frame.complement else { return [] }
        return arguments.tree.children(verb, ["obj", "obl", "xcomp", "nsubj"]).filter {
            arguments.tree.lemmas[$0] == complement
        }
        .flatMap { arguments.behind([preposition], of: $0) }
    }

    private func nounPairs(
        _ frame: PredicateFrame, _ noun: Int, _ tree: SentenceTree, _ arguments: PredicateArguments
    ) -> Pairs {
        var targets: [ActorID] = []
        var between: [ActorID] = []
        for place in frame.target {
            if place == "between" {
                between += arguments.behind(["between", "among"], of: noun)
                continue
            }
            var found =
                switch place {
                case "poss": arguments.owners(noun)
                case "clause": arguments.objectsOfClauses(noun)
                default: arguments.behind([place], of: noun)
                }
            if found.isEmpty, !["of", "poss", "clause"].contains(place), let verb = tree.head(noun), tree.isVerb(verb),
                tree.base(noun) == "obj"
            {
                found = arguments.behind([place], of: verb)
            }
            for id in found where !targets.contains(id) { targets.append(id) }
        }
        if between.count > 1 { return crossed(between) }
        let agents = arguments.agentsOfNoun(noun).filter { !targets.contains($0) }
        return joined(frame, agents, targets)
    }

    private func roleTargets(
        _ frame: PredicateFrame, _ noun: Int, _ tree: SentenceTree, _ arguments: PredicateArguments
    ) -> [ActorID] {
        var targets: [ActorID] = []
        for place in frame.target {
            let found = place == "poss" ? arguments.owners(noun, namedAlone: true) : arguments.behind([place], of: noun)
            for id in found where !targets.contains(id) { targets.append(id) }
        }
        return targets
    }

    private func attachedPairs(
        _ frame: PredicateFrame, _ place: Int, _ tree: SentenceTree, _ arguments: PredicateArguments
    ) -> Pairs {
        guard let mention = tree.mention(at: place) else { return [] }
        var targets: [ActorID] = []
        for position in frame.target {
            switch position {
            case "poss":
                targets += tree.children(place, ["nmod:poss", "compound", "amod"]).flatMap {
                    tree.mention(at: $0).map { [$0.actor] } ?? []
                }
            case "appos":
                targets += tree.children(place, ["appos", "nmod:unmarked", "list"]).flatMap {
                    tree.mention(at: $0).map { [$0.actor] } ?? []
                }
            default:
                targets += tree.children(place, ["nmod"]).filter { tree.prepositions($0) == [position] }.flatMap {
                    arguments.actors($0)
                }
            }
        }
        return joined(frame, [mention.actor], targets)
    }

    /// Every source with every target; where a symmetric kind has but one side filled by several ("A and B met"), all pairs.
    private func joined(_ frame: PredicateFrame, _ sources: [ActorID], _ targets: [ActorID]) -> Pairs {
        if targets.isEmpty, sources.count > 1, ontology.relationKind(frame.kind)?.isSymmetric == true {
            return crossed(sources)
        }
        return sources.flatMap { source in
            targets.map { target in
                frame.isReversed ? (source: target, target: source) : (source: source, target: target)
            }
        }
    }

    private func crossed(_ actors: [ActorID]) -> Pairs {
        actors.indices.flatMap { first in
            actors.indices.filter { $0 > first }.map { (source: actors[first], target: actors[$0]) }
        }
    }
}
