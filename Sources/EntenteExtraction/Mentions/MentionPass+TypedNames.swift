import EntenteModel
import EntenteText

/// Unseen names that a noun, a list of states or the language model types.
extension MentionPass {
    /// "Navoi region", "Friendship Bridge", "Karen National Army", "6th Brigade": words before a noun that types them.
    mutating func withTypedNames(_ spans: [Span], _ words: [NameWord]) -> [Span] {
        var typed: [Span] = []
        var place = 1
        while place < words.count {
            guard let (noun, end) = typeNoun(words, at: place),
                !spans.contains(where: { $0.words.lowerBound < place && $0.words.upperBound > place })
            else {
                place += 1
                continue
            }
            // "Mano River Bridge" is no river.
            if end < words.count, words[end - 1].gap == .space, words[end].capitals == .first,
                words[place].capitals == .first, let (next, _) = typeNoun(words, at: end), next.kind != noun.kind,
                ["bridge", "borderCrossing", "facility", "militaryBase"].contains(next.kind)
            {
                place = end
                continue
            }
            var start = startOfName(words, before: place, noun, spans)
            if ["bridge", "borderCrossing"].contains(noun.kind), let chain = chainOfPlaces(words, before: place, spans)
            {
                // "the Bruzgi-Kuźnica border post" is the crossing that is known by both names.
                if let known = knownCrossing(chain..<place, noun.kind, spans, words) {
                    typed.append(Span(words: chain..<end, actor: known, usage: .name))
                    place = end
                    continue
                }
                start = chain
            }
            // A place that is known by the same name ("Navoi") gives way to its region; a state does not.
            if start == place, let before = spans.last(where: { $0.words.upperBound == place }),
                before.usage == .name, before.words.count < 4,
                kindOf(before.actor) == "place" || noun.kind == "bridge" && kindOf(before.actor) == "borderCrossing",
                words[place - 1].gap == .space
            {
                start = before.words.lowerBound
                // "the Black Sea port of Odessa" has another name.
                if end < words.count, words[end - 1].gap == .space, words[end].folded == "of",
                    finder.gazetteer[before.actor].map({ $0.country == nil }) ?? false
                {
                    place = end
                    continue
                }
                // "Syunik province" after "Syunik", or before it: one place.
                if noun.kind == "place", lexicon.isCue(words[end - 1].folded, "administrativeNoun") {
                    typed.append(Span(words: start..<end, actor: before.actor, usage: .name))
                    place = end
                    continue
                }
            }
            if start == place, ["facility", "bridge", "borderCrossing", "militaryBase"].contains(noun.kind),
                let site = possessor(words, before: place, spans)
            {
                let id = named(
                    "\(spelled(words[site])) \(spelled(words[place..<end]))", kind: noun.kind,
                    aliases: [surface(words[site.lowerBound].range.lowerBound..<words[end - 1].range.upperBound)])
                typed.append(Span(words: place..<end, actor: id, usage: .name))
                place = end
                continue
            }
            if start < place, words[start..<place].contains(where: { $0.capitals != .none || isOrdinal($0) }) {
                let name = start..<end
                // "Second Army" is of a state, whatever "X Army" is otherwise.
                let isNumbered =
                    isOrdinal(words[start]) || lexicon.isCue(words[start].folded, "ordinal")
                    || lexicon.isCue(words[start].folded, "direction")
                let kind = noun.kind == "militantGroup" && isNumbered ? "armedForce" : noun.kind
                let actor =
                    ["armedForce", "militantGroup"].contains(kind)
                    ? unit(name, kind: kind, spans, words) : named(spelled(words[name]), kind: noun.kind)
                typed.append(Span(words: name, actor: actor, usage: .name))
            }
            place = end
        }
        let kept = spans.filter { span in !typed.contains { $0.words.overlaps(span.words) } }
        return (kept + typed).sorted { $0.words.lowerBound < $1.words.lowerBound }
    }

    /// Where "Goma-Gisenyi" begins, the names of two places at least, one of them known, before "crossing".
    private func chainOfPlaces(_ words: [NameWord], before end: Int, _ spans: [Span]) -> Int? {
        var (start, parts, known) = (end, 0, 0)
        while start > 0, words[start - 1].gap == (parts == 0 ? .space : .hyphen) {
            if let span = spans.last(where: { $0.words.upperBound == start }) {
                let isPlace = ["place", "borderCrossing"].contains(kindOf(span.actor)) && span.usage == .name
                guard isPlace || span.seatOf != nil || span.usage == .seat else { break }
                start = span.words.lowerBound
                known += 1
            } else {
                guard isNameWord(words, start - 1) || words[start - 1].gap == .hyphen,
                    words[start - 1].capitals == .first, !covers(spans, start - 1)
                else { break }
                start -= 1
            }
            parts += 1
        }
        return parts > 1 && known > 0 ? start : nil
    }

    /// The crossing or bridge that is known by the names of a chain, or that all of them name by themselves.
    private func knownCrossing(
        _ chain: Range<Int>, _ kind: String, _ spans: [Span], _ words: [NameWord]
    ) -> ActorID? {
        let id = ActorID(Slug.of(spelled(words[chain])) + (kind == "bridge" ? "-bridge" : "-crossing"))
        if finder.gazetteer[id] != nil || result.actors[id] != nil { return id }
        let inside = spans.filter { chain.contains($0.words.lowerBound) }
        guard let actor = inside.first?.actor, ["bridge", "borderCrossing"].contains(kindOf(actor)),
            inside.allSatisfy({ $0.actor == actor }), inside.reduce(0, { $0 + $1.words.count }) == chain.count
        else { return nil }
        return actor
    }

    /// The place in "Mae Sot's airport".
    private func possessor(_ words: [NameWord], before place: Int, _ spans: [Span]) -> Range<Int>? {
        guard place > 1, words[place - 1].folded == "s", words[place - 2].gap == .possessive,
            let site = spans.last(where: { $0.words.upperBound == place - 1 }), site.usage == .name, site.seatOf == nil,
            let entry = finder.gazetteer[site.actor], entry.kind == "place", entry.country != nil
        else { return nil }
        return site.words
    }

    /// Makes sure that an actor of this name is known to the document.
    mutating func named(_ text: String, kind: String, aliases: [String] = [], principal: ActorID? = nil) -> ActorID {
        let id = ActorID(Slug.of(text))
        if finder.gazetteer[id] == nil, result.actors[id] == nil {
            if let principal { requirePrincipal(principal) }
            result.actors[id] = Actor(
                id: id, name: text, kind: kind, aliases: aliases, principal: principal, documents: [document.id])
        }
        return id
    }

    /// A unit belongs to who stands before it ("the US Southern Command", "the KNLA's 6th Brigade"), a force of a state without
    /// that to the state that the text speaks of.
    private mutating func unit(_ name: Range<Int>, kind: String, _ spans: [Span], _ words: [NameWord]) -> ActorID {
        let text = spelled(words[name])
        var before = name.lowerBound
        if before > 0, words[before - 1].folded == "s", before > 1, words[before - 2].gap == .possessive { before -= 1 }
        let owner = spans.last { span in
            span.words.upperBound == before && span.usage != .people
                && [.space, .possessive].contains(words[before - 1].gap)
                && ["state", "militantGroup", "alliance", "armedForce"].contains(kindOf(span.actor))
        }
        guard let owner else {
            // "the Southern Command" after "the US Southern Command".
            let known = result.actors.values.filter { actor in
                actor.aliases.contains(text) || actor.name.hasSuffix(" \(text)")
            }
            if let actor = known.min(by: { $0.id < $1.id }), known.count == 1 { return actor.id }
            let (sentence, start) = (result.mentions.count, words[name.lowerBound].range.lowerBound)
            let spokenOf = Set(statesNearby.filter { $0.sentence < sentence || $0.byte < start }.map(\.state))
            let state =
                kind == "armedForce"
                ? Self.best(likelyStates(sentence, before: start).filter { spokenOf.contains($0.key) }) : nil
            return named(text, kind: kind, principal: state)
        }
        let full = "\(surface(bytes(words, owner.words))) \(text)"
        switch kindOf(owner.actor) {
        case "state": return named(full, kind: kind, aliases: [text], principal: owner.actor)
        case "militantGroup":
            return part(named(full, kind: "militantGroup", aliases: [text], principal: owner.actor), of: owner.actor)
        case "armedForce":
            // A unit of a state's army acts for the state.
            let state = result.actors[owner.actor]?.principal ?? finder.gazetteer[owner.actor]?.principal
            return part(named(full, kind: kind, aliases: [text], principal: state ?? owner.actor), of: owner.actor)
        default: return part(named(full, kind: kind, aliases: [text], principal: owner.actor), of: owner.actor)
        }
    }

    /// Notes that a unit is part of who stands before it.
    private mutating func part(_ unit: ActorID, of owner: ActorID) -> ActorID {
        if unit != owner {
            result.ties.append(
                MentionFinder.Tie(
                    person: unit, relation: "partOf", organization: owner, sentence: result.mentions.count))
        }
        return unit
    }

    func kindOf(_ actor: ActorID) -> String {
        finder.gazetteer[actor]?.kind ?? result.actors[actor]?.kind ?? ""
    }

    /// Where the capitalised words before a noun begin. Within the name of a force words may stand that no name begins with
    /// ("Karen National Army"), and names of peoples and places.
    private func startOfName(
        _ words: [NameWord], before place: Int, _ noun: Lexicon.TypeNoun, _ spans: [Span]
    ) -> Int {
        let isForce = ["armedForce", "militantGroup"].contains(noun.kind)
        let isSchool = noun.kind == "researchInstitution" && words[place].capitals == .first
        var start = place
        while start > 0, place - start < 5 {
            let word = words[start - 1]
            // "Qatar University", "King Saud University", "King Khalid International Airport"
            if isSchool, word.gap == .space, let covering = spans.first(where: { $0.words.upperBound == start }),
                ["state", "place"].contains(kindOf(covering.actor)), [.name, .seat].contains(covering.usage)
            {
                start = covering.words.lowerBound
                continue
            }
            if isSchool || ["facility", "place"].contains(noun.kind) && words[place].capitals == .first, start < place,
                word.capitals == .first, word.gap == .space, lexicon.isCue(word.folded, "throneTitle")
            {
                start -= 1
                break
            }
            // "Mano River Bridge"
            if start == place, ["bridge", "borderCrossing", "facility", "militaryBase"].contains(noun.kind),
                word.capitals == .first, word.gap == .space, !covers(spans, start - 1),
                lexicon.typeNouns[word.folded]?.contains(where: { $0.kind == "place" && $0.words.count == 1 }) ?? false
            {
                start -= 1
                continue
            }
            if let covering = spans.first(where: { $0.words.contains(start - 1) }) {
                let kind = finder.gazetteer[covering.actor]?.kind
                guard isForce, noun.isCapitalized, kind == "place" || kind == "ethnicGroup", word.gap == .space,
                    covering.words.count == 1
                else { break }
            } else if isForce, isOrdinal(word), word.gap == .space {
                start -= 1
                break
            } else if isForce, word.folded == "s", start > 1, words[start - 2].gap == .possessive,
                words[start - 2].capitals == .first, !covers(spans, start - 2),
                // "Joseph's Army", "the People's Front", but "Haftar's militia" and "Kalmar's Second Guards Army" have an owner.
                words[place].capitals == .first, place - start < 2, person(surnamed: words[start - 2].folded) == nil,
                finder.leaders.leader(surnamed: words[start - 2]) == nil
            {
                start -= 2
                continue
            } else if !isNameWord(words, start - 1) {
                guard isForce, noun.isCapitalized, word.capitals != .none, word.gap == .space,
                    Int(word.folded) == nil
                else { break }
            }
            start -= 1
        }
        while start < place, isForce, lexicon.isCue(words[start].folded, "organizationWord"),
            !lexicon.isCue(words[start].folded, "direction"), !lexicon.isCue(words[start].folded, "ordinal")
        {
            start += 1
        }
        return start
    }

    /// "6th", "275th".
    private func isOrdinal(_ word: NameWord) -> Bool {
        guard let first = word.folded.first, first.isNumber else { return false }
        return ["st", "nd", "rd", "th"].contains { word.folded.hasSuffix($0) && Int(word.folded.dropLast(2)) != nil }
    }

    /// The tokens that stand on the given name words.
    func tokenRange(of span: Range<Int>, in sentence: Sentence, _ words: [NameWord]) -> Range<Int>? {
        let bytes = bytes(words, span)
        guard let start = sentence.tokens.firstIndex(where: { $0.range.upperBound > bytes.lowerBound }),
            let end = sentence.tokens.lastIndex(where: { $0.range.lowerBound < bytes.upperBound }), end >= start
        else { return nil }
        return start..<end + 1
    }

    /// The name words that stand on the given tokens; nil where they do not begin and end together.
    func wordRange(of tokens: Range<Int>, in sentence: Sentence, _ words: [NameWord]) -> Range<Int>? {
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

    /// "The Turkmenistan–Afghanistan–Pakistan–India pipeline", "TAPI, for Turkmenistan-Afghanistan-Pakistan-India": a line connects
    /// the states that stand in its name, or in a chain right beside it.
    mutating func connectNamedStates(_ spans: [Span], _ words: [NameWord], sentence: Int) {
        let chains = stateChains(spans, words)
        for span in spans {
            let kind = finder.gazetteer[span.actor]?.kind ?? result.actors[span.actor]?.kind
            guard ["pipeline", "bridge", "borderCrossing", "facility"].contains(kind ?? "") else { continue }
            var states: [ActorID] = []
            for place in span.words where span.words.count > 2 {
                for match in finder.index.matches(in: [words[place]]) where match.name.usage == .name {
                    if finder.gazetteer[match.name.id]?.kind == "state" { states.append(match.name.id) }
                }
            }
            if Set(states).count < 2 {
                let beside = chains.first { chain in
                    (chain.words.upperBound <= span.words.lowerBound
                        && span.words.lowerBound - chain.words.upperBound <= 3)
                        || (span.words.upperBound <= chain.words.lowerBound
                            && chain.words.lowerBound - span.words.upperBound <= 3)
                }
                states = beside?.states ?? []
            }
            if Set(states).count < 2 { states = sides(of: span, words) }
            guard Set(states).count > 1 else { continue }
            for state in Set(states).sorted() {
                requirePrincipal(state)
                result.ties.append(
                    MentionFinder.Tie(person: span.actor, relation: "connects", organization: state, sentence: sentence)
                )
            }
        }
    }

    /// The two states between whose places a crossing or a bridge lies: "the Goma-Gisenyi crossing".
    private func sides(of span: Span, _ words: [NameWord]) -> [ActorID] {
        guard ["bridge", "borderCrossing"].contains(kindOf(span.actor)) else { return [] }
        var (parts, start) = ([Range<Int>](), span.words.lowerBound)
        for place in span.words where words[place].gap == .hyphen || place == span.words.upperBound - 1 {
            parts.append(start..<place + 1)
            start = place + 1
        }
        guard parts.count > 1 else { return [] }
        let states = parts.compactMap { part -> ActorID? in
            let own = Array(words[part])
            guard let first = finder.index.matches(in: own).first, first.words.lowerBound == 0 else { return nil }
            // A capital is the place here.
            let entries = ([first] + finder.index.alternatives(to: first, in: own)).compactMap {
                finder.gazetteer[$0.name.id]
            }
            let site = entries.first { ["place", "borderCrossing"].contains($0.kind) && $0.country != nil }
            return site?.country.flatMap { finder.states[$0] }
        }
        return states.count == parts.count ? states : []
    }

    /// Names of states joined by hyphens or dashes.
    private func stateChains(_ spans: [Span], _ words: [NameWord]) -> [(states: [ActorID], words: Range<Int>)] {
        var chains: [(states: [ActorID], words: Range<Int>)] = []
        for span in spans where span.usage == .name && finder.gazetteer[span.actor]?.kind == "state" {
            if let last = chains.last, last.words.upperBound == span.words.lowerBound,
                [.hyphen, .other].contains(words[last.words.upperBound - 1].gap)
            {
                chains[chains.count - 1].states.append(span.actor)
                chains[chains.count - 1].words = last.words.lowerBound..<span.words.upperBound
            } else {
                chains.append(([span.actor], span.words))
            }
        }
        return chains.filter { $0.states.count > 1 }
    }

    func typeNoun(_ words: [NameWord], at place: Int) -> (Lexicon.TypeNoun, end: Int)? {
        guard words[place - 1].gap == .space || words[place - 1].gap == .hyphen else { return nil }
        for noun in lexicon.typeNouns[words[place].folded] ?? [] {
            let end = place + noun.words.count
            guard end <= words.count, zip(noun.words, words[place..<end]).allSatisfy({ $0 == $1.folded }),
                !noun.isCapitalized
                    || words[place..<end].allSatisfy({
                        // "Osna TV"
                        $0.capitals == .first || $0.capitals == .all && $0.folded.count == 2
                    })
            else { continue }
            return (noun, end)
        }
        return nil
    }

    /// A capitalised word that goes on into the next, and is no title, month or other word that sentences capitalise.
    func isNameWord(_ words: [NameWord], _ place: Int) -> Bool {
        let word = words[place]
        guard word.capitals != .none, word.gap == .space || word.gap == .hyphen, Int(word.folded) == nil else {
            return false
        }
        // "Troops crossing on the border": the first word of a sentence is capitalised whatever it is.
        if place == 0, lexicon.isCue(word.folded, "ownerNoun") || lexicon.isCue(word.folded, "originNoun") {
            return false
        }
        return !lexicon.isCue(word.folded, "organizationWord") && lexicon.titles[word.folded] == nil
            && !lexicon.isCue(word.folded, "eventWord") && !lexicon.isCue(word.folded, "determiner")
    }

    func covers(_ spans: [Span], _ place: Int) -> Bool { spans.contains { $0.words.contains(place) } }
}
