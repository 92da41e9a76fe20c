import EntenteText

/// Puts right a few faults that parses of news sentences have again and again, before frames look at them.
///
/// Each repair needs the shape of the whole phrase to be beyond doubt; a tree that shows no such fault stays as it is.
struct TreeRepair {
    private(set) var tokens: [Token]
    private let names: [Int?]

    /// - Parameter names: For each word the mention that it belongs to, if it belongs to one.
    init(tokens: [Token], names: [Int?]) {
        self.tokens = tokens
        self.names = names
        guard tokens.contains(where: { !$0.relation.isEmpty }) else { return }
        raiseBuriedVerb()
        lowerMarkedSubjects()
        joinDoubledSubjects()
        restorePerfects()
        raiseAdjectivesAsSubjects()
        freeSubjectsFromNumbers()
        findLostVerb()
        openClosedOffVerb()
        detachOpeningGerund()
        hangNeighboursOnBorders()
    }

    /// "experts say Uganda has | armed M23": a perfect whose participle was taken for an adjective of its own object.
    private mutating func restorePerfects() {
        for auxiliary in tokens.indices.dropLast(2)
        where tokens[auxiliary].lemma == "have" && ["VBZ", "VBP", "VBD"].contains(tokens[auxiliary].pennTag) {
            let verb = auxiliary + 1
            guard ["VBN", "VBD"].contains(tokens[verb].pennTag), tokens[verb].relation == "amod",
                let object = tokens[verb].head, object > verb, isNoun(object),
                names[object] != nil || names[verb + 1] != nil
            else { continue }
            let isCrossed = tokens[auxiliary].head == verb || tokens[auxiliary].head == object
            let above = isCrossed ? tokens[object].head : tokens[auxiliary].head
            // A parse so odd that putting it right would tie it into a ring is left as it is.
            let moved = tokens.indices.filter { place in
                place < verb && tokens[place].relation.hasPrefix("nsubj")
                    && (tokens[place].head == object || tokens[place].head == auxiliary || place == auxiliary - 1)
            }
            if let above, ([object, auxiliary, verb] + moved).contains(where: { $0 == above || isAbove($0, above) }) {
                continue
            }
            tokens[verb].head = isCrossed ? tokens[object].head : tokens[auxiliary].head
            tokens[verb].relation =
                isCrossed ? (tokens[object].head == nil ? "root" : "ccomp") : tokens[auxiliary].relation
            tokens[auxiliary].head = verb
            tokens[auxiliary].relation = "aux"
            for place in moved {
                tokens[place].head = verb
                tokens[place].relation = "nsubj"
            }
            tokens[object].head = verb
            tokens[object].relation = "obj"
            return
        }
    }

    /// "The former | attacked Sudan", "the general | accused Libya": an adjective that stands for somebody, and a past tense behind
    /// it that was taken for an attribute of the object.
    private mutating func raiseAdjectivesAsSubjects() {
        for subject in tokens.indices.dropFirst().dropLast(2)
        where Self.standing.contains(tokens[subject].form.lowercased())
            && tokens[subject - 1].form.lowercased() == "the"
        {
            let verb = subject + 1
            guard ["VBN", "VBD"].contains(tokens[verb].pennTag), tokens[verb].relation == "amod",
                tokens[subject].relation == "amod", let object = tokens[verb].head, object > verb,
                tokens[subject].head == object, isNoun(object),
                // "the former seized territory" may be one phrase; a name is none's attribute.
                names[object] != nil || names[verb + 1] != nil,
                tokens[object].relation == "root" || tokens[object].relation == "conj"
                    || tokens[object].relation == "parataxis"
            else { continue }
            (tokens[verb].head, tokens[verb].relation) = (tokens[object].head, tokens[object].relation)
            (tokens[object].head, tokens[object].relation) = (verb, "obj")
            (tokens[subject].head, tokens[subject].relation) = (verb, "nsubj")
            for place in tokens.indices
            where tokens[place].head == object && (place < verb || tokens[place].relation == "punct") {
                tokens[place].head = place == subject - 1 ? subject : verb
            }
            return
        }
    }

    /// "in 2019 and | Uganda attacked Rwanda": a name joined with a number, before a verb that has no subject.
    private mutating func freeSubjectsFromNumbers() {
        for place in tokens.indices.dropLast()
        where names[place] != nil && tokens[place].relation == "conj" {
            guard let number = tokens[place].head, tokens[number].pennTag == "CD",
                let verb = tokens.indices.first(where: { $0 > place && names[$0] == nil }),
                ["VBD", "VBZ", "VBP"].contains(tokens[verb].pennTag), tokens[verb].head != place,
                !tokens.contains(where: { $0.head == verb && $0.relation.hasPrefix("nsubj") }), !isAbove(place, verb)
            else { continue }
            tokens[place].head = verb
            tokens[place].relation = "nsubj"
        }
    }

    private static let standing: Set<String> = ["former", "latter", "general", "military"]

    /// "Rwanda, which backs M23, | accused Burundi": a verb hung on the name or on a word of the clause between the commas.
    private mutating func openClosedOffVerb() {
        guard let root = tokens.indices.first(where: { tokens[$0].relation == "root" }), isNoun(root),
            names[root] != nil,
            !tokens.contains(where: { $0.head == root && ["cop", "aux", "nsubj"].contains($0.relation) }),
            let opening = tokens.indices.first(where: { $0 > root && names[$0] != names[root] }),
            tokens[opening].form == ",",
            tokens.indices.contains(where: {
                $0 > opening && tokens[$0].head == root && ["acl", "acl:relcl", "appos"].contains(tokens[$0].relation)
            })
        else { return }
        let verb = tokens.indices.first { place in
            place > opening + 2 && tokens[place - 1].form == ","
                && (["VBD", "VBZ"].contains(tokens[place].pennTag)
                    || isPast(place) && tokens.contains { $0.head == place && $0.relation == "obj" })
                && ["acl", "acl:relcl", "parataxis", "conj", "advcl"].contains(tokens[place].relation)
                && !tokens.contains {
                    $0.head == place && ($0.relation.hasPrefix("nsubj") || $0.relation == "aux:pass")
                }
        }
        guard let verb else { return }
        for place in tokens.indices where tokens[place].head == root && place > verb { tokens[place].head = verb }
        tokens[verb].head = nil
        tokens[verb].relation = "root"
        tokens[root].head = verb
        tokens[root].relation = "nsubj"
    }

    /// "the guarding of the border | with Niger", "handed the defence of its border | with Niger to": whose border it is.
    private mutating func hangNeighboursOnBorders() {
        for place in tokens.indices.dropLast()
        where ["border", "frontier", "boundary"].contains(tokens[place].lemma) && isNoun(place) {
            let mark = place + 1
            guard tokens[mark].form == "with", tokens[mark].relation == "case", let neighbour = tokens[mark].head,
                neighbour > mark, isNoun(neighbour), tokens[neighbour].head != place,
                ["nmod", "obl"].contains(tokens[neighbour].relation), !isAbove(neighbour, place)
            else { continue }
            tokens[neighbour].head = place
            tokens[neighbour].relation = "nmod"
        }
    }

    private func isAbove(_ upper: Int, _ lower: Int) -> Bool {
        var place = lower
        for _ in tokens.indices {
            guard let head = tokens[place].head, tokens.indices.contains(head) else { return false }
            if head == upper { return true }
            place = head
        }
        return true
    }

    /// "Ships of A, B and C held drills, and D …": a verb taken for one more member of the list that is its subject.
    private mutating func raiseBuriedVerb() {
        for verb in tokens.indices where tokens[verb].relation == "conj" && tokens[verb].universalTag == "VERB" {
            guard let subject = tokens[verb].head, subject < verb, isNoun(subject), isSubject(subject), isPast(verb),
                let outer = tokens[subject].head, outer > verb,
                tokens.contains(where: { $0.head == verb && ["obj", "obl"].contains($0.relation) }),
                !tokens.contains(where: {
                    $0.head == verb && ($0.relation.hasPrefix("nsubj") || $0.relation == "aux:pass")
                })
            else { continue }
            for place in tokens.indices where place > verb && tokens[place].head == subject {
                tokens[place].head = outer
                if tokens[place].relation == "conj" { tokens[place].relation = "nsubj" }
            }
            tokens[verb].head = outer
            tokens[verb].relation = "parataxis"
            tokens[subject].head = verb
            return
        }
    }

    /// "gunmen loyal to the Islamic State | killed": what stands behind a preposition is no subject.
    private mutating func lowerMarkedSubjects() {
        for place in tokens.indices where tokens[place].relation == "nsubj" && isNoun(place) {
            guard
                let mark = tokens.indices.first(where: {
                    tokens[$0].head == place && tokens[$0].relation == "case" && $0 < place
                        && ["of", "to", "from", "by", "in", "with"].contains(tokens[$0].lemma)
                }), mark > 0, let verb = tokens[place].head, verb > place,
                tokens.contains(where: {
                    $0.head == verb && $0.relation == "nsubj" && $0.range.upperBound <= tokens[mark].range.lowerBound
                })
            else { continue }
            let before = mark - 1
            guard isNoun(before) || ["ADJ", "VERB"].contains(tokens[before].universalTag) else { continue }
            tokens[place].head = before
            tokens[place].relation = isNoun(before) ? "nmod" : "obl"
        }
    }

    /// "Iran's ally | Hezbollah | attacked": two subjects side by side are one, the name with its description before it.
    private mutating func joinDoubledSubjects() {
        for place in tokens.indices where isSubject(place) && isNoun(place) && names[place] == nil {
            guard let head = tokens[place].head,
                let name = tokens.indices.first(where: {
                    $0 > place && isSubject($0) && tokens[$0].head == head && names[$0] != nil
                }), (place + 1...name).allSatisfy({ $0 == name || names[$0] == names[name] })
            else { continue }
            tokens[place].head = name
            tokens[place].relation = "compound"
        }
        // "Nauru, long an ally of Taiwan, now has": the description behind a name.
        for place in tokens.indices where isSubject(place) && isNoun(place) && names[place] == nil {
            guard let head = tokens[place].head, head > place,
                let name = tokens.indices.last(where: {
                    $0 < place && isSubject($0) && tokens[$0].head == head && names[$0] != nil
                }), name + 1 < tokens.count, tokens[name + 1].form == ",",
                tokens[place + 1..<head].contains(where: { $0.form == "," })
            else { continue }
            tokens[place].head = name
            tokens[place].relation = "appos"
        }
    }

    /// "Israel and Morocco normalised relations": a verb taken for a participle before its own object, in a sentence that is
    /// left without a verb.
    private mutating func findLostVerb() {
        guard let root = tokens.indices.first(where: { tokens[$0].relation == "root" }), isNoun(root),
            !tokens.contains(where: { $0.head == root && ["cop", "aux", "nsubj"].contains($0.relation) })
        else { return }
        let lost = tokens.indices.first { place in
            guard names[root] != nil, place > root, tokens[place].relation == "amod",
                tokens[place].universalTag == "VERB",
                let object = tokens[place].head, object > place, isNoun(object), isPast(place)
            else { return false }
            let before = tokens[place - 1]
            return (names[place - 1] != nil || before.form == ",") && before.universalTag != "DET"
                && !(place + 1..<object).contains { tokens[$0].universalTag == "DET" }
        }
        // "Chadian troops | crossed the river": a participle that has an object of its own is none.
        let cut = tokens.indices.first { place in
            tokens[place].head == root && tokens[place].relation == "acl" && place > root && isPast(place)
                && tokens[place].universalTag == "VERB" && tokens[place - 1].form != ","
                && tokens.contains { $0.head == place && $0.relation == "obj" }
                && !tokens.contains { $0.head == place && ["aux:pass", "nsubj"].contains($0.relation) }
        }
        if lost == nil, let cut {
            for place in tokens.indices where tokens[place].head == root && place > cut { tokens[place].head = cut }
            tokens[cut].head = nil
            tokens[cut].relation = "root"
            tokens[root].head = cut
            tokens[root].relation = "nsubj"
            return
        }
        guard let verb = lost, let object = tokens[verb].head else { return }
        for place in tokens.indices where tokens[place].head == root && place > verb {
            tokens[place].head = verb
        }
        tokens[object].head = verb
        tokens[object].relation = "obj"
        tokens[verb].head = nil
        tokens[verb].relation = "root"
        tokens[root].head = verb
        tokens[root].relation = "nsubj"
    }

    /// "Fighting between A and B intensified": a gerund at the start with a preposition behind it, in a sentence whose verb has
    /// no other subject, is that subject.
    private mutating func detachOpeningGerund() {
        guard let first = tokens.first, first.relation == "advcl", first.universalTag == "VERB",
            first.form.hasSuffix("ing"), let verb = first.head,
            !tokens.contains(where: { $0.head == verb && $0.relation.hasPrefix("nsubj") }),
            !tokens.contains(where: { $0.head == 0 && $0.relation == "obj" }),
            tokens.count > 1, tokens[1].universalTag == "ADP"
        else { return }
        tokens[0].universalTag = "NOUN"
        tokens[0].lemma = first.form.lowercased()
        tokens[0].relation = "nsubj"
        for place in tokens.indices where tokens[place].head == 0 && tokens[place].relation == "obl" {
            tokens[place].relation = "nmod"
        }
    }

    private func isSubject(_ place: Int) -> Bool { tokens[place].relation.hasPrefix("nsubj") }

    private func isNoun(_ place: Int) -> Bool { ["NOUN", "PROPN"].contains(tokens[place].universalTag) }

    private func isPast(_ place: Int) -> Bool {
        ["VBD", "VBN"].contains(tokens[place].pennTag) || tokens[place].form.hasSuffix("ed")
    }
}
