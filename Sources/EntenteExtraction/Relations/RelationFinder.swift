import EntenteModel
import EntenteText

/// Turns the mentions of a document into statements, by predicate frames over the trees of its sentences.
struct RelationFinder: Sendable {
    let matcher: PredicateMatcher
    let lexicon: Lexicon
    let ontology: Ontology
    /// Reads what no frame spells out, and doubts what frames found by guesswork; nil where frames are to stand alone.
    var classifier: PairClassifier?
    /// Places of the shipped gazetteers that lie in no single state; of a user's own that is not known.
    var knownRegions: Set<ActorID> = []
    /// Ranks what pronouns and descriptions stand for; nil where the rules are to stand alone.
    var antecedents: AntecedentModel?

    /// Who leads what and what lies where is mostly said in plain words, which frames read: the classifier has to be surer of it.
    private static let leastStructural = 0.4

    /// Kinds that frames find better than the classifier does: what it doubts of others is mostly wrong, though the words stand in
    /// their own places.
    private static let trusted: Set<String> = ["signsAgreementWith", "hasTiesWith", "alliedWith"]

    /// A sentence states one relation of two actors, as a rule: what it may state besides has to score so much more, in units of
    /// 1/64.
    private static let second: Int32 = 30

    /// How far below its threshold the classifier may score what a frame has found by looking around, in units of 1/64.
    private static let doubt: Int32 = 160

    /// How sure a guess is at the least that is known to hold apart from the text: of those the classifier alone would not have made,
    /// 61 of 70 were right or could be seen so.
    private static let sureOfKnown = 0.75

    /// What a document states.
    ///
    /// - Parameters:
    ///   - sentences: The sentences of the document, parsed.
    ///   - found: The mentions of each sentence, with the actors behind them and the offices that the mentions name.
    func findings(in document: Document, sentences: [Sentence], found: MentionFinder.Result) -> [Finding] {
        let trees = trees(of: sentences, found)
        let finder = referenceFinder(found, year: document.date?.year)
        var references = finder.find(in: trees)
        let speakers = QuotedSpeakers(lexicon: lexicon, references: references).speakers(
            in: trees, sentences: sentences, document: document)
        finder.readSpeakers(speakers, in: trees, &references)
        let interview = InterviewSpeaker(
            document, sentences: sentences, trees: trees, found: found, lexicon: lexicon)
        let answers = trees.indices.map { number in
            interview.flatMap { $0.isAnswer[number] && speakers[number] == nil ? $0.person : nil }
        }
        finder.readSpeakers(answers, for: interview?.side, in: trees, &references)
        let scene = Self.scene(of: found)
        let facts = KnownFacts(
            landBorders: lexicon.landBorders, memberships: lexicon.memberships, countries: found.countries,
            sites: found.sites, regions: found.regions.intersection(knownRegions), leaders: found.leaders,
            states: found.states, actors: found.actors)
        let denials = Denials(lexicon: lexicon, references: references, actors: found.actors)
        var findings: [Finding] = []
        var before: [Finding] = []
        for (number, tree) in trees.enumerated() {
            var gathered = SentenceFindings(
                document: document, sentence: sentences[number], tree: tree, ontology: ontology)
            for tie in found.ties where tie.sentence == number {
                gathered.add(
                    tie.person, tie.relation, tie.organization, .asserted,
                    confidence: tie.isGuess ? Self.sureOfGuess : Self.sureOfTie, speaker: nil)
            }
            for tie in found.ties where tie.sentence == number && tie.relation == "leads" {
                gathered.offices[tie.person] = tie.organization
            }
            gathered.quotedSpeaker = speakers[number]
            gathered.answering = answers[number]
            gathered.held = Set(found.ties.filter { $0.relation == "leads" }.map { [$0.person, $0.organization] })
            gathered.tied = Set(found.ties.map { [$0.person, $0.organization] })
            let matches = matcher.matches(
                in: tree, references: references, actors: found.actors, regions: found.regions, borders: found.borders,
                seats: found.seats, scene: scene)
            if let classifier {
                add(
                    matches, and: classifier, to: &gathered, tree: tree, references: references, facts: facts)
            } else {
                for match in matches {
                    gathered.add(match) { facts.liesElsewhere($0, $1, $2) ? nil : $3 }
                }
            }
            let said = gathered.findings
            for denial in denials.denials(in: tree) {
                let reported = denial.isOfOwnSentence ? gathered.findings(before: denial.place) : before
                for finding in reported {
                    guard let kind = ontology.relationKind(finding.kind) else { continue }
                    for speaker in denial.speakers where denials.denies(speaker, finding, kind: kind) {
                        gathered.deny(finding, speaker: speaker)
                    }
                }
            }
            before = said.isEmpty && tree.mentions.isEmpty ? before : said
            findings += gathered.findings
        }
        // A general who is chief of an army is its head and not one of its officials besides.
        let heads = Set(
            findings.filter { $0.kind == "leads" && $0.statement.status == .asserted }.map { [$0.source, $0.target] })
        return findings.filter { $0.kind != "officialOf" || !heads.contains([$0.source, $0.target]) }
    }

    private func trees(of sentences: [Sentence], _ found: MentionFinder.Result) -> [SentenceTree] {
        zip(sentences, found.mentions).map {
            SentenceTree(sentence: $0, mentions: $1, verbForms: matcher.verbForms, nounForms: matcher.nounForms)
        }
    }

    /// - Parameter year: When the document was written.
    private func referenceFinder(_ found: MentionFinder.Result, year: Int?) -> ReferenceFinder {
        var leaders: [ActorID: ActorID] = [:]
        for tie in found.ties where tie.relation == "leads" && leaders[tie.organization] == nil {
            leaders[tie.organization] = tie.person
        }
        // "the Tunisian president" of a text that names him without his office: who is in office when it was written, or else is
        // spoken of the most.
        let named = found.actors.values.filter { $0.mentions > 0 && lexicon.heads[$0.id] != nil }
            .sorted { ($1.mentions, $0.id) < ($0.mentions, $1.id) }
        for isInOffice in [true, false] {
            for actor in named {
                for term in lexicon.heads[actor.id] ?? [] where leaders[term.state] == nil {
                    let isOpen = year.map(term.years.contains) ?? (term.years.upperBound == 9999)
                    if isOpen || !isInOffice { leaders[term.state] = actor.id }
                }
            }
        }
        return ReferenceFinder(lexicon: lexicon, actors: found.actors, leaders: leaders, model: antecedents)
    }

    /// What can be learned of pronouns and descriptions from a text whose mentions are annotated.
    func antecedentExamples(
        in sentences: [Sentence], found: MentionFinder.Result, marks: [(range: Range<Int>, actors: Set<ActorID>)]
    ) -> [AntecedentExample] {
        referenceFinder(found, year: nil).examples(in: trees(of: sentences, found), marks: marks)
    }

    /// Adds what frames found, less the guesses that the classifier doubts, and what it finds beyond them.
    private func add(
        _ matches: [PredicateMatcher.Match], and classifier: PairClassifier, to gathered: inout SentenceFindings,
        tree: SentenceTree, references: References, facts: KnownFacts
    ) {
        let actors = facts.actors
        let occurrences = PairOccurrence.all(
            in: tree, references: references, actors: actors, lexicon: lexicon, regions: facts.regions)
        let circumstances = StatementCircumstances(
            tree: tree, lexicon: lexicon,
            arguments: PredicateArguments(tree: tree, lexicon: lexicon, references: references))
        let scene = PairScene(
            tree: tree, occurrences: occurrences, matches: matches, circumstances: circumstances)
        let asides = circumstances.asides()
        let reading = classifier.reading(of: scene, slack: Self.doubt)
        let read = reading.found.map { Self.servingState($0, actors) }
        var chances: [RelationID: Double] = [:]
        for item in read {
            guard let kind = ontology.relationKind(item.kind) else { continue }
            // Both orders of a symmetric relation are one.
            let id = RelationID(source: item.source, kind: kind, target: item.target)
            chances[id] = max(chances[id] ?? 0, item.probability)
        }
        let sureness = StatementConfidence(chances: chances, pairs: reading.pairs, occurrences: occurrences)
        for match in matches {
            gathered.add(match) { source, kind, target, confidence in
                guard !facts.liesElsewhere(source, kind, target) else { return nil }
                guard match.linking == 1 || !facts.contradicts(source, kind, target, status: match.status) else {
                    return nil
                }
                guard classifier.knows(kind), let stated = ontology.relationKind(kind),
                    let word = ontology.relationKind(match.frame.kind)
                else { return confidence }
                let id = RelationID(source: source, kind: stated, target: target)
                let other = RelationID(source: source, kind: word, target: target)
                guard sureness.covers(id) else { return confidence }
                guard
                    match.linking == 1 && (match.frame.isOfUser || Self.trusted.contains(kind)) || sureness.supports(id)
                        || sureness.supports(other)
                else { return nil }
                return sureness.ofFrame(confidence, id, word: other)
            }
        }
        // What frames found stands with its own status: "does not recognise" is a refusal, no recognition denied.
        var framed: Set<RelationID> = []
        for match in matches where match.linking == 1 {
            guard let kind = ontology.relationKind(match.frame.kind) else { continue }
            for pair in match.pairs { framed.insert(RelationID(source: pair.source, kind: kind, target: pair.target)) }
        }
        var best: [ActorPair: Double] = [:]
        let supported = facts.supported(read)
        let counted = zip(read, supported).filter { $0.margin >= 0 || $1 }
        // What is only borne out gives way to what the text says by itself.
        for (item, _) in counted {
            let ends = ActorPair(item.source, item.target)
            best[ends] = max(best[ends] ?? 0, Self.rank(item))
        }
        // Nobody heads three at once: "troops of Chad, Niger and Benin; their commander, N. N.".
        var heads: [ActorID: Int] = [:]
        for (item, _) in counted where item.kind == "leads" { heads[item.source, default: 0] += 1 }
        let connected = framed.map { ActorPair($0.source, $0.target) }
        for (item, isSupported) in counted {
            let ends = ActorPair(item.source, item.target)
            let isFirst = Self.rank(item) == best[ends] && !connected.contains(ends)
            guard isFirst || item.margin >= Self.second,
                !matcher.isHouseDivided(item.kind, item.source, item.target, actors),
                !matcher.servesAnother(item.source, item.kind, item.target, actors),
                item.kind != "leads" || (heads[item.source] ?? 0) < 3,
                let kind = ontology.relationKind(item.kind),
                kind.polarity != .structural || isSupported || item.probability >= Self.leastStructural,
                !framed.contains(RelationID(source: item.source, kind: kind, target: item.target)),
                // Who heads a state is no enemy of it.
                kind.polarity != .hostile
                    || !gathered.held.contains([item.source, item.target])
                        && !gathered.held.contains([item.target, item.source])
            else { continue }
            // What lies where and links what is given, however much is still planned; so is a membership that is known.
            let isGiven =
                item.status == .possible
                && (Self.given.contains(item.kind) || item.kind == "memberOf" && isSupported)
            let isOver =
                item.status == .asserted && circumstances.isOver(item.place, kind: item.kind)
            let status = isGiven ? .asserted : isOver ? .denied : item.status
            guard !facts.contradicts(item.source, item.kind, item.target, status: status) else { continue }
            let ofText = sureness.ofClassifier(RelationID(source: item.source, kind: kind, target: item.target))
            let confidence = isSupported ? max(ofText, Self.sureOfKnown) : ofText
            gathered.add(
                item, status, confidence: confidence * Self.certainty(of: status),
                speakers: Self.isMentionedInPassing(item.kind)
                    ? nil : circumstances.speakers(of: item, among: asides),
                offices: Self.offices)
        }
    }

    private static func rank(_ item: PairClassifier.Found) -> Double { item.probability + (item.margin >= 0 ? 1 : 0) }

    /// Offices that names say by themselves, and those whose state only the text around tells.
    private static let (sureOfTie, sureOfGuess) = (0.85, 0.65)

    /// What counts of a statement's confidence by its status.
    static func certainty(of status: Status) -> Double { status == .possible ? 0.85 : 1 }

    private static let given: Set<String> = ["locatedIn", "borders", "connects"]

    /// Titles and places stand beside what is said: "said Hassan, an analyst at X".
    static func isMentionedInPassing(_ kind: String) -> Bool { offices.contains(kind) || placed.contains(kind) }

    private static let placed: Set<String> = ["locatedIn", "borders", "partOf", "founded"]

    /// Ties of persons of which one excludes the others.
    private static let offices: Set<String> = ["leads", "officialOf", "affiliatedWith"]

    /// Who serves a president serves his state.
    private static func servingState(
        _ item: PairClassifier.Found, _ actors: [ActorID: Actor]
    ) -> PairClassifier.Found {
        guard ["leads", "officialOf"].contains(item.kind), actors[item.source]?.kind == "person",
            let served = actors[item.target], served.kind == "person", let state = served.principal,
            state != item.source
        else { return item }
        var item = item
        (item.kind, item.target) = ("officialOf", state)
        return item
    }

    /// The state that is named most often, if it leads by far: where what happens without a place happens.
    private static func scene(of found: MentionFinder.Result) -> ActorID? {
        let states = found.actors.values.filter { $0.kind == "state" && $0.mentions > 1 }
            .sorted { ($0.mentions, $1.id) > ($1.mentions, $0.id) }
        guard let first = states.first, first.mentions * 3 >= (states.dropFirst().first?.mentions ?? 0) * 4 else {
            return nil
        }
        return first.id
    }
}
