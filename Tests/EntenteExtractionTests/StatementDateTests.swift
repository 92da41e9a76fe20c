import EntenteExtraction
import EntenteModel
import Testing

/// When a statement holds, against a document of Saturday, 7 August 2021.
@Suite struct StatementDateTests {
    @Test(arguments: [
        ("on 2021-07-05", "2021-07-05"), ("on 7 August 2020", "2020-08-07"), ("on August 7, 2020", "2020-08-07"),
        ("on August 7th, 2020", "2020-08-07"), ("on August 5", "2021-08-05"), ("on 5 August", "2021-08-05"),
        ("on August 9", "2020-08-09"), ("in August 2019", "2019-08"), ("in July", "2021-07"),
        ("in December", "2020-12"), ("in 2014", "2014"), ("on Friday", "2021-08-06"), ("on Saturday", "2021-08-07"),
        ("on Sunday", "2021-08-01"), ("in mid-July", "2021-07"), ("at the end of July", "2021-07"),
        ("as far back as July", "2021-07"), ("in early 2014", "2014"), ("last week", "2021"),
    ])
    func aSentenceGivesTheDateOfItsStatement(words: String, date: String) throws {
        #expect(try found("Russia attacked Ukraine \(words).") == date)
    }

    @Test(arguments: [
        ("Russia, which signed an accord with Mali in 2009, attacked Ukraine in 2014, in winter.", "2014"),
        ("In 2009, a year of plenty, Mali signed an accord; Russia attacked Ukraine in 2014.", "2014"),
        ("KYIV, 7 August 2021 — Russia attacked Ukraine on Thursday.", "2021-08-05"),
        ("July also saw Russia attack Ukraine.", "2021-07"),
        ("On 7 August 2021 well-armed men of Russia attacked Ukraine.", "2021-08-07"),
    ])
    func ofTwoDatesTheOneOfTheEventCounts(sentence: String, date: String) throws {
        #expect(try found(sentence) == date)
    }

    @Test func aWeekIsGivenByItsMonthWhereItLiesInOne() throws {
        #expect(try found("Russia attacked Ukraine last week.", published: "2021-08-20") == "2021-08")
    }

    @Test(arguments: [
        "In the October War Russia attacked Ukraine.", "Russia attacked Ukraine.",
        "Russia attacked Ukraine on July 5 and on July 6.", "Russia may attack Ukraine.",
        "Russia attacked Ukraine with 2014 men.", "Russia attacked Ukraine on February 30, 2021.",
    ])
    func aSentenceWithoutOneDateGivesNone(sentence: String) throws {
        #expect(try found(sentence) == nil)
    }

    @Test func withoutADateOfTheDocumentOnlyWholeDatesCount() throws {
        #expect(try found("Russia attacked Ukraine on Friday.", published: nil) == nil)
        #expect(try found("Russia attacked Ukraine on August 5.", published: nil) == nil)
        #expect(try found("Russia attacked Ukraine in 2014.", published: nil) == "2014")
    }

    private func found(_ sentence: String, published: String? = "2021-08-07") throws -> String? {
        let findings = try SharedExtractor.extract(sentence, published: published).findings
        let finding = try #require(findings.first { $0.kind == "attacks" })
        return finding.statement.date?.description
    }
}
