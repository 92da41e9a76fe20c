import EntenteModel
import EntenteText

/// Who answers in an interview: there "we" and "I" stand outside quotation marks.
///
/// A document is an interview where several paragraphs ask, set in bold or behind "Q:", or, where the text says that it is one,
/// by ending in a question mark, and where those behind them speak in the first person. Explainers ask too, but nobody says "I".
struct InterviewSpeaker {
    let person: ActorID
    /// Whom "we" stands for: whom the person acts for, else the state beside the name or the only one that the sentence which
    /// introduces the person names.
    let side: ActorID?
    /// Whether each sentence is part of an answer.
    let isAnswer: [Bool]

    private enum Form { case plain, question, marked }

    /// - Parameter found: The mentions of each sentence, and who is behind them.
    /// - Returns: Nil where the document is no interview, or it is not plain who answers.
    /// - Complexity: linear in the length of the text.
    init?(
        _ document: Document, sentences: [Sentence], trees: [SentenceTree], found: MentionFinder.Result,
        lexicon: Lexicon
    ) {
        let paragraphs = Self.paragraphs(sentences, document)
        let texts = paragraphs.map { range in
            document.quote(
                sentences[range.lowerBound].range.lowerBound..<sentences[range.upperBound - 1].range.upperBound) ?? ""
        }
        let forms = texts.map(Self.form)
        let isMarked = forms.filter { $0 == .marked }.count > 2
        let questions = forms.indices.filter { forms[$0] == (isMarked ? .marked : .question) }
        guard questions.count > 2, let first = questions.first,
            !isMarked || questions.filter({ texts[$0].contains("?") }).count * 2 > questions.count
        else { return nil }
        // What stands behind a question, up to the next one.
        let answers = paragraphs.indices.filter { $0 > first && !questions.contains($0) }
        let personal = answers.filter { paragraphs[$0].contains { Self.speaks(trees[$0], lexicon) } }
        guard !answers.isEmpty, personal.count * 3 >= answers.count else { return nil }

        let introduction = 0..<paragraphs[first].lowerBound
        guard isMarked || introduction.contains(where: { Self.announces(trees[$0]) }),
            let (number, mention) = Self.introduced(in: introduction, trees, found)
        else { return nil }
        person = mention.actor
        side =
            found.actors[mention.actor]?.principal
            ?? Self.state(beside: mention, in: trees[number], found)
        var isAnswer = [Bool](repeating: false, count: trees.count)
        for place in answers {
            for sentence in paragraphs[place] { isAnswer[sentence] = true }
        }
        self.isAnswer = isAnswer
    }

    /// The one person whom the introduction names, or to whom it says that somebody spoke; nil where there are several.
    private static func introduced(
        in introduction: Range<Int>, _ trees: [SentenceTree], _ found: MentionFinder.Result
    ) -> (Int, Mention)? {
        var named: [(number: Int, mention: Mention, isAsked: Bool)] = []
        for number in introduction {
            let tree = trees[number]
            for mention in tree.mentions where mention.role == .name && found.actors[mention.actor]?.kind == "person" {
                guard let place = tree.tokens.firstIndex(where: { mention.range.contains($0.range.lowerBound) }) else {
                    continue
                }
                let before = tree.tokens[max(0, place - 3)..<place].map { $0.form.lowercased() }
                if before.last == "by" { continue }
                named.append((number, mention, before.contains(where: announcements.contains)))
            }
        }
        if let asked = named.first(where: \.isAsked) { return (asked.number, asked.mention) }
        guard let first = named.first, named.allSatisfy({ $0.mention.actor == first.mention.actor }) else { return nil }
        return (first.number, first.mention)
    }

    private static func state(beside person: Mention, in tree: SentenceTree, _ found: MentionFinder.Result) -> ActorID?
    {
        let states = tree.mentions.filter { found.actors[$0.actor]?.kind == "state" }
        if let beside = states.first(where: { (0...20).contains(person.range.lowerBound - $0.range.upperBound) }) {
            return beside.actor
        }
        guard let first = states.first, states.allSatisfy({ $0.actor == first.actor }) else { return nil }
        return first.actor
    }

    private static let announcements: Set<String> = [
        "interview", "interviewed", "interviewing", "spoke", "talked", "met",
    ]

    private static func announces(_ tree: SentenceTree) -> Bool {
        tree.tokens.contains { announcements.contains($0.form.lowercased()) }
    }

    /// Whether a sentence has a word of the first person outside quotation marks.
    private static func speaks(_ tree: SentenceTree, _ lexicon: Lexicon) -> Bool {
        var isQuoted = false
        for token in tree.tokens {
            switch token.form {
            case "“": isQuoted = true
            case "”": isQuoted = false
            case "\"": isQuoted.toggle()
            default: if !isQuoted, lexicon.isCue(token.form.lowercased(), "firstPerson") { return true }
            }
        }
        return false
    }

    private static func form(_ text: String) -> Form {
        if text.hasPrefix("**") && text.hasSuffix("**") && text.utf8.count > 4 || text.hasPrefix("Q:")
            || text.hasPrefix("Question:")
        {
            return .marked
        }
        return text.last { !"_\"”’'".contains($0) } == "?" ? .question : .plain
    }

    /// The sentences of each paragraph of the document.
    private static func paragraphs(_ sentences: [Sentence], _ document: Document) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var number = 0
        for paragraph in document.body {
            let first = number
            while number < sentences.count, sentences[number].range.lowerBound < paragraph.upperBound { number += 1 }
            if first < number { result.append(first..<number) }
        }
        return result
    }
}
