import EntenteModel
import Testing

@Suite struct ActorLookupTests {
    private let lookup = ActorLookup([
        Actor(id: "taliban", name: "Taliban", kind: "militantGroup", aliases: ["The Islamic Emirate"]),
        Actor(id: "cote-divoire", name: "Côte d’Ivoire", kind: "state", aliases: ["Ivory Coast"]),
        Actor(id: "csto", name: "Collective Security Treaty Organization", kind: "alliance", aliases: ["CSTO"]),
        Actor(id: "rahmon", name: "Emomali Rahmon", kind: "person", aliases: ["Rahmon"]),
        Actor(id: "rahmon-2", name: "Rustam Rahmon", kind: "person", aliases: ["Rahmon"]),
        Actor(id: "georgia", name: "Georgia", kind: "state"),
        Actor(id: "georgia-usa", name: "Georgia", kind: "place"),
        Actor(id: "北京", name: "北京", kind: "place"),
    ])

    private func error(_ text: String) -> ActorLookupError? {
        do throws(ActorLookupError) {
            _ = try lookup.find(text)
            return nil
        } catch { return error }
    }

    @Test(arguments: [
        ("taliban", "taliban"), ("TALIBAN", "taliban"), ("The Taliban", "taliban"), ("the  taliban", "taliban"),
        ("islamic emirate", "taliban"), ("Cote d'Ivoire", "cote-divoire"), ("CÔTE D’IVOIRE", "cote-divoire"),
        ("ivory coast", "cote-divoire"), ("csto", "csto"), ("Collective-Security Treaty Organization", "csto"),
        ("rahmon", "rahmon"), ("georgia-usa", "georgia-usa"), ("georgia", "georgia"), ("GEORGIA USA", "georgia-usa"),
        ("北京", "北京"),
    ])
    func actorsAreFoundIgnoringCaseAccentsAndALeadingArticle(text: String, id: String) throws {
        #expect(try lookup.find(text).rawValue == id)
    }

    @Test func anIdGoesBeforeANameAndANameBeforeAnAlias() throws {
        let lookup = ActorLookup([
            Actor(id: "a", name: "b", kind: "state"), Actor(id: "b", name: "c", kind: "state"),
            Actor(id: "x", name: "X", kind: "state", aliases: ["c"]),
        ])
        #expect(try lookup.find("b") == "b")
        #expect(try lookup.find("c") == "b")
    }

    @Test func aNameOfSeveralActorsIsRefusedWithAllOfThem() {
        #expect(error("Georgia") == .ambiguous("Georgia", candidates: ["Georgia (georgia)", "Georgia (georgia-usa)"]))
        #expect(
            error("Rahmon")
                == .ambiguous("Rahmon", candidates: ["Emomali Rahmon (rahmon)", "Rustam Rahmon (rahmon-2)"]))
    }

    @Test func idsThatDifferInPunctuationAloneAreNotGuessed() {
        let lookup = ActorLookup([
            Actor(id: "a-b", name: "One", kind: "state"), Actor(id: "a_b", name: "Two", kind: "state"),
        ])
        #expect(throws: ActorLookupError.ambiguous("a b", candidates: ["One (a-b)", "Two (a_b)"])) {
            try lookup.find("a b")
        }
    }

    @Test func aSlipIsAnsweredWithTheNearestActors() {
        #expect(error("Talibna") == .unknown("Talibna", nearest: ["Taliban (taliban)"]))
        #expect(error("Ivoire") == .unknown("Ivoire", nearest: ["Côte d’Ivoire (cote-divoire)"]))
    }

    @Test(arguments: ["Zanzibar", "", " ", "?!", "\u{0}"])
    func whatIsNearToNothingIsRefusedWithTheWayToTheList(text: String) {
        #expect(error(text).map { "\($0)" }?.contains("'entente actors' lists them all") == true)
    }
}
