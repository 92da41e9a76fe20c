import EntenteModel
import EntenteText

/// Matches predicate frames against parsed sentences.
struct PredicateMatcher: Sendable {
    let verbs: [String: [PredicateFrame]]
    let adjectives: [String: [PredicateFrame]]
    let nouns: [String: [PredicateFrame]]
    let roles: [String: [PredicateFrame]]
    let attached: [PredicateFrame]
    /// Lemmas of the forms that the frames' verbs and nouns take, for words whose lemma the analysis gets wrong.
    let verbForms: [String: String]
    let nounForms: [String: String]
    let lexicon: Lexicon
    private let ontology: Ontology

    init(families: [FrameFamily], lexicon: Lexicon, ontology: Ontology) {
        let frames = families.flatMap(\.frames)
        func index(_ form: PredicateFrame.Form) -> [String: [PredicateFrame]] {
            Dictionary(grouping: frames.filter { $0.form == form }, by: \.lemma)
        }
        verbs = index(.verbs)
        adjectives = index(.adjectives)
        nouns = index(.nouns)
        roles = index(.roles)
        attached = frames.filter { $0.form == .attached }
        let cues = ["reportingVerb", "possibleGovernor", "denyingGovernor"].flatMap { lexicon.cues[$0] ?? [] }
        verbForms = WordForms.verbs(verbs.keys.sorted() + cues.sorted()).merging(lexicon.verbForms) { $1 }
        let nounsNamed = Set(nouns.keys).union(roles.keys).union(frames.flatMap { $0.complements.union($0.via) })
        nounForms = WordForms.nouns(nounsNamed.filter { $0.count > 3 }.sorted())
        self.lexicon = lexicon
        self.ontology = ontology
    }

    struct Match {
        let frame: PredicateFrame
        let pairs: [(source: ActorID, target: ActorID)]
        let status: Status
        /// Who says so, the one nearest to the predicate first.
        let speakers: [ActorID]
        let place: Int
        /// Whether the source itself says that it will not.
        let isRenounced: Bool
        /// Whether it is spoken of what is still to come.
        let isAhead: Bool
        /// Whether the predicate itself stands under a modal or a condition.
        let isOpen: Bool
        /// How well the words around the predicate support the pairs, 0...1; 1 where both stand in their own places.
        let linking: Double
    }

    /// Below this much confidence in frame and arguments together, a match is dropped.
    private static let leastConfidence = 0.4

    /// All matches, in the order of their predicates.
    ///
    /// - Parameters:
    ///   - regions: Actors that are regions of several states.
    ///   - seats: States by the capitals that stand only for a place.
    ///   - scene: The state that the document is about, where one stands out.
    func matches(
        in tree: SentenceTree, references: References, actors: [ActorID: Actor], regions: Set<ActorID> = [],
        borders: [ActorID: [ActorID]] = [:], seats: [ActorID: ActorID] = [:], scene: ActorID? = nil
    ) -> [Match] {
        let arguments = PredicateArguments(
            tree: tree, lexicon: lexicon, references: references, actors: actors, seats: seats)
        let circumstances = StatementCircumstances(tree: tree, lexicon: lexicon, arguments: arguments)
        let asides = circumstances.asides()
        let nearby = NearbyArguments(arguments: arguments)
        var result: [Match] = []
        func fits(_ id: ActorID, _ kinds: Set<String>) -> Bool {
            kinds.isEmpty || kinds.contains(actors[id]?.kind ?? "")
                || kinds.contains(PredicateFrame.region) && regions.contains(id)
        }
        var strictlyFound: Set<String> = []
        for place in tree.tokens.indices {
            for frame in frames(at: place, tree) {
                let found = strictArguments(of: frame, at: place, tree, arguments)
                var linked = linked(frame, place, found, nearby, scene: scene, fits)
                if frame.takesSeats {
                    linked.pairs = linked.pairs.map { (source: $0.source, target: seats[$0.target] ?? $0.target) }
                }
                if frame.takesPrincipals {
                    func standing(_ id: ActorID) -> ActorID {
                        fits(id, frame.sourceKinds) ? id : actors[id]?.principal ?? id
                    }
                    linked.pairs = linked.pairs.map { (source: standing($0.source), target: standing($0.target)) }
                }
                // Who guards a border guards it for both sides.
                let spread = linked.pairs.flatMap { pair in
                    guard let sides = borders[pair.target], !fits(pair.target, frame.targetKinds) else { return [pair] }
                    return sides.map { (source: pair.source, target: $0) }
                }
                // "its foreign minister, N. N.": whose is guessed, and what is known of N. N. knows better.
                let isByPronoun = tree.children(place, ["nmod:poss"]).contains {
                    tree.tokens[$0].universalTag == "PRON"
                }
                // "Their commander": nobody heads several of them.
                let isShared = isByPronoun && frame.kind == "leads" && Set(spread.map(\.target)).count > 1
                let fitting =
                    isShared
                    ? []
                    : spread.filter { pair in
                        pair.source != pair.target && !isHouseDivided(frame.kind, pair.source, pair.target, actors)
                            && !(isByPronoun && servesAnother(pair.source, frame.kind, pair.target, actors))
                            && fits(pair.source, frame.sourceKinds) && fits(pair.target, frame.targetKinds)
                    }
                guard !fitting.isEmpty, frame.confidence * linked.score >= Self.leastConfidence else { continue }
                // "gave its word": what the verb with the noun has said, the noun does not say again by guesswork.
                if linked.score == 1 {
                    strictlyFound.insert("\(place) \(frame.kind)")
                } else if let head = tree.head(place),
                    strictlyFound.contains("\(head) \(frame.kind)")
                        || strictlyFound.contains("\(place) \(frame.kind)")
                {
                    continue
                }
                let isStructural = ontology.relationKind(frame.kind)?.polarity == .structural
                let status =
                    frame.form == .attached
                    ? .asserted
                    : status(of: place, frame: frame, isStructural: isStructural, by: circumstances)
                result.append(
                    Match(
                        frame: frame, pairs: fitting, status: status,
                        speakers: circumstances.speakers(of: place, among: asides),
                        place: place, isRenounced: status == .denied && circumstances.isRenounced(place),
                        isAhead: circumstances.isAhead(place),
                        isOpen: status == .possible && circumstances.isOpen(place),
                        linking: linked.score))
            }
        }
        return withoutContradictions(result)
    }

    /// "vowed to crush" is a threat and no assurance: where one word says both, the hostile reading stands.
    private func withoutContradictions(_ matches: [Match]) -> [Match] {
        func polarity(_ match: Match) -> RelationKind.Polarity? { ontology.relationKind(match.frame.kind)?.polarity }
        return matches.filter { match in
            guard match.frame.form == .verbs, polarity(match) == .cooperative else { return true }
            return !matches.contains { other in
                other.place == match.place && other.frame.form == .verbs && polarity(other) == .hostile
                    && other.status == match.status
                    && other.pairs.contains { pair in
                        match.pairs.contains { $0.source == pair.source && $0.target == pair.target }
                    }
            }
        }
    }

    /// An army or a ministry and the state that it acts for are not each other's enemies: such a match is a misreading.
    func isHouseDivided(
        _ kind: String, _ source: ActorID, _ target: ActorID, _ actors: [ActorID: Actor]
    ) -> Bool {
        guard let polarity = ontology.relationKind(kind)?.polarity, polarity != .structural else { return false }
        func serves(_ one: ActorID, _ other: ActorID) -> Bool {
            actors[one]?.principal == other && (polarity != .hostile || actors[one]?.kind != "person")
        }
        return serves(source, target) || serves(target, source)
    }

    /// Whether a source is read to head, or to hold an office in, another state or group than the one that it acts for.
    func servesAnother(
        _ person: ActorID, _ kind: String, _ body: ActorID, _ actors: [ActorID: Actor]
    ) -> Bool {
        guard kind == "leads" || kind == "officialOf", let served = actors[person]?.principal,
            let other = actors[body], Self.served.contains(other.kind),
            other.kind != "state" || actors[served]?.kind == "state"
        else { return false }
        return served != body && other.principal != served && actors[served]?.principal != body
    }

    /// Kinds of actors of which nobody serves two.
    private static let served: Set<String> = ["state", "militantGroup"]

    private typealias Pairs = [(source: ActorID, target: ActorID)]

    /// What the syntax around a predicate gives for a frame: doers and done-to, or whole pairs ("talks between A and B").
    private enum Arguments {
        case sides(doers: [ActorID], others: [ActorID])
        case pairs(Pairs)
    }

    private func strictArguments(
        of frame: PredicateFrame, at place: Int, _ tree: SentenceTree, _ arguments: PredicateArguments
    ) -> Arguments {
        switch frame.form {
        case .verbs: .sides(doers: arguments.subjects(place), others: verbTargets(frame, place, arguments))
        case .adjectives:
            .sides(doers: arguments.described(place), others: verbTargets(frame, place, arguments))
        case .nouns: nounArguments(frame, place, tree, arguments)
        case .roles: roleArguments(frame, place, tree, arguments)
        case .attached:
            .sides(doers: attachedSource(place, tree), others: attachedTargets(frame, place, tree, arguments))
        }
    }

    /// Pairs with how well they are supported: sides that their own places leave empty are looked for nearby.
    private func linked(
        _ frame: PredicateFrame, _ place: Int, _ found: Arguments, _ nearby: NearbyArguments,
        scene: ActorID?, _ fits: (ActorID, Set<String>) -> Bool
    ) -> (pairs: Pairs, score: Double) {
        switch found {
        case .pairs(let pairs): return (pairs, 1)
        case .sides(let doers, let others):
            // "Germany and Italy told their citizens": each its own.
            if doers.count > 1, Set(doers) == Set(others), !isReciprocal(nearby.arguments.tree) { return ([], 0) }
            let strict = joined(frame, doers, others)
            if !strict.isEmpty { return (strict, 1) }
            guard frame.form != .attached, frame.form != .roles, !frame.isStrict, frame.via.isEmpty else {
                return ([], 0)
            }
            let (doerKinds, otherKinds) =
                frame.isReversed ? (frame.targetKinds, frame.sourceKinds) : (frame.sourceKinds, frame.targetKinds)
            var score = 1.0
            var (sources, targets) = (doers, others)
            if targets.isEmpty {
                if frame.hasImpliedPlace, let scene, fits(scene, otherKinds) {
                    targets = [scene]
                    score *= 0.65
                } else if let near = nearby.targets(
                    of: place, frame: frame, excluding: Set(sources), fits: { fits($0, otherKinds) })
                {
                    targets = near.actors
                    score *= near.score
                } else {
                    return ([], 0)
                }
            }
            if sources.isEmpty {
                // "a militia founded by men who …": the doer is said, and nobody known.
                guard !nearby.arguments.hasAgent(place),
                    !nearby.arguments.isAnothers(place, isShared: isShared(frame))
                else { return ([], 0) }
                guard
                    let near = nearby.sources(
                        of: place, excluding: Set(targets), fits: { fits($0, doerKinds) })
                else { return ([], 0) }
                sources = near.actors
                score *= near.score
            }
            return (joined(frame, sources, targets), score)
        }
    }

    /// "accused each other", "one another"
    private func isReciprocal(_ tree: SentenceTree) -> Bool {
        zip(tree.lemmas, tree.lemmas.dropFirst()).contains { ["each other", "one another"].contains("\($0) \($1)") }
    }

    /// Whether several have together what a frame says, or one becomes part of another.
    private func isShared(_ frame: PredicateFrame) -> Bool {
        ontology.relationKind(frame.kind).map { $0.isSymmetric || $0.polarity == .structural } ?? false
    }

    /// What was so until a time is not so.
    private func status(
        of place: Int, frame: PredicateFrame, isStructural: Bool, by circumstances: StatementCircumstances
    ) -> Status {
        let status = circumstances.status(of: place, frame: frame, isStructural: isStructural)
        return status == .asserted && circumstances.isOver(place, kind: frame.kind) ? .denied : status
    }

    private func verbTargets(_ frame: PredicateFrame, _ verb: Int, _ arguments: PredicateArguments) -> [ActorID] {
        let tree = arguments.tree
        if tree.mention(at: verb)?.role == .name {
            return Set(frame.target).isDisjoint(with: tree.prepositions(verb)) ? [] : arguments.actors(verb)
        }
        var targets: [ActorID] = []
        for place in frame.target {
            let isFallback = place.hasPrefix(Self.fallback)
            if isFallback, !targets.isEmpty { break }
            let place = isFallback ? String(place.dropFirst(Self.fallback.count)) : place
            let found =
                switch place {
                case "obj": (frame.kind == "accuses" ? arguments.blamed(by: verb) : nil) ?? arguments.objects(verb)
                case "clause": arguments.objectsOfClauses(verb)
                case "clauseSubject": arguments.subjectsOfClauses(verb)
                default:
                    arguments.behind([place], of: verb, via: frame.via)
                        + behindComplement(frame, place, verb, arguments)
                        // "bombed a market in Nyala"
                        + (isFallback
                            ? tree.children(verb, ["obj"]).flatMap { arguments.behind([place], of: $0) } : [])
                }
            for id in found where !targets.contains(id) { targets.append(id) }
        }
        return targets
    }

    /// Marks places that count only where those before them are empty.
    private static let fallback = "else "

    /// "opened its border to", "launched strikes on": what stands behind the verb's complement.
    private func behindComplement(
        _ frame: PredicateFrame, _ preposition: String, _ verb: Int, _ arguments: PredicateArguments
    ) -> [ActorID] {
        guard !frame.complements.isEmpty else { return [] }
        return arguments.tree.children(verb, ["obj", "obl", "xcomp", "nsubj"]).filter {
            frame.complements.contains(arguments.tree.lemmas[$0])
        }
        .flatMap { preposition == "poss" ? arguments.owners($0) : arguments.behind([preposition], of: $0) }
    }

    private func nounArguments(
        _ frame: PredicateFrame, _ noun: Int, _ tree: SentenceTree, _ arguments: PredicateArguments
    ) -> Arguments {
        var targets: [ActorID] = []
        var between: [ActorID] = []
        for place in frame.target {
            let isFallback = place.hasPrefix(Self.fallback)
            if isFallback, !targets.isEmpty { break }
            let place = isFallback ? String(place.dropFirst(Self.fallback.count)) : place
            if place == "between" {
                between += arguments.between(noun)
                continue
            }
            var found =
                switch place {
                case "poss": arguments.owners(noun)
                case "clause": arguments.objectsOfClauses(noun)
                case "clauseSubject": arguments.subjectsOfClauses(noun)
                case "subject": arguments.clauseSubjects(of: noun)
                default: arguments.behind([place], of: noun, via: frame.via)
                }
            if found.isEmpty, !["of", "poss", "clause", "clauseSubject", "subject"].contains(place),
                let verb = tree.head(noun), tree.isVerb(verb),
                ["obj", "nsubj", "nsubj:pass"].contains(tree.tokens[noun].relation)
            {
                found = arguments.behind([place], of: verb)
            }
            // "a threat from Boko Haram against Chad": hung on the doer.
            if found.isEmpty, !["of", "poss", "clause", "clauseSubject", "subject"].contains(place) {
                found = arguments.behindDoer([place], of: noun)
            }
            for id in found where !targets.contains(id) { targets.append(id) }
        }
        if between.count > 1 { return .pairs(crossed(between)) }
        if frame.target == ["subject"] {
            // "is under Israeli control", "with the help of France", "at India's urging"
            guard !tree.prepositions(noun).isEmpty else { return .sides(doers: [], others: []) }
            return .sides(doers: arguments.owners(noun), others: targets)
        }
        let agents = arguments.agentsOfNoun(
            noun, behind: frame.doers, isShared: isShared(frame))
        // "the American withdrawal from the country": what a description stands for gives way to a name.
        if !agents.isEmpty, agents.allSatisfy(targets.contains), frame.target != ["of"] {
            return .sides(doers: agents, others: targets.filter { !agents.contains($0) })
        }
        return .sides(doers: agents.filter { !targets.contains($0) }, others: targets)
    }

    private func roleArguments(
        _ frame: PredicateFrame, _ noun: Int, _ tree: SentenceTree, _ arguments: PredicateArguments
    ) -> Arguments {
        let bearers = arguments.bearers(noun)
        var targets: [ActorID] = []
        for place in frame.target {
            let found = place == "poss" ? arguments.owners(noun) : arguments.behind([place], of: noun)
            for id in found where !targets.contains(id) && !bearers.contains(id) { targets.append(id) }
        }
        return .sides(doers: bearers, others: targets)
    }

    private func attachedSource(_ place: Int, _ tree: SentenceTree) -> [ActorID] {
        tree.mention(at: place).map { [$0.actor] } ?? []
    }

    private func attachedTargets(
        _ frame: PredicateFrame, _ place: Int, _ tree: SentenceTree, _ arguments: PredicateArguments
    ) -> [ActorID] {
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
        return targets
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
