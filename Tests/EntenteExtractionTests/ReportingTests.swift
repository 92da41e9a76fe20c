import EntenteExtraction
import EntenteModel
import Testing

/// What is told of others, what has ended, what was prevented, and whose word it is.
@Suite struct ReportingTests {
    @Test(arguments: [
        ("Syria told Reuters that Israel had bombed Lebanon.", "israel attacks lebanon asserted"),
        ("Donald Tusk warned that Russia had attacked Belarus.", "russia attacks belarus asserted"),
        ("Poland called the Russian attack on Ukraine a crime.", "russia attacks ukraine asserted"),
        ("Kenya complained that Uganda had attacked Sudan.", "uganda attacks sudan asserted"),
    ])
    func `What is told as done is no request`(text: String, relation: String) throws {
        try SharedExtractor.expect(text, states: relation)
    }

    @Test(arguments: [
        ("Turkey stopped its aid to Syria.", "turkey aids syria denied"),
        ("Kenya has not stopped its support for M23.", "kenya supports m23 asserted"),
        ("Somalia cancelled all agreements with Qatar.", "qatar signsAgreementWith somalia denied"),
        ("Ghana froze its membership of ECOWAS.", "ghana memberOf ecowas denied"),
        ("M23 lost control of Goma.", "m23 controls goma denied"),
        ("The withdrawal of Uganda from Sudan has not begun.", "uganda withdrawsFrom sudan denied"),
    ])
    func `What has ended or has not begun is denied`(text: String, relation: String) throws {
        try SharedExtractor.expect(text, states: relation)
    }

    @Test(arguments: [
        ("Kenya prevented Uganda from attacking Sudan.", "uganda attacks sudan denied"),
        ("Kenya left without signing an agreement with Uganda.", "kenya signsAgreementWith uganda denied"),
        ("In case Uganda attacks Sudan, Kenya will wait.", "uganda attacks sudan possible"),
        ("Armenia will wait until Hezbollah has left Lebanon.", "hezbollah withdrawsFrom lebanon possible"),
        ("Any Russian attack on Estonia would be answered.", "russia attacks estonia possible"),
        ("Kenya did not rule out attacking Uganda.", "kenya attacks uganda possible"),
    ])
    func `What was prevented or is awaited has not happened`(text: String, relation: String) throws {
        try SharedExtractor.expect(text, states: relation)
    }

    @Test(arguments: [
        ("Uganda denied that it had attacked Kenya.", "uganda attacks kenya denied"),
        ("M23 said that it would not attack Goma.", "m23 assures goma asserted"),
    ])
    func `Only what is still to come is promised`(text: String, relation: String) throws {
        try SharedExtractor.expect(text, states: relation)
    }

    @Test(arguments: [
        ("Kenya accused Uganda of attacking Sudan.", "kenya"),
        ("UN experts say that Uganda attacked Sudan.", "united-nations"),
        ("A report by the United Nations says that Uganda attacked Sudan.", "united-nations"),
        ("Uganda attacked Sudan, Kenya's president, William Ruto, announced.", "william-ruto"),
    ])
    func `Whose word it is stands beside the word`(text: String, speaker: ActorID) throws {
        let found = try SharedExtractor.extract(text).findings.filter { $0.kind == "attacks" }
        #expect(found.map(\.statement.attributedTo) == [speaker])
    }

    @Test(arguments: [
        "Uganda attacked Sudan; Kenya said that Rwanda had helped.",
        "Uganda attacked Sudan and Kenya recalled its ambassador.",
    ])
    func `Who says something else does not say this`(text: String) throws {
        let found = try SharedExtractor.extract(text).findings.filter { $0.kind == "attacks" && $0.source == "uganda" }
        #expect(!found.isEmpty && found.allSatisfy { $0.statement.attributedTo == nil })
    }

    @Test func `Who is denied by a clause behind a semicolon is denied beside`() throws {
        let found = try SharedExtractor.relations("Kenya accuses Uganda of attacking Sudan; Uganda denies it.")
        #expect(found.contains("uganda attacks sudan disputed"), "found \(found)")
    }

    @Test(arguments: [
        ("Rwanda, which backs M23, accused Burundi.", "rwanda accuses burundi asserted"),
        ("Iran, which backs Hamas, attacked Israel.", "iran attacks israel asserted"),
        ("The government in Kampala signed a treaty with Turkey.", "turkey signsAgreementWith uganda asserted"),
    ])
    func `Who is told more about between commas goes on to act`(text: String, relation: String) throws {
        try SharedExtractor.expect(text, states: relation)
    }

    @Test(arguments: [
        ("Germany and Italy told their citizens to leave Mali.", "germany", "italy"),
        ("Kenya recognised Morocco's sovereignty over Melilla.", "kenya", "morocco"),
    ])
    func `What is each one's own passes between nobody`(text: String, one: ActorID, other: ActorID) throws {
        let found = try SharedExtractor.extract(text).findings
        #expect(
            !found.contains { [$0.source, $0.target] == [one, other] || [$0.source, $0.target] == [other, one] })
    }
}
