import EntenteModel
import EntenteText

/// The state of reading one document from its first sentence to its last.
struct MentionPass {
    let finder: MentionFinder
    let document: Document
    var result = MentionFinder.Result()
    /// Persons by folded surname; nil where two share it.
    var surnames: [String: ActorID?] = [:]
    /// All who were named by a surname, in the order of the text.
    var bearers: [String: [ActorID]] = [:]
    /// Persons with the words of their names, by the first and by the last of these.
    var personNames: [String: [(person: ActorID, words: [String])]] = [:]
    /// The sentence in which a person was named last.
    var lastNamed: [ActorID: Int] = [:]
    /// Persons by the first word of their full names; nil where two share it.
    var firstWords: [String: ActorID?] = [:]
    /// Kings, popes and princes by the first name that they go by.
    var throned: [String: ActorID] = [:]
    /// Ships by their bare names.
    var vessels: [String: ActorID] = [:]
    /// States of the last few sentences.
    var statesNearby: [StateNearby] = []
    var pendingOffices: [PendingOffice] = []
    /// The last body of each label, with its sentence: "the ministry of foreign affairs" without a state is that one again.
    var lastBodies: [String: (actor: ActorID, sentence: Int)] = [:]

    /// Parties and bodies by a name that other countries may have as well, and those that the text also names otherwise.
    var genericallyNamed: [ActorID: (name: String, nearby: [ActorID: Double])] = [:]
    var properlyNamed: Set<ActorID> = []

    /// Short names that the document gives, as they are written.
    var acronyms: [String: Acronym] = [:]
    /// Those of each actor.
    var shortNames: [ActorID: [String]] = [:]

    /// Unseen names that a first reading found, by their first words.
    var documentNames: [String: [DocumentName]] = [:]
    /// The states among them by what their nationalities begin with.
    let stateStems: [String: DocumentName]
    /// What the document says of unseen names so far.
    var nameSigns: [String: NameSign] = [:]
    /// How surely the language model takes an unseen name for a place.
    var guesses: [ActorID: Double] = [:]
    /// The offices and bodies that the text gives to an unseen state.
    var statesSigns: [String: Set<String>] = [:]
    /// Who was named last with a noun that can stand for the whole name: "the Front".
    var headNouns: [String: ActorID] = [:]

    init(finder: MentionFinder, document: Document, documentNames: [String: [DocumentName]] = [:]) {
        self.finder = finder
        self.document = document
        self.documentNames = documentNames
        stateStems = Self.stateStems(documentNames)
    }

    var lexicon: Lexicon { finder.lexicon }

    /// A stretch of words that refers to an actor, before it is final.
    struct Span {
        var words: Range<Int>
        var actor: ActorID
        var usage: Gazetteer.Usage
        var isBody = false
        /// Whether the words name only whose body it is, the body itself stands behind another ("French and Malian troops").
        var isShared = false
        /// The words that name the actor, where the rest only says what it is ("mujahideen insurgents").
        var called: Range<Int>?
        /// A capital that is only where something takes place.
        var isSetting = false
        /// The state whose capital it is.
        var seatOf: ActorID?
        /// The place of the same name where a capital stands for its state.
        var capital: ActorID?
    }

    mutating func read(_ sentence: Sentence) {
        guard let quote = document.text.slice(sentence.range) else { return }
        let words = NameWords.words(of: quote, sentence: sentence)
        var spans = withAcronyms(knownNames(words), words)
        spans = withDocumentNames(spans, words, sentence)
        spans = withHeadNouns(spans, words)
        spans = withStateHeadedNames(spans, words, sentence)
        if documentNames.isEmpty { noteUnseenStates(spans, words, sentence) }
        spans = withBodies(spans, words)
        spans = withBodiesOf(spans, words)
        noteStates(spans, words, sentence)
        spans = withPeoples(spans, words)
        spans = withBorders(spans, words, sentence: result.mentions.count)
        spans = withPairedCrossings(spans, words)
        spans = withListedCrossings(spans, words)
        spans = withBareBodies(spans, words)
        spans = withFighters(spans, words)
        spans = withHeadedNames(spans, words)
        spans = withVessels(spans, words)
        spans = withPrefixedNames(spans, words)
        spans = withTypedNames(spans, words)
        spans = withCalledNames(spans, words)
        spans = withDescribedNames(spans, words)
        connectNamedStates(spans, words, sentence: result.mentions.count)
        spans = withPersons(spans, words, sentence)
        spans = withoutForeignBodies(spans, words)
        spans = withPossessedPlaces(spans, words)
        spans = withGuessedNames(spans, words, sentence)
        spans = withSites(spans, words)
        spans = withDefinedAcronyms(spans, words)
        locatePlaces(spans, words)
        if documentNames.isEmpty { noteDocumentNames(spans, words) }
        noteHeadNouns(spans, words)
        var mentions: [Mention] = []
        var end = 0
        // No two mentions share a word, whatever the rules above made of it.
        for span in spans where span.words.lowerBound >= end {
            end = span.words.upperBound
            let range =
                words[span.words.lowerBound].range.lowerBound..<words[span.words.upperBound - 1].range.upperBound
            let role: Mention.Role = span.usage == .adjective && !span.isBody ? .qualifier : .name
            let isPeople = span.usage == .people
            if isPeople, finder.gazetteer[span.actor]?.kind != "state" { continue }
            if span.isSetting {
                if result.actors[span.actor] == nil { result.settings.insert(span.actor) }
            } else {
                result.settings.remove(span.actor)
            }
            noteGeneric(span, words)
            if let capital = span.capital { result.spokenCapitals.insert(capital) }
            if let state = span.seatOf {
                result.seats[span.actor] = state
                if result.actors[state] == nil {
                    requirePrincipal(state)
                    result.settings.insert(state)
                }
            }
            note(
                span.actor, surface: span.isShared ? "" : spelled(words[span.called ?? span.words]),
                isName: span.isBody && span.called == nil)
            if lexicon.isCue(span.actor.rawValue, "backdrop") { result.backdrops.insert(span.actor) }
            mentions.append(Mention(range: range, actor: span.actor, role: role, isPeople: isPeople))
        }
        result.mentions.append(mentions)
    }

    mutating func finished() -> MentionFinder.Result {
        settleOffices()
        settleGenericNames()
        for (actor, names) in shortNames { result.actors[actor]?.addAliases(names) }
        return result
    }

    func surface(_ range: Range<Int>) -> String {
        (document.quote(range) ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// A name as the text means it: with words whole that scraping cut apart.
    func spelled(_ words: ArraySlice<NameWord>) -> String {
        guard let first = words.first, let last = words.last else { return "" }
        guard words.contains(where: { $0.spelling != nil }) else {
            return surface(first.range.lowerBound..<last.range.upperBound)
        }
        return words.map { $0.spelling ?? surface($0.range) }.joined(separator: " ")
    }

    /// Counts a mention; what the text calls the actor becomes an alias, a nationality does not.
    ///
    /// - Parameter isName: Whether the text's words are a name of the actor even if the gazetteer has another.
    mutating func note(_ id: ActorID, surface: String, isName: Bool = false) {
        if var actor = result.actors[id] {
            actor.mentions += 1
            if isName || isAlias(surface, of: id) { actor.addAliases([surface]) }
            result.actors[id] = actor
        } else if let entry = finder.gazetteer[id] {
            if let principal = entry.principal { requirePrincipal(principal) }
            if entry.kind == "place", entry.country == nil { result.regions.insert(id) }
            if let country = entry.country {
                switch entry.kind {
                case "place": result.countries[id] = country
                case "facility", "militaryBase": result.sites[id] = country
                case "state" where finder.states[country] == id: result.states.insert(id)
                default: break
                }
            }
            result.actors[id] = Actor(
                id: id, name: entry.name, kind: entry.kind,
                aliases: (isName || isAlias(surface, of: id)) && surface != entry.name ? [surface] : [],
                country: entry.kind == "state" ? entry.country : nil, principal: entry.principal,
                documents: [document.id], mentions: 1)
        }
    }

    func isAlias(_ surface: String, of id: ActorID) -> Bool {
        guard let entry = finder.gazetteer[id] else { return !surface.isEmpty }
        let folded = NameWords.folded(surface).map(\.folded)
        let name = NameWords.folded(entry.name).map(\.folded)
        // "Syunik province".
        if entry.kind == "place", folded.count > name.count, folded.starts(with: name) { return true }
        return (entry.aliases + entry.seats).contains { NameWords.folded($0).map(\.folded) == folded }
    }
}
