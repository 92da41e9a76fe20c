import EntenteModel
import EntenteText

/// Turns the mentions of a sentence into statements, by frames over the surface of the text.
struct RelationFinder: Sendable {
    let matcher: FrameMatcher
    let lexicon: Lexicon
    let ontology: Ontology

    /// What one sentence states.
    ///
    /// - Parameters:
    ///   - ties: Who holds which office, as the mentions themselves say.
    ///   - actors: The actors of the document.
    func findings(
        in sentence: Sentence, mentions: [Mention], ties: [MentionFinder.Tie], actors: [ActorID: Actor],
        document: Document
    ) -> [Finding] {
        guard let quote = document.quote(sentence.range), !mentions.isEmpty else { return [] }
        let items = items(of: sentence, mentions: mentions)
        let words = items.compactMap { item in
            if case .word(let word) = item { word } else { nil as String? }
        }
        let date = StatementDates(published: document.date).date(in: words)
        var findings: [Finding] = []
        var seen = Set<RelationID>()
        func add(
            _ source: ActorID, _ kind: String, _ target: ActorID, _ status: Status, _ confidence: Double,
            by speaker: ActorID?
        ) {
            guard source != target, let known = ontology.relationKind(kind) else { return }
            let id = RelationID(source: source, kind: known, target: target)
            guard seen.insert(id).inserted else { return }
            findings.append(
                Finding(
                    source: id.source, kind: kind, target: id.target,
                    statement: Statement(
                        document: document.id, range: sentence.range, text: quote, status: status,
                        date: ["leads", "officialOf"].contains(kind) ? nil : date, attributedTo: speaker,
                        confidence: confidence)))
        }
        for tie in ties { add(tie.person, tie.relation, tie.organization, .asserted, 0.85, by: nil) }
        for match in matcher.matches(in: items) {
            let speaker = speaker(in: items, outside: match.items)
            var (kind, status) = (match.frame.kind, match.status)
            if status == .denied, let other = match.frame.whenDenied { (kind, status) = (other, .asserted) }
            for source in match.sources where fits(source, match.frame.sourceKinds, actors) {
                for target in match.targets where fits(target, match.frame.targetKinds, actors) {
                    add(source, kind, target, status, match.confidence, by: speaker)
                }
            }
        }
        return findings
    }

    private func fits(_ id: ActorID, _ kinds: Set<String>, _ actors: [ActorID: Actor]) -> Bool {
        kinds.isEmpty || kinds.contains(actors[id]?.kind ?? "")
    }

    /// The sentence as frames see it.
    func items(of sentence: Sentence, mentions: [Mention]) -> [FrameItem] {
        var items: [FrameItem] = []
        var next = mentions.startIndex
        for token in sentence.tokens {
            var isMention = false
            while next < mentions.endIndex, mentions[next].range.lowerBound < token.range.upperBound {
                let mention = mentions[next]
                guard mention.range.upperBound > token.range.lowerBound else {
                    next += 1
                    continue
                }
                isMention = true
                if mention.range.lowerBound >= token.range.lowerBound {
                    items.append(
                        mention.role == .name ? .actors([mention.actor]) : .qualifier)
                }
                guard mention.range.upperBound <= token.range.upperBound else { break }
                next += 1
            }
            if !isMention { items.append(.word(token.form.lowercased())) }
        }
        return joined(items)
    }

    /// Joins lists: "A, B and C", "A as well as B".
    private func joined(_ items: [FrameItem]) -> [FrameItem] {
        var result: [FrameItem] = []
        var place = 0
        while place < items.count {
            guard case .actors(var actors) = items[place] else {
                result.append(items[place])
                place += 1
                continue
            }
            place += 1
            while let (more, next) = continuation(items, place) {
                actors += more
                place = next
            }
            result.append(.actors(actors))
        }
        return result
    }

    /// What follows an actor in a list. A list held together by commas alone is none, and "between A and B" has two ends.
    private func continuation(_ items: [FrameItem], _ start: Int) -> ([ActorID], next: Int)? {
        var place = start
        var words: [String] = []
        while place < items.count, words.count < 4, case .word(let word) = items[place] {
            guard word == "," || ["and", "or", "as", "well", "along", "with", "the", "both"].contains(word) else {
                return nil
            }
            words.append(word)
            place += 1
        }
        guard place < items.count, case .actors(let actors) = items[place], !words.isEmpty else { return nil }
        let text = words.filter { $0 != "," && $0 != "the" && $0 != "both" }
        switch text {
        case ["and"], ["or"]: return isBetween(items, start) ? nil : (actors, place + 1)
        case ["as", "well", "as"], ["along", "with"], ["and", "with"]: return (actors, place + 1)
        case []:
            // "A, B and C": a comma counts when the list goes on to a conjunction.
            var ahead = place + 1
            while ahead < items.count, ahead < place + 8 {
                if case .word(let word) = items[ahead] {
                    if word == "and" || word == "or" {
                        let after = ahead + 1 < items.count ? items[ahead + 1] : nil
                        if case .actors? = after { return (actors, place + 1) }
                        if case .word("the")? = after { return (actors, place + 1) }
                        return nil
                    }
                    guard word == "," || word == "the" else { return nil }
                }
                ahead += 1
            }
            return nil
        default: return nil
        }
    }

    private func isBetween(_ items: [FrameItem], _ place: Int) -> Bool {
        var back = place - 2
        while back >= 0, place - back < 6, case .word(let word) = items[back] {
            if word == "between" { return true }
            guard lexicon.isCue(word, "determiner") else { return false }
            back -= 1
        }
        return false
    }

    /// Who says so: the subject of a verb of saying, or the name after "according to", outside the words of the relation.
    private func speaker(in items: [FrameItem], outside match: Range<Int>) -> ActorID? {
        for place in items.indices {
            guard case .word(let word) = items[place], lexicon.isCue(word, "report"), !match.contains(place) else {
                continue
            }
            if word == "according" {
                if place + 2 < items.count, case .actors(let actors) = items[place + 2], actors.count == 1 {
                    return actors[0]
                }
                continue
            }
            if place > 0, case .actors(let actors) = items[place - 1], actors.count == 1 { return actors[0] }
            if place + 1 < items.count, case .actors(let actors) = items[place + 1], actors.count == 1,
                place > 0, case .word(",") = items[place - 1]
            {
                return actors[0]
            }
        }
        return nil
    }
}
