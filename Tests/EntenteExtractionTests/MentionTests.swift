import EntenteExtraction
import EntenteModel
import Testing

/// Who a text names, seen from outside.
@Suite struct MentionTests {
    @Test(arguments: [
        ("The US met Iran, and it told us about it.", ["iran", "united-states"]), ("They told us so.", []),
        ("They ate turkey in Turkey.", ["turkey"]), ("They ate turkey.", []), ("Nato and NATO are one.", ["nato"]),
        ("Mali is a state; mali is none.", ["mali"]), ("The U.S. and the U.S left.", ["united-states"]),
        ("The chad fell from the card.", []), ("Côte d’Ivoire met Cote d'Ivoire.", ["ivory-coast"]),
        ("Türkiye's neighbour is Turkiye.", ["turkey"]), ("AFGHANISTAN", ["afghanistan"]),
    ])
    func capitalsDecideWhatIsAName(text: String, actors: [String]) throws {
        #expect(try SharedExtractor.named(text) == actors)
    }

    @Test func theLongestNameWins() throws {
        #expect(try SharedExtractor.named("The Islamic Republic of Iran Air Force").contains("iraq") == false)
        #expect(try SharedExtractor.named("South Sudan and Guinea-Bissau met.") == ["guinea-bissau", "south-sudan"])
        #expect(try SharedExtractor.named("The Democratic Republic of the Congo met Rwanda.").count == 2)
    }

    @Test func everyMentionStandsOnTheBytesOfItsName() throws {
        let text = "“Türkiye’s” envoy — in 北京 — met 👩‍👩‍👧 Côte d’Ivoire, e\u{301}tc., and Tajikistan’s."
        let extraction = try SharedExtractor.extract(text)
        let bytes = Array(text.utf8)
        let named = extraction.mentions.map { String(decoding: bytes[$0.range], as: UTF8.self) }
        #expect(named.contains("Türkiye"))
        #expect(named.contains("Côte d’Ivoire"))
        #expect(named.contains("Tajikistan"))
    }

    @Test func aTitleMakesAPersonOfTheNameBehindIt() throws {
        let extraction = try SharedExtractor.extract("Russian Foreign Minister Sergei Lavrov met China.")
        let person = try #require(extraction.actors.first { $0.kind == "person" })
        #expect(person.name == "Sergei Lavrov")
        #expect(person.principal == "russia")
    }

    @Test(arguments: [
        ("Uzbek President Shavkat Mirziyoyev left.", "leads uzbekistan"),
        ("Russian Foreign Minister Sergei Lavrov left.", "officialOf russia"),
    ])
    func anOfficeTiesThePersonToTheState(text: String, tie: String) throws {
        #expect(try SharedExtractor.relations(text).contains { $0.contains(tie) })
    }

    @Test func aTitleAloneIsNobody() throws {
        #expect(try SharedExtractor.extract("The foreign minister left.").actors.filter { $0.kind == "person" } == [])
    }

    @Test func aBodyOfAStateActsForIt() throws {
        let extraction = try SharedExtractor.extract("The Tajik foreign ministry has accused the Taliban.")
        let body = try #require(extraction.actors.first { $0.kind == "governmentBody" })
        #expect(body.principal == "tajikistan")
        #expect(extraction.actors.contains { $0.id == "tajikistan" })
        #expect(extraction.findings.map { "\($0.kind) \($0.target)" } == ["accuses taliban"])
    }

    @Test func theSeatOfAGovernmentStandsForTheStateWhereItActs() throws {
        #expect(
            try SharedExtractor.relations("Dushanbe accused the Taliban.") == ["tajikistan accuses taliban asserted"])
    }

    @Test func aCapitalWhereSomethingMerelyHappensIsAPlaceUnlessItsNameStandsForTheState() throws {
        #expect(try SharedExtractor.named("Protesters gathered in Dushanbe.") == ["dushanbe"])
        #expect(
            try SharedExtractor.named("Protesters gathered in Dushanbe. Dushanbe accused the Taliban.")
                == ["taliban", "tajikistan"].sorted())
    }

    @Test func aCapitalThatIsTakenIsAPlace() throws {
        let relations = try SharedExtractor.relations("The Houthis seized Sanaa.")
        #expect(relations == ["houthis controls sanaa asserted"])
    }

    @Test func aMinistryWithoutAStateIsThatOfTheStateSpokenOf() throws {
        let extraction = try SharedExtractor.extract("Kenya closed its port. The Foreign Ministry gave no reason.")
        #expect(extraction.actors.first { $0.kind == "governmentBody" }?.principal == "kenya")
    }

    @Test func aBorderOfTwoStatesIsAPlaceThatBothShare() throws {
        let extraction = try SharedExtractor.extract("Smugglers cross the Chadian-Sudanese border.")
        #expect(extraction.actors.contains { $0.kind == "place" && $0.name == "Chadian-Sudanese border" })
        #expect(extraction.findings.map { "\($0.source) \($0.kind) \($0.target)" } == ["chad borders sudan"])
    }

    @Test(arguments: ["", " ", "\n\n", ".", "“”", "北京会见塔利班。", "’s ’s ’s", "U.S.U.S.U.S.", "The The The"])
    func oddTextsDoNoHarm(text: String) throws {
        _ = try SharedExtractor.extract(text)
    }

    @Test func theSameTextGivesTheSameExtraction() throws {
        let text =
            "Russian Foreign Minister Sergei Lavrov met the Taliban in Doha, while Dushanbe accused Iran on Friday."
        let one = try SharedExtractor.extract(text, published: "2021-08-07")
        for _ in 0..<5 { #expect(try SharedExtractor.extract(text, published: "2021-08-07") == one) }
    }
}
