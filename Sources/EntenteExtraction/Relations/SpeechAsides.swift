import EntenteModel
import EntenteText

/// Who speaks in a clause that is put into what he says or behind it: "…, the ministry noted, …", "…,” N. N. warned."
///
/// The order of the words and the commas tell; trees often go wrong about such clauses.
struct SpeechAsides {
    struct Aside {
        let words: Range<Int>
        let verb: Int
        let speaker: ActorID
        /// Whether it stands behind a quotation mark: then only what is quoted is his.
        let isBehindQuotation: Bool
    }

    let tree: SentenceTree
    let lexicon: Lexicon
    let arguments: PredicateArguments

    /// Words that may stand in an aside besides who speaks and the verb.
    private static let longest = 10

    enum Finding: Equatable {
        case says(ActorID)
        /// The word belongs to an aside: "N. N., an expert at X, recalled".
        case isPart
    }

    /// Who says what a word says: the next aside behind it, else the last before it, neither beyond a semicolon.
    func speaker(of predicate: Int, among asides: [Aside]) -> Finding? {
        let asides = asides.filter { $0.verb != predicate }
        if asides.contains(where: { $0.words.contains(predicate) }) { return .isPart }
        let near = asides.filter { aside in
            let between =
                aside.words.lowerBound > predicate
                ? predicate..<aside.words.lowerBound : min(aside.words.upperBound, predicate)..<predicate
            if between.contains(where: { form($0) == ";" }) { return false }
            // Behind a quotation only what is quoted as well is his.
            return !aside.isBehindQuotation || aside.words.lowerBound > predicate
                || between.contains(where: isQuotationMark)
        }
        let chosen = near.first { $0.words.lowerBound > predicate } ?? near.last
        return chosen.map { .says($0.speaker) }
    }

    private func isSaying(_ place: Int) -> Bool {
        guard tree.isVerb(place) else { return false }
        if tree.lemmas[place] == "make" { return form(place + 1) == "known" }
        return lexicon.isCue(tree.tokens[place].form.lowercased(), "sayingForm")
            && (!lexicon.isCue(tree.lemmas[place], "disputingVerb") || !tree.children(place, ["ccomp"]).isEmpty)
    }

    /// All asides of the sentence.
    func all() -> [Aside] {
        tree.tokens.indices.filter { isSaying($0) }.compactMap { before($0) ?? inverted($0) }
    }

    /// ", the ministry noted,", ", N. N., an expert at X, recalled."
    private func before(_ verb: Int) -> Aside? {
        guard verb > 1, let end = end(behind: tree.lemmas[verb] == "make" ? verb + 2 : verb + 1, of: verb) else {
            return nil
        }
        var last = verb - 1
        var named: ActorID?
        if form(last) == "," {
            // The apposition behind the name.
            guard let comma = (0..<last).last(where: { form($0) == "," }), comma > 0, last - comma <= Self.longest
            else {
                return nil
            }
            // "its prime minister, N. N., announced"
            if let name = tree.mention(around: comma + 1), name.role == .name, comma + 1 < last,
                (comma + 1..<last).allSatisfy({ tree.mention(around: $0) == name })
            {
                named = name.actor
            }
            last = comma - 1
        }
        guard let start = nominal(endingAt: last) else { return nil }
        let opening = form(start - 1) == "as" ? start - 2 : start - 1
        guard opening >= 0, isBreak(opening) else { return nil }
        let found = named.map { [$0] } ?? arguments.actors(last)
        guard found.count == 1 else { return nil }
        return Aside(words: opening..<end, verb: verb, speaker: found[0], isBehindQuotation: isQuoted(opening))
    }

    /// ",” warned N. N., the minister."
    private func inverted(_ verb: Int) -> Aside? {
        guard verb > 0, isBreak(verb - 1),
            let subject = tree.children(verb, ["nsubj", "obj", "iobj"]).first(where: {
                $0 > verb && $0 - verb <= Self.longest
            }
            ),
            !(verb + 1..<subject).contains(where: { tree.isVerb($0) || isBreak($0) }),
            tree.children(verb, ["nsubj"]).allSatisfy({ $0 >= subject })
        else { return nil }
        let named = arguments.actors(subject)
        guard named.count == 1 else { return nil }
        return Aside(
            words: verb - 1..<subject + 1, verb: verb, speaker: named[0], isBehindQuotation: isQuoted(verb - 1))
    }

    /// Where an aside ends whose verb has nothing behind it but circumstances: "in a statement of August 18", "on Monday".
    private func end(behind place: Int, of verb: Int) -> Int? {
        var end = place
        while end < tree.tokens.count, !isBreak(end) {
            guard end - place < Self.longest, form(end) != "that" else { return nil }
            let tag = tree.tokens[end].pennTag
            if tree.isVerb(end), tag != "VBN" { return nil }
            if end == place {
                let isTold = tree.lemmas[verb] == "tell"
                guard ["IN", "RB", "TO"].contains(tag) || isTold || StatementDates.weekdays[form(end)] != nil else {
                    return nil
                }
            }
            end += 1
        }
        return end
    }

    private func nominal(endingAt last: Int) -> Int? {
        guard last >= 0, tree.isNoun(last) || tree.tokens[last].universalTag == "PRON" else { return nil }
        var start = last
        while start > 0, last - start < Self.longest, Self.nominal.contains(tree.tokens[start - 1].pennTag) {
            start -= 1
        }
        return start
    }

    private static let nominal: Set<String> = [
        "DT", "JJ", "NN", "NNS", "NNP", "NNPS", "POS", "PRP$", "CD", "FW", "HYPH",
    ]

    private func isBreak(_ place: Int) -> Bool {
        [",", ".", ";", ":", "—", "–", "--", ")", "(", "!", "?"].contains(form(place)) || isQuotationMark(place)
    }

    private func isQuotationMark(_ place: Int) -> Bool { ["\"", "”", "“", "''", "``", "’", "'"].contains(form(place)) }

    /// Whether a quotation ends here: the mark itself, or the comma behind or before it.
    private func isQuoted(_ place: Int) -> Bool {
        isQuotationMark(place) || place > 0 && isQuotationMark(place - 1)
    }

    private func form(_ place: Int) -> String {
        tree.tokens.indices.contains(place) ? tree.tokens[place].form.lowercased() : ""
    }
}
