import EntenteModel
import EntenteText

/// States that no list has, known by what only states have: "Benia's foreign minister", "the army of Orland".
extension MentionPass {
    /// Notes the unseen names of a sentence that offices and bodies of states belong to.
    mutating func noteUnseenStates(_ spans: [Span], _ words: [NameWord], _ sentence: Sentence) {
        for place in words.indices {
            guard let (noun, end) = stateNoun(words, at: place) else { continue }
            for name in [ownerName(words, before: place, spans), ownerName(words, behind: end, noun, spans)] {
                guard let name, !isPersonsName(name, words, sentence) else { continue }
                let text = spelled(words[name])
                // Two different signs that are not sure by themselves are as good as one that is.
                guard statesSigns[text, default: []].insert(noun.text).inserted else { continue }
                noteSign(text, kind: "state", weight: noun.isSure || isGuessedPlace(name, words, sentence) ? 2 : 1)
            }
        }
    }

    /// An office or a body that states have.
    private struct StateNoun {
        let text: String
        /// Whether no party, province or company has it.
        let isSure: Bool
        /// Whether a name may stand behind it: "President N. N. of Orland".
        let isOffice: Bool
    }

    private func stateNoun(_ words: [NameWord], at place: Int) -> (StateNoun, end: Int)? {
        if let (title, end) = title(words, at: place, where: { _ in true }),
            title.words.contains(where: { lexicon.isCue($0, "stateTitle") })
        {
            let text = title.words.joined(separator: " ")
            return (StateNoun(text: text, isSure: lexicon.isCue(text, "sureStateTitle"), isOffice: true), end)
        }
        for body in lexicon.bodies[words[place].folded] ?? [] where body.label != "Group" {
            let end = place + body.words.count
            let text = body.words.joined(separator: " ")
            let (isSure, isWeak) = (lexicon.isCue(text, "sureStateBody"), lexicon.isCue(text, "stateBody"))
            guard isSure || isWeak, end <= words.count,
                zip(body.words, words[place..<end]).allSatisfy({ $0 == $1.folded })
            else { continue }
            return (StateNoun(text: text, isSure: isSure, isOffice: false), end)
        }
        return nil
    }

    /// "Benia" in "Benia's deputy foreign minister".
    private func ownerName(_ words: [NameWord], before place: Int, _ spans: [Span]) -> Range<Int>? {
        var end = place
        while end > 0, place - end < 3, words[end - 1].capitals == .none, words[end - 1].gap == .space,
            words[end - 1].folded != "s", isQualifying(words[end - 1])
        {
            end -= 1
        }
        guard end > 1, words[end - 1].folded == "s", words[end - 2].gap == .possessive else { return nil }
        var start = end - 1
        while start > 0, end - 1 - start < 2, isOfUnseenState(words, start - 1, spans),
            start == end - 1 || words[start - 1].gap == .space
        {
            start -= 1
        }
        // The first word of a sentence is capitalised whatever it is: "Even Benia's".
        return start < end - 1 && (start == 0 || words[start - 1].capitals == .none || words[start - 1].gap != .space)
            ? start..<end - 1 : nil
    }

    /// "Orland" in "the government of Orland", "Prime Minister N. N. of Orland".
    private func ownerName(_ words: [NameWord], behind end: Int, _ noun: StateNoun, _ spans: [Span]) -> Range<Int>? {
        guard end < words.count, words[end - 1].gap == .space else { return nil }
        var joint = end
        while noun.isOffice, joint < words.count, joint - end < 4, words[joint].capitals != .none,
            words[joint].gap == .space
        {
            joint += 1
        }
        guard joint + 1 < words.count, words[joint].folded == "of", words[joint].gap == .space else { return nil }
        var last = joint + 1
        while last < words.count, last - joint < 3, isOfUnseenState(words, last, spans) {
            last += 1
            if words[last - 1].gap != .space { break }
        }
        guard last > joint + 1, last == words.count || words[last - 1].gap != .hyphen,
            last == words.count || words[last].capitals == .none || words[last - 1].gap != .space,
            // "the army of Okello's brother"
            words[last - 1].gap != .possessive
        else { return nil }
        return joint + 1..<last
    }

    private func isOfUnseenState(_ words: [NameWord], _ place: Int, _ spans: [Span]) -> Bool {
        let word = words[place]
        return word.capitals == .first && word.folded.count > 2 && !covers(spans, place)
            && !lexicon.isCue(word.folded, "organizationWord") && !lexicon.isCue(word.folded, "partyWord")
            && !lexicon.isCue(word.folded, "eventWord") && !lexicon.isCue(word.folded, "determiner")
            && !lexicon.isCue(word.folded, "honorific") && lexicon.titles[word.folded] == nil
            && lexicon.typeNouns[word.folded] == nil && lexicon.descriptions[word.folded] == nil
            && lexicon.bodies[word.folded] == nil
            && finder.index.matches(in: [word]).isEmpty
    }

    private func isPersonsName(_ name: Range<Int>, _ words: [NameWord], _ sentence: Sentence) -> Bool {
        for place in name {
            if surnames[words[place].folded] != nil || throned[words[place].folded] != nil { return true }
            if finder.leaders.leader(surnamed: words[place]) != nil { return true }
        }
        if lexicon.givenNames.contains(words[name.lowerBound].folded) { return true }
        guard let typeName = finder.typeName, let tokens = tokenRange(of: name, in: sentence, words) else {
            return false
        }
        let typing = typeName(tokens, sentence)
        return typing.type == .person && typing.lead > 1.5
    }

    private func isGuessedPlace(_ name: Range<Int>, _ words: [NameWord], _ sentence: Sentence) -> Bool {
        guard let typeName = finder.typeName, let tokens = tokenRange(of: name, in: sentence, words) else {
            return false
        }
        let typing = typeName(tokens, sentence)
        return typing.type == .place && typing.lead > 1
    }
}
