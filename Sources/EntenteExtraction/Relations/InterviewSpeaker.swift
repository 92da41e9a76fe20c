import EntenteModel
import EntenteText

/// Who answers in an interview: there "we" and "I" stand outside quotation marks.
///
/// An interview is told by its questions: paragraphs of their own, set in bold or behind "Q:", or, where the text calls itself
/// an interview or says that somebody was spoken to, paragraphs that end with a question mark.
struct InterviewSpeaker {
    let person: ActorID
    /// Whom "we" stands for: whom the person acts for, else the state beside the name where the person is introduced.
    let side: ActorID?
    /// Whether each sentence is part of an answer.
    let isAnswer: [Bool]

    private enum Paragraph { case plain, question, markedQuestion }

    /// - Parameters:
    ///   - mentions: Those of each sentence.
    /// - Returns: Nil where the document is no interview, or introduces nobody.
    init?(_ document: Document, sentences: [Sentence], mentions: [[Mention]], actors: [ActorID: Actor]) {
        let paragraphs = Self.paragraphs(sentences, document)
        let texts = paragraphs.map { range in
            (document.quote(
                sentences[range.lowerBound].range.lowerBound..<sentences[range.upperBound - 1].range.upperBound)
                ?? "").trimming
        }
        let forms = texts.map(Self.form)
        guard let first = forms.firstIndex(where: { $0 != .plain }) else { return nil }
        let isMarked = forms.contains(.markedQuestion)
        let isAnnounced = texts[..<first].contains { text in
            let words = Set(text.lowercased().split { !$0.isLetter }.map(String.init))
            return !words.isDisjoint(with: Self.announcements)
        }
        func isQuestion(_ place: Int) -> Bool { isMarked ? forms[place] == .markedQuestion : forms[place] == .question }
        let questions = forms.indices.filter(isQuestion)
        let answered = questions.filter { $0 + 1 < forms.count && !isQuestion($0 + 1) }
        guard isMarked || isAnnounced, answered.count >= 3, questions.count * 5 >= forms.count - first else {
            return nil
        }
        // Whoever is named first before the questions, else in the first of them.
        let introduction = 0..<paragraphs[first].upperBound
        let introduced = introduction.lazy.compactMap { number in
            mentions[number].first { $0.role == .name && actors[$0.actor]?.kind == "person" }.map { (number, $0.actor) }
        }.first
        guard let introduced else { return nil }
        person = introduced.1
        side =
            actors[introduced.1]?.principal
            ?? mentions[introduced.0].first { actors[$0.actor]?.kind == "state" }?.actor
        var isAnswer = [Bool](repeating: false, count: sentences.count)
        for place in paragraphs.indices where place > first && !isQuestion(place) {
            for number in paragraphs[place] { isAnswer[number] = true }
        }
        self.isAnswer = isAnswer
    }

    private static let announcements: Set<String> = [
        "interview", "interviewed", "spoke", "conversation", "talked", "asked",
    ]

    private static func form(_ text: String) -> Paragraph {
        if text.hasPrefix("**") && text.hasSuffix("**") && text.count > 4 || text.hasPrefix("Q:")
            || text.hasPrefix("Question:")
        {
            return .markedQuestion
        }
        return text.last { !"*_\"”’'".contains($0) } == "?" ? .question : .plain
    }

    /// The sentences of each paragraph.
    private static func paragraphs(_ sentences: [Sentence], _ document: Document) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var start = 0
        for number in sentences.indices.dropFirst() {
            let between = document.quote(sentences[number - 1].range.upperBound..<sentences[number].range.lowerBound)
            guard between?.contains(where: \.isNewline) ?? false else { continue }
            result.append(start..<number)
            start = number
        }
        if start < sentences.count { result.append(start..<sentences.count) }
        return result
    }
}

extension String {
    /// Without the white space around it.
    fileprivate var trimming: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
