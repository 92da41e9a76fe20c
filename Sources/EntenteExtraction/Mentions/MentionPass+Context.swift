import EntenteModel
import EntenteText

/// Offices and bodies that stand without the name of their state: "President Tokayev", "the Foreign Ministry". Whose they are
/// follows from the states that the text around them speaks of.
extension MentionPass {
    /// How strongly the text around a sentence speaks of a state.
    struct StateNearby {
        let state: ActorID
        let sentence: Int
        /// Where it stands.
        let byte: Int
        let strength: Double
        let isSubject: Bool
    }

    /// An office whose state the text does not say beside it.
    struct PendingOffice {
        let person: ActorID
        let relation: String
        let sentence: Int
        let guesses: [ActorID: Double]
    }

    /// Remembers the states of a sentence: as subjects they count more.
    mutating func noteStates(_ spans: [Span], _ words: [NameWord], _ sentence: Sentence) {
        let number = result.mentions.count
        // "Nepal's government" is Nepal, its army is not.
        for span in spans where kindOf(span.actor) == "state" && span.usage != .people {
            let start = words[span.words.lowerBound].range.lowerBound
            let own = bytes(words, span.words)
            let isSubject = sentence.tokens.contains {
                own.contains($0.range.lowerBound) && $0.relation.hasPrefix("nsubj")
            }
            let isHeading = span.words.lowerBound == 0 && sentence.tokens.count < 8
            statesNearby.append(
                StateNearby(
                    state: span.actor, sentence: number, byte: start, strength: isHeading ? 3 : isSubject ? 2 : 1,
                    isSubject: isSubject || isHeading))
        }
        statesNearby.removeAll { number - $0.sentence > 5 }
    }

    /// The states that a sentence and those before it speak of, with how much.
    ///
    /// - Parameter byte: What stands behind it in the same sentence counts less, and only as a subject: "President N. N. visited
    ///   India".
    func likelyStates(_ sentence: Int, before byte: Int = .max) -> [ActorID: Double] {
        var result: [ActorID: Double] = [:]
        for nearby in statesNearby {
            let isBehind = nearby.sentence == sentence && nearby.byte > byte
            if isBehind, !nearby.isSubject { continue }
            var strength = isBehind ? nearby.strength * 0.5 : nearby.strength
            for _ in nearby.sentence..<sentence { strength *= 0.7 }
            result[nearby.state, default: 0] += strength
        }
        return result
    }

    /// As above, with more for the state that acts before a word of the sentence, or else stands nearest before it.
    func likelyStates(
        _ sentence: Int, nearestTo place: Int, _ spans: [Span], _ words: [NameWord]
    ) -> [ActorID: Double] {
        var result = likelyStates(sentence, before: words[place].range.lowerBound)
        let before = spans.last {
            $0.words.upperBound <= place && $0.usage != .adjective && finder.gazetteer[$0.actor]?.kind == "state"
        }
        // "Kenya will attack Somalia, Defence Minister N. N. said": of whom the sentence speaks, not whom it names last.
        let byte = words[place].range.lowerBound
        let subject = statesNearby.last { $0.sentence == sentence && $0.byte < byte && $0.isSubject }
        if let state = subject?.state ?? before?.actor { result[state, default: 0] += 2 }
        return result
    }

    static func best(_ guesses: [ActorID: Double]) -> ActorID? {
        guesses.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.first?.key
    }

    /// Whether an office is one of a state, so that a state stands behind it even if none is named.
    func isStateOffice(_ title: Lexicon.Title) -> Bool {
        title.words.contains { lexicon.isCue($0, "stateTitle") }
    }

    /// Gives offices without a state the one that the document names for the person elsewhere, else the likeliest around.
    mutating func settleOffices() {
        var votes: [ActorID: [ActorID: Double]] = [:]
        for office in pendingOffices {
            votes[office.person, default: [:]].merge(office.guesses, uniquingKeysWith: +)
        }
        for office in pendingOffices {
            guard let person = result.actors[office.person] else { continue }
            let known = person.principal.flatMap { id in
                // Who is known to act for a group holds his office there.
                finder.gazetteer[id]?.kind == "state" || office.guesses.isEmpty
                    || result.leaders.contains(office.person) ? id : nil
            }
            guard let state = known ?? votes[office.person].flatMap(Self.best) else { continue }
            tie(office.person, office.relation, state, sentence: office.sentence, isGuess: known == nil)
        }
    }

    /// "the Ministry of Foreign Affairs", "parliament", "the supreme court" without a state: that of the capital beside it, of the
    /// last such body, or of the state that the text speaks of.
    mutating func withBareBodies(_ spans: [Span], _ words: [NameWord]) -> [Span] {
        let sentence = result.mentions.count
        var found: [Span] = []
        for place in words.indices where !(found.last?.words.contains(place) ?? false) {
            for body in lexicon.bodies[words[place].folded] ?? [] where body.kind == "governmentBody" {
                let end = place + body.words.count
                guard end <= words.count, zip(body.words, words[place..<end]).allSatisfy({ $0 == $1.folded }),
                    words[place..<end - 1].allSatisfy({ $0.gap == .space }), let kind = body.kind,
                    standsAlone(body, place..<end, words),
                    !spans.contains(where: { $0.words.overlaps(place..<end) && $0.isBody })
                else { continue }
                let beside = ownerBefore(place, spans, words) ?? seatBeside(place..<end, spans, words)
                // A document that speaks of parliament means the same one throughout; ministries are many.
                let reach = lexicon.isCue(body.label.lowercased(), "bareBody") ? 60 : 8
                let last = lastBodies[body.label].flatMap { sentence - $0.sentence <= reach ? $0.actor : nil }
                let likely = Self.best(likelyStates(sentence, nearestTo: place, spans, words))
                guard
                    let actor = beside.map({ define(body, kind: kind, of: $0) }) ?? last
                        ?? likely.map({ define(body, kind: kind, of: $0) })
                else { continue }
                lastBodies[body.label] = (actor, sentence)
                found.append(Span(words: place..<end, actor: actor, usage: .name, isBody: true))
                break
            }
        }
        let kept = spans.filter { span in !found.contains { $0.words.overlaps(span.words) } }
        return (kept + found).sorted { $0.words.lowerBound < $1.words.lowerBound }
    }

    /// "Russia's Ministry of Foreign Affairs": the state whose possessive stands before a body.
    private func ownerBefore(_ place: Int, _ spans: [Span], _ words: [NameWord]) -> ActorID? {
        guard place > 1, words[place - 1].folded == "s", words[place - 2].gap == .possessive else { return nil }
        return spans.first { $0.words.upperBound == place - 1 && finder.gazetteer[$0.actor]?.kind == "state" }?.actor
    }

    /// Whether words that mean a body of some state name it without saying whose: a ministry where it is capitalised, a court or
    /// a parliament behind "the" or, for what needs no article, behind a small word.
    private func standsAlone(_ body: Lexicon.Body, _ range: Range<Int>, _ words: [NameWord]) -> Bool {
        let (first, end) = (range.lowerBound, range.upperBound)
        if body.isName, body.label.contains("Ministry"), words[first].capitals == .first,
            words[end - 1].capitals == .first
        {
            return first == 0 || words[first - 1].capitals == .none || first == 1
        }
        guard lexicon.isCue(body.label.lowercased(), "bareBody"), first > 0, words[first - 1].gap == .space,
            words[end - 1].gap != .hyphen,
            end == words.count || words[end].folded != "of" || words[end - 1].gap != .space,
            end == words.count || words[end].capitals == .none || words[end - 1].gap != .space
        else { return false }
        let before = words[first - 1]
        if ["the", "our", "its", "his", "her", "their"].contains(before.folded) { return true }
        return body.label == "Parliament" && lexicon.isCue(before.folded, "beforeParliament")
    }

    /// "Congress" is that of the United States only where the text speaks of them: bodies of a state that bear a common name go
    /// where their state is not mentioned and another is, forces ("the National Guard") wherever it is not mentioned.
    func withoutForeignBodies(_ spans: [Span], _ words: [NameWord]) -> [Span] {
        let near = Set(statesNearby.map(\.state))
        return spans.filter { span in
            guard let entry = finder.gazetteer[span.actor], !span.isBody,
                entry.kind == "governmentBody" && !near.isEmpty || entry.kind == "armedForce",
                let principal = entry.principal, !near.contains(principal), result.actors[principal] == nil,
                !spans.contains(where: { $0.actor != span.actor && liesIn($0, principal) })
            else { return true }
            let written = words[span.words].map(\.folded)
            return !entry.ambiguous.contains { NameWords.folded($0).map(\.folded) == written }
        }
    }

    private func liesIn(_ span: Span, _ state: ActorID) -> Bool {
        finder.gazetteer[span.actor]?.country.flatMap { finder.states[$0] } == state
    }

    /// "the Foreign Ministry in Tashkent", "in Tokyo, where parliament is to ratify it": whose capital stands beside the body.
    private func seatBeside(_ range: Range<Int>, _ spans: [Span], _ words: [NameWord]) -> ActorID? {
        let after = spans.first { $0.words.lowerBound == range.upperBound + 1 && $0.isSetting }
        if let state = after?.seatOf { return state }
        let before = spans.last { $0.words.upperBound <= range.lowerBound && $0.isSetting }
        guard let before, range.lowerBound - before.words.upperBound <= 2 else { return nil }
        return before.seatOf
    }
}
