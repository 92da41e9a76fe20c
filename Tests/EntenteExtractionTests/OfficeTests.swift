import EntenteExtraction
import EntenteModel
import Testing

/// Whose an office is, and who holds none.
@Suite struct OfficeTests {
    /// The ties of a text that say who leads whom or is whose official.
    private func offices(_ text: String) throws -> [String] {
        try SharedExtractor.relations(text)
            .filter { $0.contains(" leads ") || $0.contains(" officialOf ") }
            .map { $0.replacing(" asserted", with: "") }
    }

    @Test func `The state right behind a name is that of the office before it`() throws {
        let found = try offices("President Arun Veshti of Nepal met President Omar Belal of the Republic of Chad.")
        #expect(found == ["arun-veshti leads nepal", "omar-belal leads chad"])
    }

    @Test(arguments: [
        ("President Arun Veshti visited India.", []),
        (
            "Nepal's government met. Finance Minister Arun Veshti flew to India.", ["arun-veshti officialOf nepal"]
        ),
        ("The vice-president of Kenya, Peter Okello, met Putin.", ["peter-okello officialOf kenya"]),
        ("Moscow mayor Peter Okello left.", ["peter-okello leads moscow"]),
        ("The mayor of Moscow, Peter Okello, left.", ["peter-okello leads moscow"]),
    ])
    func `An office is that of the state spoken of, not of one that is visited`(
        text: String, ties: [String]
    ) throws { #expect(try offices(text) == ties) }

    @Test(arguments: [
        "Peter Okello, chief of the French energy company Norvex, met Egypt.",
        "Peter Okello, director of the London-based think tank Orvax, met Egypt.",
        "The American ambassador to Egypt, Peter Okello, left.", "Peter Okello, envoy for Syria, met Egypt.",
        "Libyan militia leader Peter Okello met Egypt.", "Kenyan rebel leader Peter Okello met Egypt.",
        "Syrian opposition leader Peter Okello met Egypt.", "Peter Okello, the Kenyan church leader, met Egypt.",
    ])
    func `Who leads a company or rebels, or is sent to a state, has no office in it`(text: String) throws {
        let states = ["france", "united-kingdom", "egypt", "syria", "libya", "kenya"]
        #expect(try offices(text).allSatisfy { tie in !states.contains { tie.hasSuffix(" \($0)") } })
    }

    @Test(arguments: [
        ("The Tunisian National Guard attacked Hamas.", "tunisia"), ("The Cambodian Senate accused Iran.", "cambodia"),
        ("The Pakistani Foreign Office accused Iran.", "pakistan"),
        ("Russia's Security Council accused Iran.", "russia"),
    ])
    func `A body is that of the state before it, whoever else has one of the name`(text: String, state: String) throws {
        let bodies = try SharedExtractor.extract(text).actors.filter {
            ["governmentBody", "armedForce"].contains($0.kind)
        }
        #expect(bodies.map(\.principal?.rawValue) == [state])
    }

    @Test(arguments: [
        ("French, Chadian and Malian troops attacked Hamas.", ["chad", "france", "mali"]),
        ("French and US troops attacked Hamas.", ["france", "united-states"]),
    ])
    func `Coordinated nationalities have each a force of their own`(text: String, states: [String]) throws {
        let actors = try SharedExtractor.extract(text).actors
        let owners = actors.filter { $0.kind == "armedForce" && $0.mentions > 0 }.map(\.principal?.rawValue)
        #expect(owners.sorted { $0 ?? "" < $1 ?? "" } == states)
    }

    @Test(arguments: [
        ("The Dominican president accused Haiti.", ["dominican-republic", "haiti"]),
        (
            "Croatia borders Bosnia, Serbia and Montenegro.",
            ["bosnia-and-herzegovina", "croatia", "montenegro", "serbia"]
        ),
        ("Serbia and Montenegro left.", ["serbia-and-montenegro"]),
        ("Kenya sent the National Guard home.", ["kenya"]),
        ("The Brussels-based group left Kenya.", ["brussels", "kenya"]),
    ])
    func `Names stand for who bears them there`(text: String, actors: [String]) throws {
        #expect(try SharedExtractor.named(text) == actors)
    }
}
