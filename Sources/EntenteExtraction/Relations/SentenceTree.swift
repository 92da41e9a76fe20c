import EntenteModel
import EntenteText

/// A parsed sentence with the actors that its words stand for.
///
/// Positions are indices of `tokens`. Every word has at most one head, and walks upwards stop after as many steps as there
/// are words, so that a broken parse cannot trap them.
struct SentenceTree: Sendable {
    /// The lemma of a name of people ("Syrians").
    static let people = "people"

    let tokens: [Token]
    /// Lower-case lemma, or form where there is none.
    let lemmas: [String]
    private let childrenOf: [[Int]]
    /// The universal relation of each word without its subtype.
    private let bases: [String]
    /// The mention that a word belongs to, as an index of `mentions`.
    private let mentionOf: [Int?]
    let mentions: [Mention]
    /// The word of each mention that the rest of it depends on.
    private let mentionHeads: [Int]

    /// - Parameters:
    ///   - verbForms: Lemmas of verb forms that stand above what the analysis says.
    ///   - nounForms: The same for nouns ("bases" is no plural of "basis").
    init(sentence: Sentence, mentions: [Mention], verbForms: [String: String] = [:], nounForms: [String: String] = [:])
    {
        var owner = [Int?](repeating: nil, count: sentence.tokens.count)
        var next = 0
        for (number, mention) in mentions.enumerated() {
            while next < owner.count, sentence.tokens[next].range.upperBound <= mention.range.lowerBound { next += 1 }
            var place = next
            while place < owner.count, sentence.tokens[place].range.lowerBound < mention.range.upperBound {
                owner[place] = number
                place += 1
            }
        }
        mentionOf = owner
        let tokens = TreeRepair(tokens: sentence.tokens, names: owner).tokens
        self.tokens = tokens
        lemmas = tokens.indices.map { place in
            let token = tokens[place]
            // "Syrians" are people, not the state that they stand for.
            if let number = owner[place], Self.isPeople(mentions[number], place, tokens) { return Self.people }
            if token.universalTag == "VERB", let lemma = verbForms[token.form.lowercased()] { return lemma }
            if token.universalTag == "NOUN", let lemma = nounForms[token.form.lowercased()] { return lemma }
            return (token.lemma.isEmpty ? token.form : token.lemma).lowercased()
        }
        bases = tokens.map { token in
            token.relation.utf8.contains(UInt8(ascii: ":"))
                ? String(token.relation.prefix { $0 != ":" }) : token.relation
        }
        var children = [[Int]](repeating: [], count: tokens.count)
        for (place, token) in tokens.enumerated() {
            if let head = token.head, tokens.indices.contains(head), head != place { children[head].append(place) }
        }
        childrenOf = children
        self.mentions = mentions
        mentionHeads = mentions.indices.map { number in
            let own = owner.indices.filter { owner[$0] == number }
            return own.first { place in
                guard let head = tokens[place].head, owner.indices.contains(head) else { return true }
                return owner[head] != number
            } ?? own.first ?? -1
        }
    }

    /// Whether a word names people of a state: "Syrians", or "Sudanese" where no noun follows.
    func isPeople(_ place: Int) -> Bool { lemmas[place] == Self.people && mentionOf[place] != nil }

    private static func isPeople(_ mention: Mention, _ place: Int, _ tokens: [Token]) -> Bool {
        if mention.isPeople { return true }
        guard mention.role == .qualifier,
            ["nsubj", "nsubj:pass", "obj", "obl", "nmod"].contains(tokens[place].relation)
        else { return false }
        let next = place + 1 < tokens.count ? tokens[place + 1].universalTag : ""
        return !["NOUN", "PROPN", "ADJ", "PUNCT"].contains(next)
            || [",", "."].contains(place + 1 < tokens.count ? tokens[place + 1].form : "")
    }

    /// "Russian-occupied", "rebel-held": a participle that a hyphen ties to who does it.
    func isHyphenated(_ place: Int) -> Bool {
        place > 1 && tokens[place - 1].form == "-"
            && children(place).contains { $0 < place && mentionOf[$0] != nil }
    }

    var isParsed: Bool { tokens.contains { !$0.relation.isEmpty } }

    func children(_ place: Int) -> [Int] { childrenOf[place] }

    /// Children with one of the given relations; a plain name ("obl") also takes its subtypes ("obl:tmod").
    ///
    /// The names are few: comparing with each is quicker than hashing.
    func children(_ place: Int, _ relations: [String]) -> [Int] {
        childrenOf[place].filter { relations.contains(tokens[$0].relation) || relations.contains(bases[$0]) }
    }

    func head(_ place: Int) -> Int? {
        tokens[place].head.flatMap { tokens.indices.contains($0) && $0 != place ? $0 : nil }
    }

    /// How many steps of the tree lie between two words; more than any tree has where nothing joins them.
    func distance(_ first: Int, _ second: Int) -> Int {
        var above = [first]
        while above.count <= tokens.count, let next = head(above[above.count - 1]) { above.append(next) }
        var place = second
        for steps in 0...tokens.count {
            if let met = above.firstIndex(of: place) { return met + steps }
            guard let next = head(place) else { break }
            place = next
        }
        return 2 * tokens.count
    }

    /// The universal relation without its subtype.
    func base(_ place: Int) -> String { bases[place] }

    func has(_ place: Int, _ relation: String) -> Bool { tokens[place].relation == relation }

    /// The mention that stands at a word as a whole: the word is the one that the rest of the mention depends on.
    func mention(at place: Int) -> Mention? {
        guard let number = mentionOf[place], mentionHeads[number] == place else { return nil }
        return mentions[number]
    }

    /// The mention that a word is part of.
    func mention(around place: Int) -> Mention? { mentionOf[place].map { mentions[$0] } }

    /// The first word of the mention that covers a word.
    func startOfMention(around place: Int) -> Int {
        var start = place
        while start > 0, mentionOf[start - 1] == mentionOf[place] { start -= 1 }
        return start
    }

    /// The prepositions of a nominal: "from" in "from Niger", "because of" in "because of Niger".
    func prepositions(_ place: Int) -> [String] {
        children(place, ["case"]).map { mark in
            ([mark] + children(mark, ["fixed"])).map { lemmas[$0] }.joined(separator: " ")
        }
    }

    func isVerb(_ place: Int) -> Bool { tokens[place].universalTag == "VERB" || tokens[place].pennTag.hasPrefix("VB") }

    func isNoun(_ place: Int) -> Bool { ["NOUN", "PROPN"].contains(tokens[place].universalTag) }

    /// The word and those coordinated with it.
    func coordinated(_ place: Int) -> [Int] {
        var result = [place]
        var next = 0
        while next < result.count, result.count < 64 {
            result += children(result[next], ["conj"]).filter { !result.contains($0) }
            next += 1
        }
        return result.count > 1 ? result.filter { !isReplaced($0, among: result) && !isExcluded($0) } : result
    }

    /// "Kenya rather than Uganda", "Sudan but not Chad", "unlike Uganda": who is named as no part of it.
    func isExcluded(_ place: Int) -> Bool {
        if children(place, ["case"]).contains(where: { lemmas[$0] == "unlike" }) { return true }
        guard base(place) == "conj" else { return false }
        let marks = children(place, ["cc", "advmod", "case"]).map { lemmas[$0] }
        return marks.contains("rather") || marks.contains("instead") || marks.contains("not") && !marks.contains("only")
    }

    private static let limiting: Set<String> = [
        "only", "just", "merely", "solely", "simply", "alone", "exclusively", "purely", "so", "even", "necessarily",
    ]

    /// Whether a name is only said to be the wrong one: the first of "not Kenya but Uganda", not of "not only Kenya but".
    private func isReplaced(_ place: Int, among coordinated: [Int]) -> Bool {
        let isContrasted = coordinated.contains { next in
            next > place && head(next) == place && children(next, ["cc"]).contains { lemmas[$0] == "but" }
        }
        guard isNoun(place), isContrasted else { return false }
        return children(place, ["advmod", "cc:preconj"]).contains { child in
            lemmas[child] == "not"
                && !(child + 1 < tokens.count && Self.limiting.contains(lemmas[child + 1]))
        }
    }
}
