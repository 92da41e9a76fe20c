import EntenteModel
import EntenteText
import Foundation

/// Finds the mentions of actors in a document: known names, bodies of known states, and persons introduced by an office.
///
/// It works on names as written and needs no tags. What it reads off the text besides the mentions (who holds which office
/// of whom) comes as ties, since the same words say both.
struct MentionFinder: Sendable {
    let gazetteer: Gazetteer
    let index: NameIndex
    let lexicon: Lexicon
    /// Guesses what an unseen name stands for; nil where no language model is at hand.
    let typeName: (@Sendable (Range<Int>, Sentence) -> NameTyping)?

    /// Mentions of one document, sentence by sentence, with the actors behind them.
    struct Result {
        var actors: [ActorID: Actor] = [:]
        /// One list a sentence, ascending and disjoint.
        var mentions: [[Mention]] = []
        var ties: [Tie] = []
    }

    /// A person's office: "Tajik President Emomali Rahmon" says that he leads Tajikistan.
    struct Tie {
        let person: ActorID
        let relation: String
        let organization: ActorID
        let sentence: Int
    }

    func find(in document: Document, sentences: [Sentence]) -> Result {
        var pass = MentionPass(finder: self, document: document)
        for sentence in sentences { pass.read(sentence) }
        return pass.finished()
    }
}

/// The state of reading one document from its first sentence to its last.
private struct MentionPass {
    let finder: MentionFinder
    let document: Document
    var result = MentionFinder.Result()
    /// Persons by folded surname; nil where two share it.
    var surnames: [String: ActorID?] = [:]

    init(finder: MentionFinder, document: Document) {
        self.finder = finder
        self.document = document
    }

    private var lexicon: Lexicon { finder.lexicon }

    /// A stretch of words that refers to an actor, before it is final.
    private struct Span {
        var words: Range<Int>
        var actor: ActorID
        var usage: Gazetteer.Usage
        var isBody = false
    }

    mutating func read(_ sentence: Sentence) {
        guard let quote = document.text.slice(sentence.range) else { return }
        let words = NameWords.words(of: quote, sentence: sentence)
        var spans = knownNames(words)
        spans = withBodies(spans, words)
        spans = withBodiesOf(spans, words)
        spans = withTypedNames(spans, words)
        connectNamedStates(spans, words, sentence: result.mentions.count)
        spans = withPersons(spans, words, sentence: result.mentions.count)
        spans = withGuessedNames(spans, words, sentence)
        var mentions: [Mention] = []
        for span in spans {
            let range =
                words[span.words.lowerBound].range.lowerBound..<words[span.words.upperBound - 1].range.upperBound
            let role: Mention.Role = span.usage == .adjective && !span.isBody ? .qualifier : .name
            if span.usage == .people { continue }
            note(span.actor, surface: spelled(words[span.words]))
            mentions.append(Mention(range: range, actor: span.actor, role: role))
        }
        result.mentions.append(mentions)
    }

    func finished() -> MentionFinder.Result { result }

    private func surface(_ range: Range<Int>) -> String {
        (document.quote(range) ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// A name as the text means it: with words whole that scraping cut apart.
    private func spelled(_ words: ArraySlice<NameWord>) -> String {
        guard let first = words.first, let last = words.last else { return "" }
        guard words.contains(where: { $0.spelling != nil }) else {
            return surface(first.range.lowerBound..<last.range.upperBound)
        }
        return words.map { $0.spelling ?? surface($0.range) }.joined(separator: " ")
    }

    /// Counts a mention; what the text calls the actor becomes an alias, a nationality does not.
    private mutating func note(_ id: ActorID, surface: String) {
        if var actor = result.actors[id] {
            actor.mentions += 1
            if isAlias(surface, of: id) { actor.addAliases([surface]) }
            result.actors[id] = actor
        } else if let entry = finder.gazetteer[id] {
            if let principal = entry.principal { requirePrincipal(principal) }
            result.actors[id] = Actor(
                id: id, name: entry.name, kind: entry.kind,
                aliases: isAlias(surface, of: id) && surface != entry.name ? [surface] : [],
                country: entry.kind == "state" ? entry.country : nil, principal: entry.principal,
                documents: [document.id], mentions: 1)
        }
    }

    private func isAlias(_ surface: String, of id: ActorID) -> Bool {
        guard let entry = finder.gazetteer[id] else { return !surface.isEmpty }
        let folded = NameWords.folded(surface).map(\.folded)
        return (entry.aliases + entry.seats).contains { NameWords.folded($0).map(\.folded) == folded }
    }

    // MARK: Known names

    private func knownNames(_ words: [NameWord]) -> [Span] {
        finder.index.matches(in: words).compactMap { match in
            let name = match.name
            if name.isAmbiguous, isPartOfLongerName(match.words, words) { return nil }
            if isCutWord(match.words, words) { return nil }
            guard name.usage == .seat else {
                return Span(words: match.words, actor: name.id, usage: name.usage)
            }
            let place = finder.index.alternatives(to: match, in: words).first { $0.name.usage == .name }
            if let place, standsForPlace(match.words, words) {
                return Span(words: match.words, actor: place.name.id, usage: .name)
            }
            return Span(words: match.words, actor: name.id, usage: .seat)
        }
    }

    /// "Mali-nowski", "Taji-kistan": a hyphen and small letters behind a name make it part of another word, unless they are one
    /// of the endings that names take ("Moscow-led").
    private func isCutWord(_ range: Range<Int>, _ words: [NameWord]) -> Bool {
        let last = range.upperBound - 1
        // "post-Soviet", "anti-American" speak of something else.
        if range.lowerBound > 0, words[range.lowerBound - 1].gap == .hyphen,
            lexicon.isCue(words[range.lowerBound - 1].folded, "hyphenHead")
        {
            return true
        }
        guard words[last].gap == .hyphen, last + 1 < words.count else { return false }
        let next = words[last + 1]
        return next.capitals == .none && !lexicon.isCue(next.folded, "hyphenTail") && Int(next.folded) == nil
    }

    /// "in Moscow", "Moscow's streets" … : a preposition of place before the name makes it a place.
    private func standsForPlace(_ range: Range<Int>, _ words: [NameWord]) -> Bool {
        guard range.lowerBound > 0 else { return false }
        let before = words[range.lowerBound - 1]
        return before.gap == .space && lexicon.isCue(before.folded, "locative") && before.capitals != .all
    }

    /// "Chad Smith", "Michael Jordan": a capitalised word beside an ambiguous name makes it part of another name.
    private func isPartOfLongerName(_ range: Range<Int>, _ words: [NameWord]) -> Bool {
        func isNamePart(_ place: Int) -> Bool {
            guard words.indices.contains(place) else { return false }
            let word = words[place]
            return word.capitals != .none && word.folded.count > 1 && Int(word.folded) == nil
                && !lexicon.isCue(word.folded, "organizationWord") && lexicon.titles[word.folded] == nil
        }
        let (first, last) = (range.lowerBound, range.upperBound - 1)
        if words[last].gap == .space, isNamePart(last + 1) { return true }
        // The first word of a sentence is capitalised whatever it is.
        return first > 1 && words[first - 1].gap == .space && isNamePart(first - 1)
            && lexicon.givenNames.contains(words[first - 1].folded)
    }

    // MARK: Bodies of states

    /// Joins a state's name or nationality with the body that follows: "Uzbek Foreign Ministry", "Russia's army".
    private mutating func withBodies(_ spans: [Span], _ words: [NameWord]) -> [Span] {
        var result: [Span] = []
        for (place, span) in spans.enumerated() {
            let limit = place + 1 < spans.count ? spans[place + 1].words.lowerBound : words.count
            guard span.usage != .people, let (body, end) = body(after: span, words, limit: limit),
                takes(body, finder.gazetteer[span.actor]?.kind)
            else {
                if span.words.lowerBound >= result.last?.words.upperBound ?? 0 { result.append(span) }
                continue
            }
            let actor = body.kind.map { kind in define(body, kind: kind, of: span.actor) } ?? span.actor
            result.append(
                Span(words: span.words.lowerBound..<end, actor: actor, usage: .name, isBody: true))
        }
        return result
    }

    /// States have ministries and armies; groups and organizations only what stands for themselves ("Taliban fighters").
    private func takes(_ body: Lexicon.Body, _ kind: String?) -> Bool {
        switch kind {
        case "state": body.label != "Group"
        case "militantGroup", "alliance", "internationalOrganization", "politicalParty":
            body.kind == nil && body.label == "Group" || body.label == "State"
        default: false
        }
    }

    private func body(after span: Span, _ words: [NameWord], limit: Int) -> (Lexicon.Body, end: Int)? {
        let last = span.words.upperBound - 1
        // "Taliban fighters" and "US troops" need no adjective of their own.
        let isQualifier =
            span.usage == .adjective || words[last].capitals == .all || finder.gazetteer[span.actor]?.kind != "state"
        guard isQualifier ? [.space, .possessive].contains(words[last].gap) : words[last].gap == .possessive else {
            return nil
        }
        var start = span.words.upperBound
        // The possessive "s" is a word of its own here.
        if words[last].gap == .possessive, start < words.count, words[start].folded == "s" { start += 1 }
        // At most one qualifier between: "Russian special forces", "Tajik border guards".
        for skipped in 0...1 where start + skipped < limit {
            let first = start + skipped
            for body in lexicon.bodies[words[first].folded] ?? [] {
                let end = first + body.words.count
                guard end <= limit, zip(body.words, words[first..<end]).allSatisfy({ $0 == $1.folded }),
                    words[first..<end - 1].allSatisfy({ $0.gap == .space })
                else { continue }
                return (body, end)
            }
            if words[first].gap != .space || words[first].capitals != .none { break }
        }
        return nil
    }

    /// Joins a body with the state behind it: "Ministry of Foreign Affairs of Uzbekistan", "armed forces of Chad".
    private mutating func withBodiesOf(_ spans: [Span], _ words: [NameWord]) -> [Span] {
        var joined: [Span] = []
        // Names inside the phrase of a body ("Ministry of Foreign Affairs") are part of it.
        let spans = spans.filter { span in !isInsideBody(span.words, words) }
        for place in words.indices where !(joined.last?.words.contains(place) ?? false) {
            for body in lexicon.bodies[words[place].folded] ?? [] where body.kind != nil {
                let end = place + body.words.count
                guard end < words.count, zip(body.words, words[place..<end]).allSatisfy({ $0 == $1.folded }),
                    words[place..<end].allSatisfy({ $0.gap == .space }), words[end].folded == "of"
                else { continue }
                let state = spans.first {
                    $0.words.lowerBound > end && $0.words.lowerBound <= end + 4
                        && finder.gazetteer[$0.actor]?.kind == "state" && $0.usage == .name && !$0.isBody
                }
                guard let state, let kind = body.kind,
                    words[end + 1..<state.words.lowerBound].allSatisfy({
                        ["the", "republic", "of", "state"].contains($0.folded)
                    })
                else { continue }
                joined.append(
                    Span(
                        words: place..<state.words.upperBound, actor: define(body, kind: kind, of: state.actor),
                        usage: .name, isBody: true))
                break
            }
        }
        let kept = spans.filter { span in !joined.contains { $0.words.overlaps(span.words) } }
        return (kept + joined).sorted { $0.words.lowerBound < $1.words.lowerBound }
    }

    private func isInsideBody(_ range: Range<Int>, _ words: [NameWord]) -> Bool {
        for start in max(0, range.lowerBound - 4)..<range.lowerBound {
            for body in lexicon.bodies[words[start].folded] ?? [] {
                let end = start + body.words.count
                if end >= range.upperBound, end <= words.count,
                    zip(body.words, words[start..<end]).allSatisfy({ $0 == $1.folded })
                {
                    return true
                }
            }
        }
        return false
    }

    /// Makes sure that the body of the state is an actor, and returns its id.
    private mutating func define(_ body: Lexicon.Body, kind: String, of state: ActorID) -> ActorID {
        let id = ActorID("\(state)-\(Slug.of(body.label))")
        let entry = finder.gazetteer[state]
        if result.actors[id] == nil {
            let adjective = entry?.adjectives.first ?? entry?.name ?? state.rawValue
            // The other names of such a body, as people would look it up.
            let aliases = (lexicon.bodyNames[body.label] ?? []).map { phrase in
                "\(adjective) "
                    + phrase.split(separator: " ").map { $0 == "of" || $0 == "the" ? String($0) : $0.capitalized }
                    .joined(separator: " ")
            }
            result.actors[id] = Actor(
                id: id, name: "\(adjective) \(body.label)", kind: kind, aliases: aliases, principal: state,
                documents: [document.id])
            requirePrincipal(state)
        }
        return id
    }

    /// A principal that the text never names on its own is still an actor: somebody acts on its behalf.
    private mutating func requirePrincipal(_ id: ActorID) {
        guard result.actors[id] == nil, let entry = finder.gazetteer[id] else { return }
        result.actors[id] = Actor(
            id: id, name: entry.name, kind: entry.kind, country: entry.kind == "state" ? entry.country : nil,
            documents: [document.id])
    }

    // MARK: Names that say what they are

    /// "Navoi region", "Friendship Bridge": capitalised words before a noun that types them.
    private mutating func withTypedNames(_ spans: [Span], _ words: [NameWord]) -> [Span] {
        var typed: [Span] = []
        var place = 1
        while place < words.count {
            guard let (noun, end) = typeNoun(words, at: place) else {
                place += 1
                continue
            }
            var start = place
            while start > 0, place - start < 4, isNameWord(words, start - 1), !covers(spans, start - 1) { start -= 1 }
            // A place that is known by the same name ("Navoi") gives way to its region; a state does not.
            if start == place, let before = spans.last(where: { $0.words.upperBound == place }),
                before.usage == .name, finder.gazetteer[before.actor]?.kind == "place",
                words[place - 1].gap == .space
            {
                start = before.words.lowerBound
            }
            if start < place, words[start..<place].contains(where: { $0.capitals != .none }) {
                let text = spelled(words[start..<end])
                let id = ActorID(Slug.of(text))
                if finder.gazetteer[id] == nil, result.actors[id] == nil {
                    result.actors[id] = Actor(id: id, name: text, kind: noun.kind, documents: [document.id])
                }
                typed.append(Span(words: start..<end, actor: id, usage: .name))
            }
            place = end
        }
        let kept = spans.filter { span in !typed.contains { $0.words.overlaps(span.words) } }
        return (kept + typed).sorted { $0.words.lowerBound < $1.words.lowerBound }
    }

    /// Unseen proper names that the language model takes for persons (two words or more) or places.
    private mutating func withGuessedNames(_ spans: [Span], _ words: [NameWord], _ sentence: Sentence) -> [Span] {
        guard let typeName = finder.typeName else { return spans }
        var guessed: [Span] = []
        var first = 0
        while first < sentence.tokens.count {
            var end = first
            while end < sentence.tokens.count, sentence.tokens[end].universalTag == "PROPN", end - first < 5 {
                end += 1
            }
            defer { first = max(end, first + 1) }
            guard end > first, let span = wordRange(of: first..<end, in: sentence, words),
                !spans.contains(where: { $0.words.overlaps(span) }),
                words[span].allSatisfy({ $0.capitals != .none || lexicon.particles.contains($0.folded) }),
                words[span.lowerBound].capitals == .first,
                words[span].allSatisfy({ !lexicon.isCue($0.folded, "organizationWord") })
            else { continue }
            let typing = typeName(first..<end, sentence)
            guard typing.lead >= 1 else { continue }
            switch typing.type {
            case .person where span.count > 1:
                guessed.append(Span(words: span, actor: introduce(words, span), usage: .name))
            case .place where isBehindPlacePreposition(span, words) && words[span].contains { $0.folded.count > 2 }:
                let text = spelled(words[span])
                let id = ActorID(Slug.of(text))
                if finder.gazetteer[id] == nil, result.actors[id] == nil {
                    result.actors[id] = Actor(id: id, name: text, kind: "place", documents: [document.id])
                }
                guessed.append(Span(words: span, actor: id, usage: .name))
            default: break
            }
        }
        return (spans + guessed).sorted { $0.words.lowerBound < $1.words.lowerBound }
    }

    /// Proper nouns, and the hyphen between two of them ("Kassym-Jomart Tokayev").
    private func continuesName(_ tokens: [Token], _ place: Int, from first: Int) -> Bool {
        if tokens[place].universalTag == "PROPN" { return true }
        return place > first && place + 1 < tokens.count && tokens[place].form == "-" && !tokens[place].spaceAfter
            && !tokens[place - 1].spaceAfter && tokens[place + 1].universalTag == "PROPN"
    }

    private func isBehindPlacePreposition(_ span: Range<Int>, _ words: [NameWord]) -> Bool {
        guard span.lowerBound > 0 else { return false }
        let before = words[span.lowerBound - 1]
        return before.gap == .space
            && (lexicon.isCue(before.folded, "locative") || ["from", "to", "of"].contains(before.folded))
    }

    /// The name words that stand on the given tokens; nil where they do not begin and end together.
    private func wordRange(of tokens: Range<Int>, in sentence: Sentence, _ words: [NameWord]) -> Range<Int>? {
        let bytes =
            sentence.tokens[tokens.lowerBound].range
            .lowerBound..<sentence.tokens[tokens.upperBound - 1].range.upperBound
        guard let start = words.firstIndex(where: { $0.range.lowerBound >= bytes.lowerBound }),
            words[start].range.lowerBound == bytes.lowerBound
        else { return nil }
        let end = words[start...].firstIndex { $0.range.upperBound > bytes.upperBound } ?? words.count
        guard end > start, words[end - 1].range.upperBound == bytes.upperBound else { return nil }
        return start..<end
    }

    /// "The Turkmenistan–Afghanistan–Pakistan–India pipeline" connects the states that its name lists.
    private mutating func connectNamedStates(_ spans: [Span], _ words: [NameWord], sentence: Int) {
        for span in spans where span.words.count > 2 {
            let kind = finder.gazetteer[span.actor]?.kind ?? result.actors[span.actor]?.kind
            guard ["pipeline", "bridge", "borderCrossing", "facility"].contains(kind ?? "") else { continue }
            let states = finder.index.matches(in: Array(words[span.words])).map(\.name)
                .filter { finder.gazetteer[$0.id]?.kind == "state" && $0.usage == .name }.map(\.id)
            guard Set(states).count > 1 else { continue }
            for state in states {
                requirePrincipal(state)
                result.ties.append(
                    MentionFinder.Tie(person: span.actor, relation: "connects", organization: state, sentence: sentence)
                )
            }
        }
    }

    private func typeNoun(_ words: [NameWord], at place: Int) -> (Lexicon.TypeNoun, end: Int)? {
        guard words[place - 1].gap == .space || words[place - 1].gap == .hyphen else { return nil }
        for noun in lexicon.typeNouns[words[place].folded] ?? [] {
            let end = place + noun.words.count
            guard end <= words.count, zip(noun.words, words[place..<end]).allSatisfy({ $0 == $1.folded }) else {
                continue
            }
            return (noun, end)
        }
        return nil
    }

    /// A capitalised word that goes on into the next, and is no title, month or other word that sentences capitalise.
    private func isNameWord(_ words: [NameWord], _ place: Int) -> Bool {
        let word = words[place]
        guard word.capitals != .none, word.gap == .space || word.gap == .hyphen, Int(word.folded) == nil else {
            return false
        }
        return !lexicon.isCue(word.folded, "organizationWord") && lexicon.titles[word.folded] == nil
    }

    private func covers(_ spans: [Span], _ place: Int) -> Bool { spans.contains { $0.words.contains(place) } }

    // MARK: Persons

    /// Finds persons behind an office ("President N. N."), and again by surname.
    private mutating func withPersons(_ spans: [Span], _ words: [NameWord], sentence: Int) -> [Span] {
        var persons: [Span] = []
        var place = 0
        while place < words.count {
            if let (title, end) = title(words, at: place), let (owner, name) = ownedName(words, from: end, spans) {
                let person = introduce(words, name)
                persons.append(Span(words: name, actor: person, usage: .name))
                tie(person, title.relation, owner, sentence: sentence)
                place = name.upperBound
            } else if let (title, end) = title(words, at: place),
                let name = personName(words, from: end, avoiding: spans.filter { !isFirstName($0, words) }),
                words[end - 1].gap == .space || name.count > 1
            {
                let person = introduce(words, name)
                persons.append(Span(words: name, actor: person, usage: .name))
                if let organization = holder(words, titleAt: place, nameEnd: name.upperBound, spans) {
                    tie(person, title.relation, organization, sentence: sentence)
                }
                place = name.upperBound
            } else if lexicon.givenNames.contains(words[place].folded), words[place].capitals == .first,
                let name = personName(words, from: place, avoiding: spans), name.count > 1,
                words[name.upperBound - 1].capitals != .none
            {
                persons.append(Span(words: name, actor: introduce(words, name), usage: .name))
                place = name.upperBound
            } else if let name = speakerName(words, at: place, avoiding: spans) {
                persons.append(Span(words: name, actor: introduce(words, name), usage: .name))
                place = name.upperBound
            } else if let (person, end) = knownPerson(words, at: place, avoiding: spans) {
                persons.append(Span(words: place..<end, actor: person, usage: .name))
                place = end
            } else {
                place += 1
            }
        }
        let kept = spans.filter { span in !persons.contains { $0.words.overlaps(span.words) } }
        return (kept + persons).sorted { $0.words.lowerBound < $1.words.lowerBound }
    }

    private func title(_ words: [NameWord], at place: Int) -> (Lexicon.Title, end: Int)? {
        for title in lexicon.titles[words[place].folded] ?? [] {
            let end = place + title.words.count
            guard end <= words.count, zip(title.words, words[place..<end]).allSatisfy({ $0 == $1.folded }),
                words[place..<end - 1].allSatisfy({ $0.gap == .space }),
                words[end - 1].gap == .space || words[end - 1].gap == .comma
            else { continue }
            return (title, end)
        }
        return nil
    }

    /// One to four capitalised words from here on, none of them a known name.
    private func personName(_ words: [NameWord], from start: Int, avoiding spans: [Span]) -> Range<Int>? {
        var end = start
        while end < words.count, end - start < 5 {
            let word = words[end]
            let isParticle = lexicon.particles.contains(word.folded) && end + 1 < words.count
            guard isParticle || (word.capitals != .none && word.capitals != .all && Int(word.folded) == nil) else {
                break
            }
            if lexicon.isCue(word.folded, "organizationWord") || spans.contains(where: { $0.words.contains(end) }) {
                break
            }
            end += 1
            if word.gap != .space && word.gap != .hyphen && !(word.gap == .shortStop && word.folded.count == 1) {
                break
            }
        }
        while end > start, words[end - 1].capitals == .none { end -= 1 }
        guard end > start, words[start].capitals != .none || end - start > 1 else { return nil }
        return start..<end
    }

    /// "of Uzbekistan Shavkat Mirziyoyev" behind a title: whose office it is, and the name of its holder.
    private func ownedName(
        _ words: [NameWord], from start: Int, _ spans: [Span]
    ) -> (owner: ActorID, name: Range<Int>)? {
        guard start < words.count, words[start].folded == "of",
            let owner = spans.first(where: { $0.words.lowerBound > start && $0.words.lowerBound <= start + 3 }),
            owner.usage == .name,
            words[start + 1..<owner.words.lowerBound].allSatisfy({ ["the", "republic", "of"].contains($0.folded) }),
            let kind = finder.gazetteer[owner.actor]?.kind ?? result.actors[owner.actor]?.kind, kind != "place",
            kind != "person"
        else { return nil }
        let last = owner.words.upperBound - 1
        guard [.space, .comma].contains(words[last].gap),
            let name = personName(words, from: owner.words.upperBound, avoiding: spans),
            name.count > 1 || words[last].gap == .space
        else { return nil }
        return (owner.actor, name)
    }

    /// A name of a place or a people that a capitalised unknown word follows can be a person's first name.
    private func isFirstName(_ span: Span, _ words: [NameWord]) -> Bool {
        let next = span.words.upperBound
        guard span.words.count == 1, next < words.count, words[next - 1].gap == .space, words[next].capitals == .first
        else { return false }
        return span.usage == .people || ["place", "ethnicGroup"].contains(finder.gazetteer[span.actor]?.kind ?? "")
    }

    /// "Jen Murtazashvili told", "said Jen Murtazashvili": two or three capitalised words beside a verb of saying.
    private func speakerName(_ words: [NameWord], at place: Int, avoiding spans: [Span]) -> Range<Int>? {
        guard words[place].capitals == .first, let name = personName(words, from: place, avoiding: spans),
            (2...4).contains(name.count),
            name.lowerBound == place,
            words[name].allSatisfy({ $0.capitals != .none || lexicon.particles.contains($0.folded) })
        else { return nil }
        let last = name.upperBound - 1
        let follows =
            last + 1 < words.count && words[last].gap == .space && lexicon.isCue(words[last + 1].folded, "sayingForm")
        let precedes =
            place > 0 && words[place - 1].gap == .space && lexicon.isCue(words[place - 1].folded, "sayingForm")
        let according = place > 1 && words[place - 1].folded == "to" && words[place - 2].folded == "according"
        // "Temur Umarov, an expert at …": a description of a person right behind the comma.
        var described = false
        if words[last].gap == .comma {
            described = words[(last + 1)..<min(last + 7, words.count)].prefix {
                $0.capitals == .none || $0.folded == "a"
            }.contains { word in
                lexicon.descriptions[word.folded]?.contains("person") ?? false
            }
        }
        return follows || precedes || according || described ? name : nil
    }

    private mutating func introduce(_ words: [NameWord], _ name: Range<Int>) -> ActorID {
        let text = spelled(words[name])
        let last = words[name.upperBound - 1].folded
        if name.count == 1, case .some(.some(let known)) = surnames[last] { return known }
        let id = ActorID(Slug.of(text))
        if result.actors[id] == nil {
            result.actors[id] = Actor(id: id, name: text, kind: "person", documents: [document.id])
        }
        if case .some(.some(let other)) = surnames[last], other != id {
            if other.rawValue == Slug.of(words[name.upperBound - 1].folded) {
                rename(other, to: id)
                surnames[last] = id
            } else {
                surnames[last] = .some(nil)
            }
        } else if surnames[last] == nil {
            surnames[last] = id
        }
        return id
    }

    /// A surname that was met alone belongs to the full name that the document gives later.
    private mutating func rename(_ old: ActorID, to new: ActorID) {
        guard let known = result.actors.removeValue(forKey: old) else { return }
        result.actors[new]?.absorb(known)
        if let principal = known.principal { result.actors[new]?.principal = principal }
        for sentence in result.mentions.indices {
            result.mentions[sentence] = result.mentions[sentence].map { mention in
                mention.actor == old ? Mention(range: mention.range, actor: new, role: mention.role) : mention
            }
        }
        result.ties = result.ties.map { tie in
            guard tie.person == old else { return tie }
            return MentionFinder.Tie(
                person: new, relation: tie.relation, organization: tie.organization, sentence: tie.sentence)
        }
    }

    private func knownPerson(
        _ words: [NameWord], at place: Int, avoiding spans: [Span]
    ) -> (ActorID, end: Int)? {
        let word = words[place]
        guard word.capitals != .none, !spans.contains(where: { $0.words.contains(place) }) else { return nil }
        // A full name that was introduced before.
        for length in stride(from: 4, through: 2, by: -1) where place + length <= words.count {
            let last = words[place + length - 1]
            guard case .some(.some(let id)) = surnames[last.folded],
                words[place..<place + length - 1].allSatisfy({ $0.gap == .space || $0.gap == .hyphen })
            else { continue }
            let text = spelled(words[place..<place + length])
            if Slug.of(text) == id.rawValue { return (id, place + length) }
        }
        guard case .some(.some(let id)) = surnames[word.folded], word.folded.count > 2 else { return nil }
        return (id, place + 1)
    }

    /// Whose office it is: the nationality or name before the title, or the name after "of" behind it or the name.
    private func holder(_ words: [NameWord], titleAt place: Int, nameEnd: Int, _ spans: [Span]) -> ActorID? {
        let acting: (Span) -> Bool = { span in
            let kind = finder.gazetteer[span.actor]?.kind ?? result.actors[span.actor]?.kind
            return kind != nil && kind != "place" && kind != "person" && span.usage != .people
        }
        if let before = spans.last(where: { $0.words.upperBound <= place }), acting(before) {
            let last = before.words.upperBound - 1
            let between = words[before.words.upperBound..<place]
            let joins = [.space, .possessive].contains(words[last].gap)
            if joins, between.allSatisfy({ $0.gap == .space && ($0.folded == "s" || isQualifying($0)) }),
                between.count <= 2
            {
                return before.actor
            }
        }
        if let after = spans.first(where: { $0.words.lowerBound >= nameEnd }), acting(after) {
            let between = words[nameEnd..<after.words.lowerBound]
            if between.count >= 2, between.count <= 6, between.contains(where: { $0.folded == "of" }),
                between.dropLast().contains(where: { lexicon.titles[$0.folded] != nil })
            {
                return after.actor
            }
        }
        return nil
    }

    private func isQualifying(_ word: NameWord) -> Bool {
        ["deputy", "former", "acting", "interim", "then", "new", "first", "senior", "top", "de", "facto"].contains(
            word.folded)
    }

    private mutating func tie(_ person: ActorID, _ relation: String, _ organization: ActorID, sentence: Int) {
        // "his Russian counterpart" holds the office of the one who was named before.
        let relation = relation.isEmpty ? result.ties.last?.relation ?? "" : relation
        if !relation.isEmpty, relation != "connects" {
            result.ties.append(
                MentionFinder.Tie(person: person, relation: relation, organization: organization, sentence: sentence))
        }
        requirePrincipal(organization)
        guard var actor = result.actors[person], actor.principal == nil else { return }
        var top = organization
        while let above = result.actors[top]?.principal ?? finder.gazetteer[top]?.principal { top = above }
        guard ["state", "militantGroup", "alliance"].contains(finder.gazetteer[top]?.kind ?? "") else { return }
        requirePrincipal(top)
        actor.principal = top
        result.actors[person] = actor
    }
}
