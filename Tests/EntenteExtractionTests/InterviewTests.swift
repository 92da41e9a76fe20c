import EntenteExtraction
import EntenteModel
import Testing

/// Who answers in an interview speaks for a side without being quoted.
@Suite struct InterviewTests {
    private static let answers = [
        "We are grateful. Uganda recognised us in May.", "I doubt it. Chad attacked us twice.",
        "Our people want peace.",
    ]

    private func interview(introduction: String, marks: (String, String) = ("**", "**")) -> String {
        let questions = ["Who is your friend?", "Is there any danger?", "What do you want?"]
        let body = zip(questions, Self.answers).map { "\(marks.0)\($0)\(marks.1)\n\n\($1)" }
        return ([introduction] + body).joined(separator: "\n\n")
    }

    @Test(arguments: [("**", "**"), ("Q: ", ""), ("", "")])
    func weIsTheSideOfWhoAnswers(before: String, after: String) throws {
        let text = interview(
            introduction: "Interview by our editor.\n\nThe Kenyan lawyer Peter Okello teaches in Nairobi.",
            marks: (before, after))
        let relations = try SharedExtractor.relations(text)
        #expect(relations.contains("uganda recognizes kenya asserted"))
        #expect(relations.contains("chad attacks kenya asserted"))
    }

    @Test func answersAreSaidByWhoAnswers() throws {
        let text = interview(introduction: "We spoke to the Kenyan lawyer Peter Okello in May.")
        let found = try SharedExtractor.extract(text).findings.filter { $0.kind == "recognizes" }
        #expect(found.map(\.statement.attributedTo) == ["peter-okello"])
    }

    @Test(arguments: [
        // Nobody says "I".
        "Interview with Peter Okello, a Kenyan.\n\n**Why?**\n\nChad left.\n\n**When?**\n\nUganda left.\n\n**So?**\n\nMali left.",
        // Headings do not ask.
        "Peter Okello, a Kenyan, said so.\n\n**Then**\n\nWe left.\n\n**Now**\n\nWe stay.\n\n**Later**\n\nUganda recognised us.",
        // Two are named, and nobody says which of them answers.
        "Peter Okello and Ana Moreno sat down for an interview.\n\nWhy?\n\nWe left.\n\nWhen?\n\nUganda saw us.\n\nSo?\n\nWe left.",
        "", "Why?", "Why?\n\nWhy?\n\nWhy?",
    ])
    func otherTextsAreNoInterviews(text: String) throws {
        #expect(try SharedExtractor.extract(text).findings.allSatisfy { $0.statement.attributedTo == nil })
    }
}
