import EntenteExtraction
import EntenteModel
import Testing

/// Who says what a sentence says.
@Suite struct SpeakerTests {
    @Test(arguments: [
        "Mali has attacked Niger, Paul Kagame noted, and more is to come.",
        "Mali, Paul Kagame said, has attacked Niger.",
        "Mali has attacked Niger, Paul Kagame made known in a statement of August 18.",
        "“Mali has attacked Niger,” Paul Kagame warned.", "“Mali has attacked Niger,” warned Paul Kagame.",
        "Mali has attacked Niger, as Paul Kagame announced on Monday.",
        "Mali has attacked Niger, Paul Kagame, who visited Chad, recalled.",
        "Paul Kagame told a news conference that Mali had attacked Niger.",
        "Paul Kagame confirmed the attack by Mali on Niger.",
    ])
    func `Who speaks in a clause of its own says the rest of the sentence`(text: String) throws {
        #expect(try speakers(text, "attacks") == ["paul-kagame"])
    }

    @Test(arguments: [
        "“We are ready,” Paul Kagame said after Mali attacked Niger.", "When Mali attacked Niger, Paul Kagame slept.",
        "Paul Kagame, they said, slept. Mali attacked Niger.",
    ])
    func `What stands outside the speech is nobody's word`(text: String) throws {
        #expect(try speakers(text, "attacks") == [nil])
    }

    @Test func `Of two who say so the one counts who is no party to it`() throws {
        let text = "Paul Kagame reported that Mali had announced that Mali would attack Niger."
        #expect(try speakers(text, "attacks") == ["paul-kagame"])
    }

    @Test func `What somebody is stands beside what he says`() throws {
        let text = "Kenya will help Mali, said Paul Kagame, the president of Rwanda."
        #expect(try speakers(text, "leads") == [nil])
        #expect(try speakers(text, "aids") == ["paul-kagame"])
    }

    @Test func `Where a place lies may be said as well`() throws {
        #expect(try speakers("Vladimir Putin said that Kherson lies in Russia.", "locatedIn") == ["vladimir-putin"])
    }

    @Test func `Of several clauses each has its own speaker`() throws {
        let text = "Mali attacked Niger, Paul Kagame said, and Chad attacked Togo, William Ruto said."
        let found = try SharedExtractor.extract(text).findings.filter { $0.kind == "attacks" }
        let said = Dictionary(uniqueKeysWithValues: found.map { ($0.source, $0.statement.attributedTo) })
        #expect(said == ["mali": "paul-kagame", "chad": "william-ruto"])
    }

    @Test func `A semicolon ends what somebody says`() throws {
        let found = try SharedExtractor.extract("Mali attacked Niger; France recognised Palestine, Paul Kagame noted.")
            .findings
        #expect(found.first { $0.kind == "attacks" }?.statement.attributedTo == nil)
        #expect(found.first { $0.kind == "recognizes" }?.statement.attributedTo == "paul-kagame")
    }

    private func speakers(_ text: String, _ kind: String) throws -> [ActorID?] {
        try SharedExtractor.extract(text).findings.filter { $0.kind == kind }.map(\.statement.attributedTo)
    }
}
