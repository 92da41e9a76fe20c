import EntenteExtraction
import EntenteModel
import Testing

/// The indirect English of editors: who is set apart, what all but happened, what is over, and which date belongs to what.
@Suite struct RestatedProseTests {
    @Test(arguments: [
        ("Kenya and Uganda met. The former attacked Sudan.", "kenya attacks sudan asserted"),
        ("Turkey armed Libya; the latter attacked Chad.", "libya attacks chad asserted"),
        ("Aleksandar Vucic met Albin Kurti. The latter condemned Albania.", "albin-kurti accuses albania asserted"),
        (
            "Colonel Ousmane Kone met General Abdou Seck. The colonel praised Libya.",
            "ousmane-kone supports libya asserted"
        ),
        ("JNIM attacked Mali. Then the army bombed Kidal.", "mali attacks kidal asserted"),
    ])
    func `The former, the latter and the colonel are those who were named so`(text: String, relation: String) throws {
        try SharedExtractor.expect(text, states: relation)
    }

    @Test(arguments: [
        ("Kenya rather than Uganda condemned Sudan.", ["kenya accuses sudan asserted"]),
        ("Kenya condemned Sudan but not Chad.", ["kenya accuses sudan asserted"]),
        ("Kenya, unlike Uganda, recognises Kosovo.", ["kenya recognizes kosovo asserted"]),
    ])
    func `Of who is set apart nothing is said`(text: String, relations: [String]) throws {
        #expect(try SharedExtractor.relations(text) == relations)
    }

    @Test(arguments: [
        ("Kenya nearly attacked Somalia.", "kenya attacks somalia denied"),
        ("Kenya stopped short of condemning Sudan.", "kenya accuses sudan denied"),
        ("Kenya was about to attack Uganda.", "kenya attacks uganda possible"),
        ("Kenya was on the point of attacking Uganda.", "kenya attacks uganda possible"),
        ("Kenya ceased to support Sudan.", "kenya supports sudan denied"),
        ("Russia used to supply arms to Armenia.", "russia suppliesArmsTo armenia denied"),
        ("In May Kenya attacked Somalia.", "kenya attacks somalia asserted"),
    ])
    func `What all but happened did not, what is over is no more, and May is a month`(
        text: String, relation: String
    ) throws {
        try SharedExtractor.expect(text, states: relation)
    }

    @Test(arguments: [
        ("Condemned by Kenya, Sudan protested.", "kenya accuses sudan asserted"),
        ("Backed by Russia, Serbia threatened Kosovo.", "russia supports serbia asserted"),
    ])
    func `A participle in front tells of the subject`(text: String, relation: String) throws {
        try SharedExtractor.expect(text, states: relation)
    }

    @Test(arguments: [
        ("Kenya attacked Somalia in 2019 and Uganda attacked Rwanda in 2021.", "rwanda", "2021"),
        ("Kenya attacked Somalia in 2019 and Uganda attacked Rwanda in 2021.", "somalia", "2019"),
        ("Kenya will attack Somalia on Monday.", "somalia", "2024-06-24"),
        ("Kenya attacked Somalia on Monday.", "somalia", "2024-06-17"),
        ("Kenya will attack Somalia in September.", "somalia", "2024-09"),
        ("Kenya attacked Somalia two weeks ago.", "somalia", "2024-06"),
        ("Kenya attacked Somalia on the 12th of May.", "somalia", "2024-05-12"),
    ])
    func `Each clause has its own date, and what is to come is dated ahead`(
        text: String, target: ActorID, date: String
    ) throws {
        let findings = try SharedExtractor.extract(text, published: "2024-06-20").findings
        let found = findings.filter {
            $0.kind == "attacks" && $0.target == target && ["kenya", "uganda"].contains($0.source)
        }
        #expect(found.contains { $0.statement.date.map { "\($0)" } == date }, "found \(found.map(\.statement.date))")
    }

    @Test func `Who blames somebody for a deed says that it was done`() throws {
        let found = try SharedExtractor.extract("Uganda accused Rwanda of arming Burundi.").findings
        #expect(found.contains { $0.kind == "suppliesArmsTo" && $0.statement.attributedTo == "uganda" })
    }

    @Test func `An office spreads to nobody named behind it`() throws {
        let text = "Felix Tshisekedi, president of the Democratic Republic of the Congo, and Ada Lovin of Rwanda met."
        let found = try SharedExtractor.relations(text)
        #expect(!found.contains { $0.hasPrefix("ada-lovin leads democratic") }, "found \(found)")
    }

    @Test func `Whom a text tells to serve a state acts for it`() throws {
        let actors = try SharedExtractor.extract("Ada Lovin, a spokeswoman for Kenya, spoke.").actors
        #expect(actors.first { $0.id == "ada-lovin" }?.principal == "kenya")
    }
}
