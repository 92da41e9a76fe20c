import EntenteModel
import EntenteText
import Foundation

/// Ministries, armies and the like, joined with the state that they belong to.
extension MentionPass {
    /// Joins a state's name or nationality with the body that follows: "Uzbek Foreign Ministry", "Russia's army".
    mutating func withBodies(_ spans: [Span], _ words: [NameWord]) -> [Span] {
        var result: [Span] = []
        for (place, span) in spans.enumerated() {
            let next = spans[(place + 1)...].first { !isOthersBody($0, than: span.actor, words) }
            let limit = next?.words.lowerBound ?? words.count
            if let own = next, isOwnBody(own, of: span, words) {
                result.append(
                    Span(
                        words: span.words.lowerBound..<own.words.upperBound, actor: own.actor, usage: .name,
                        isBody: true))
                continue
            }
            let listed = body(after: span, words, limit: limit)
            // "Bulgaria's State Agency for National Security" is not the state.
            let isVague = listed.map { $0.0.kind == nil } ?? true
            let proper = isVague ? properBody(after: span, words, limit: limit) : nil
            guard span.usage != .people, let (body, end) = proper ?? listed,
                takes(body, kindOf(span.actor))
            else {
                if span.words.lowerBound >= result.last?.words.upperBound ?? 0 { result.append(span) }
                continue
            }
            let actor = body.kind.map { kind in define(body, kind: kind, of: span.actor) } ?? span.actor
            shareBody(body, before: span, among: &result, words)
            result.append(
                Span(
                    words: span.words.lowerBound..<end, actor: actor, usage: .name, isBody: true,
                    called: body.kind == nil ? span.words : nil))
        }
        return result
    }

    /// "the British Foreign Office": a body that is known without its state.
    private func isOwnBody(_ body: Span, of owner: Span, _ words: [NameWord]) -> Bool {
        owner.usage == .adjective && body.words.lowerBound == owner.words.upperBound
            && words[owner.words.upperBound - 1].gap == .space && body.usage == .name
            && finder.gazetteer[body.actor]?.principal == owner.actor
            && ["governmentBody", "armedForce"].contains(kindOf(body.actor))
    }

    /// "Tunisian National Guard": what is known as another's by the bare name of a body is no name of its own here.
    private func isOthersBody(_ span: Span, than owner: ActorID, _ words: [NameWord]) -> Bool {
        let phrase = words[span.words].map(\.folded)
        guard span.usage == .name, finder.gazetteer[span.actor]?.principal != owner, let first = phrase.first else {
            return false
        }
        return lexicon.bodies[first]?.contains { $0.words == phrase } ?? false
    }

    /// "French and Malian troops": the body that is named behind the last nationality is that of the others as well.
    private mutating func shareBody(
        _ body: Lexicon.Body, before last: Span, among spans: inout [Span], _ words: [NameWord]
    ) {
        guard let kind = body.kind else { return }
        var next = last
        for place in spans.indices.reversed() {
            let span = spans[place]
            let end = span.words.upperBound
            let between = words[end..<max(end, next.words.lowerBound)]
            let isJoined =
                between.isEmpty && words[end - 1].gap == .comma
                || between.count == 1 && between.first?.folded == "and" && between.first?.gap == .space
                    && [.space, .comma].contains(words[end - 1].gap)
            let isQualifier = span.usage == .adjective || words[end - 1].capitals == .all
            guard isJoined, isQualifier, !span.isBody, takes(body, finder.gazetteer[span.actor]?.kind),
                last.usage == .adjective || words[last.words.upperBound - 1].capitals == .all
            else { return }
            spans[place].actor = define(body, kind: kind, of: span.actor)
            spans[place].usage = .adjective
            spans[place].isShared = true
            next = span
        }
    }

    /// States have ministries and armies; groups and organizations only what stands for themselves ("Taliban fighters").
    func takes(_ body: Lexicon.Body, _ kind: String?) -> Bool {
        switch kind {
        case "state": body.label != "Group" && body.kind != "internationalOrganization"
        case "alliance", "internationalOrganization":
            body.kind == nil || body.kind == "internationalOrganization" || body.label == "Peacekeepers"
        case "militantGroup", "politicalParty": body.kind == nil
        default: false
        }
    }

    func body(after span: Span, _ words: [NameWord], limit: Int) -> (Lexicon.Body, end: Int)? {
        let last = span.words.upperBound - 1
        // "Taliban fighters" and "US troops" need no adjective of their own.
        let isQualifier =
            span.usage == .adjective || words[last].capitals == .all || kindOf(span.actor) != "state"
        guard [.space, .possessive].contains(words[last].gap) else { return nil }
        // "Myanmar Air Force": behind a plain name the body must be a name, too.
        let isNamed = isQualifier || words[last].gap == .possessive
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
                guard isNamed || skipped == 0 && words[first..<end].allSatisfy({ $0.capitals != .none }) else {
                    continue
                }
                // "a Russian military base": an adjective there.
                if body.words.last == "military", end < words.count, words[end - 1].gap == .space,
                    lexicon.isCue(words[end].folded, "militaryNoun")
                {
                    return nil
                }
                return (body, end)
            }
            // "has sold the Libyan National Army sixteen fighters": only what qualifies the body is passed over.
            let isState = kindOf(span.actor) == "state"
            guard words[first].gap == .space, words[first].capitals == .none, Int(words[first].folded) == nil,
                !lexicon.isCue(words[first].folded, "numeral"), !lexicon.isCue(words[first].folded, "determiner"),
                isState || lexicon.isCue(words[first].folded, "fighterAdjective")
            else { break }
        }
        return nil
    }

    /// Joins a body with the state behind it: "Ministry of Foreign Affairs of Uzbekistan", "armed forces of Chad".
    mutating func withBodiesOf(_ spans: [Span], _ words: [NameWord]) -> [Span] {
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
                        && kindOf($0.actor) == "state" && $0.usage == .name && !$0.isBody
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

    func isInsideBody(_ range: Range<Int>, _ words: [NameWord]) -> Bool {
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
    mutating func define(_ body: Lexicon.Body, kind: String, of state: ActorID) -> ActorID {
        let entry = finder.gazetteer[state]
        if let known = knownBody(body, of: state) {
            lastBodies[body.label] = (known, result.mentions.count)
            requirePrincipal(known)
            return known
        }
        let id = ActorID("\(state)-\(Slug.of(body.label))")
        lastBodies[body.label] = (id, result.mentions.count)
        if result.actors[id] == nil {
            let adjective =
                entry?.adjectives.first ?? entry?.name ?? result.actors[state]?.name ?? state.rawValue
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

    /// The gazetteer's own entry of such a body: "Afghan National Army" has one, most ministries have not.
    private func knownBody(_ body: Lexicon.Body, of state: ActorID) -> ActorID? {
        guard let entry = finder.gazetteer[state] else { return nil }
        // The soldiers of a state are its army, where that has a name of its own ("Afghan National Army") and is no branch.
        let labels = body.label == "Armed Forces" ? [body.label, "Army"] : [body.label]
        for name in labels.flatMap({ label in
            (entry.adjectives + [entry.name]).map { NameWords.folded("\($0) \(label)") }
        }) {
            for match in finder.index.matches(in: name) where match.words.count == name.count {
                let id = match.name.id
                guard let known = finder.gazetteer[id], known.principal == state, known.kind == body.kind else {
                    continue
                }
                let full = NameWords.folded(known.name)
                let isBranch = body.label == "Armed Forces" && full.count == 2 && full.last?.folded == "army"
                if !isBranch { return id }
            }
        }
        return nil
    }

    /// A principal that the text never names on its own is still an actor: somebody acts on its behalf.
    mutating func requirePrincipal(_ id: ActorID) {
        guard result.actors[id] == nil, let entry = finder.gazetteer[id] else { return }
        result.actors[id] = Actor(
            id: id, name: entry.name, kind: entry.kind, country: entry.kind == "state" ? entry.country : nil,
            principal: entry.principal, documents: [document.id])
        if let above = entry.principal { requirePrincipal(above) }
    }
}
