import EntenteExtraction
import EntenteModel
import Testing

/// What the words around a predicate make of it: asserted, possible or denied, and by whose account.
struct StatusTests {
    private func relations(_ text: String) throws -> [String] { try SharedExtractor.relations(text) }

    @Test(arguments: [
        "Mali may ask Niger for help.", "Mali will ask Niger for help.", "If Mali asks Niger for help, it will come.",
        "Mali could make an appeal to Niger.", "Mali will meet Togo and ask Niger for help.",
    ])
    func `An appeal that has not been made is only possible`(text: String) throws {
        #expect(try relations(text).contains("mali appealsTo niger possible"))
    }

    @Test(arguments: [
        "Mali asked Niger for help.", "Mali made an appeal to Niger.",
        "Mali had wanted peace and asked Niger for help.",
    ])
    func `An appeal that was made is asserted whatever becomes of the help`(text: String) throws {
        #expect(try relations(text).contains("mali appealsTo niger asserted"))
    }

    @Test func `Who has asked after something that may be has asked`() throws {
        #expect(
            try relations("Mali may lose the war and asked Niger for help.").contains("mali appealsTo niger asserted"))
    }

    @Test(arguments: [
        "In view of the attacks of Hamas, Egypt supports Israel.",
        "On account of Russian threats, Egypt supports Israel.",
    ])
    func `What is done in view of something is nobody's view`(text: String) throws {
        let said = try SharedExtractor.extract(text).findings.first { $0.kind == "supports" }
        let statement = try #require(said?.statement)
        #expect(statement.attributedTo == nil)
    }

    @Test func `What somebody is asked a favour for has not been done`() throws {
        let found = try relations("Chad has asked Mali for a favour: that Mali give shelter to Sudanese refugees.")
        #expect(found.contains("mali hostsRefugeesFrom sudan-refugees possible"), "found \(found)")
        let asked = try relations("Chad asked Mali for a favour: that Mali not attack Niger.")
        #expect(asked.contains("mali attacks niger possible"), "found \(asked)")
    }

    @Test(arguments: [
        ("Togo has no choice but to turn to Russia.", "togo appealsTo russia asserted"),
        ("Togo does not have a choice but to turn to Russia.", "togo appealsTo russia asserted"),
        ("There is no doubt that Mali may attack Niger.", "mali attacks niger possible"),
        ("There is no doubt that Rwanda supports the M23.", "rwanda supports m23 asserted"),
        ("There is no evidence that Rwanda supports the M23.", "rwanda supports m23 denied"),
    ])
    func `What cannot be doubted is not denied`(text: String, relation: String) throws {
        #expect(try relations(text).contains(relation))
    }

    @Test(arguments: [
        ("called off", "mali signsAgreementWith niger denied"), ("cancelled", "mali signsAgreementWith niger denied"),
        ("criticised", "mali signsAgreementWith niger possible"),
        ("not called off", "mali signsAgreementWith niger possible"),
    ])
    func `What was to have been done and was called off was not done`(verb: String, relation: String) throws {
        let found = try relations("A ceremony at which Mali was to sign an accord with Niger was \(verb).")
        #expect(found.contains(relation), "found \(found)")
    }

    @Test(arguments: [
        "In Paul Kagame's view, Kenya supports the M23.", "By the account of Paul Kagame, Kenya supports the M23.",
        "Kenya supports the M23, in the eyes of Paul Kagame.",
    ])
    func `A view is that of who holds it`(text: String) throws {
        let said = try SharedExtractor.extract(text).findings.first { $0.kind == "supports" }
        #expect(said?.statement.attributedTo == "paul-kagame")
    }

    @Test func `A capital in whose eyes something is so stands for its state`() throws {
        let text = "Kenya held talks in Beijing. In Beijing's eyes, Kenya supports the M23."
        let extraction = try SharedExtractor.extract(text)
        let said = extraction.findings.first { $0.kind == "supports" }
        #expect(said?.statement.attributedTo == "china")
        #expect(throws: Never.self) { try ActorGraph(ontology: SharedExtractor.ontology, extractions: [extraction]) }
    }

    @Test(arguments: [
        ("Instead of attacking Israel, Hezbollah waited.", "hezbollah attacks israel denied"),
        ("Far from attacking Israel, Hezbollah waited.", "hezbollah attacks israel denied"),
        ("Russia did not hesitate to attack Georgia.", "russia attacks georgia asserted"),
        ("Kenya negotiated with neither Ethiopia nor Somalia.", "ethiopia negotiatesWith kenya denied"),
        ("Kenya negotiated with neither Ethiopia nor Somalia.", "kenya negotiatesWith somalia denied"),
    ])
    func `What was left undone is denied and what was not shunned is done`(text: String, relation: String) throws {
        #expect(try relations(text).contains(relation))
    }

    @Test(arguments: [
        "Russia left the talks, instead attacking Georgia.",
        "Russia attacked Georgia with neither tanks nor planes.",
    ])
    func `What was done instead is asserted`(text: String) throws {
        #expect(try relations(text).contains("russia attacks georgia asserted"))
    }

    @Test func `An accord that somebody refuses is there all the same`() throws {
        let found = try relations("The rebels refused the 2016 accord between Colombia and Norway.")
        #expect(found.contains("colombia signsAgreementWith norway asserted"))
    }
}
