import EntenteModel
import EntenteText
import Testing

@testable import EntenteExtraction

/// What maps and lists say for and against a guess.
@Suite struct KnownFactsTests {
    private static let facts: KnownFacts = {
        func actor(
            _ id: String, _ kind: String, _ country: String? = nil, principal: ActorID? = nil
        ) -> (ActorID, Actor) {
            let id = ActorID(rawValue: id)
            return (id, Actor(id: id, name: id.rawValue, kind: kind, country: country, principal: principal))
        }
        return KnownFacts(
            landBorders: ["KEN": ["UGA"], "UGA": ["KEN"], "CUB": []],
            memberships: ["bloc": (members: ["KEN"], changing: ["UGA"])],
            countries: ["nairobi": "KEN", "gulu": "UGA", "overseas": "OVS"],
            sites: ["dam": "KEN"], regions: ["sahel"], leaders: ["ruto"], states: ["kenya", "uganda", "cuba"],
            actors: Dictionary(
                uniqueKeysWithValues: [
                    actor("kenya", "state", "KEN"), actor("uganda", "state", "UGA"), actor("cuba", "state", "CUB"),
                    actor("soviet-union", "state", "SUN"), actor("atlantis", "state"),
                    actor("kenyan-republic", "state", "KEN"), actor("bloc", "alliance"), actor("club", "alliance"),
                    actor("ruto", "person", principal: "kenya"), actor("bridge", "bridge"),
                    actor("minister", "person", principal: "kenya"), actor("dam", "facility"),
                ] + ["nairobi", "gulu", "sahel", "camp", "overseas"].map { actor($0, "place") }))
    }()

    @Test(arguments: [
        ("kenya", "borders", "cuba"), ("nairobi", "locatedIn", "uganda"), ("nairobi", "locatedIn", "gulu"),
        ("sahel", "locatedIn", "kenya"), ("sahel", "locatedIn", "nairobi"), ("cuba", "memberOf", "bloc"),
    ])
    func whatCannotBeIsDoubted(source: String, kind: String, target: String) {
        #expect(Self.facts.contradicts(ActorID(rawValue: source), kind, ActorID(rawValue: target)))
    }

    @Test(arguments: [
        ("kenya", "borders", "uganda"), ("nairobi", "locatedIn", "kenya"), ("camp", "locatedIn", "kenya"),
        ("nairobi", "locatedIn", "sahel"), ("kenya", "attacks", "cuba"), ("kenya", "borders", "soviet-union"),
        ("kenya", "borders", "atlantis"), ("gulu", "borders", "kenya"), ("overseas", "locatedIn", "kenya"),
        ("kenyan-republic", "borders", "kenya"), ("kenya", "memberOf", "bloc"), ("uganda", "memberOf", "bloc"),
        ("cuba", "memberOf", "club"), ("ruto", "memberOf", "bloc"),
    ])
    func whatCanBeOrIsUnknownIsNot(source: String, kind: String, target: String) {
        #expect(!Self.facts.contradicts(ActorID(rawValue: source), kind, ActorID(rawValue: target)))
    }

    @Test func whoIsNoMemberMayApply() {
        #expect(!Self.facts.contradicts("cuba", "memberOf", "bloc", status: .possible))
        #expect(!Self.facts.contradicts("cuba", "memberOf", "bloc", status: .denied))
    }

    @Test(arguments: [
        ("nairobi", "locatedIn", "kenya", true), ("nairobi", "locatedIn", "uganda", false),
        ("kenya", "locatedIn", "kenyan-republic", false), ("camp", "locatedIn", "kenya", false),
        ("kenya", "memberOf", "bloc", true), ("uganda", "memberOf", "bloc", false),
        ("kenya", "memberOf", "club", false),
        ("ruto", "leads", "kenya", true), ("ruto", "officialOf", "kenya", true), ("ruto", "leads", "uganda", false),
        ("ruto", "attacks", "kenya", false), ("kenya", "borders", "uganda", false),
        // What the text alone says of a person is not known apart from it.
        ("minister", "officialOf", "kenya", false), ("dam", "locatedIn", "kenya", true),
        ("nairobi", "locatedIn", "kenyan-republic", false), ("kenyan-republic", "memberOf", "bloc", false),
    ])
    func whatIsKnownIsConfirmed(source: String, kind: String, target: String, holds: Bool) {
        #expect(Self.facts.confirms(ActorID(rawValue: source), kind, ActorID(rawValue: target)) == holds)
    }

    private static func found(_ source: ActorID, _ kind: String, _ target: ActorID, _ margin: Int32)
        -> PairClassifier.Found
    {
        PairClassifier.Found(
            source: source, kind: kind, target: target, status: .asserted, probability: 0.2, margin: margin, place: 0)
    }

    @Test func aBridgeConnectsStatesThatTouch() {
        let both = [Self.found("bridge", "connects", "kenya", -30), Self.found("bridge", "connects", "uganda", -100)]
        #expect(Self.facts.supported(both) == [true, true])
        let one = [Self.found("bridge", "connects", "kenya", -30), Self.found("bridge", "connects", "cuba", -100)]
        #expect(Self.facts.supported(one) == [false, false])
    }

    @Test func whatTheTextHardlySaysIsNotMadeUp() {
        let found = [-140, -141].map { Self.found("nairobi", "locatedIn", "kenya", $0) }
        #expect(Self.facts.supported(found) == [true, false])
    }

    @Test func membersAreStatesOfToday() throws {
        let resources = ExtractionResources()
        let lexicon = try resources.lexicon()
        let gazetteer = try resources.gazetteer(ontology: resources.ontology())
        let states = gazetteer.statesByCode
        #expect(!lexicon.memberships.isEmpty)
        for (organization, known) in lexicon.memberships {
            #expect(
                ["alliance", "internationalOrganization"].contains(gazetteer[organization]?.kind), "\(organization)")
            #expect(known.members.isDisjoint(with: known.changing), "\(organization)")
            for code in known.members.union(known.changing) {
                #expect(states[code] != nil, "\(organization): \(code)")
            }
        }
    }

    /// What the classifier guesses is not for a test to say; what it is held against is.
    @Test func theTextsPlacesAreKnownWithTheirStates() throws {
        let text = "Kenya met Uganda in Gulu. Talks on the Sahel and on Mombasa went on in Camp Zuri, Russia said."
        let extractor = try Extractor(gazetteers: [
            (file: "mine.tsv", text: "id\tname\tkind\ncamp-zuri\tCamp Zuri\tplace")
        ])
        let (_, found, finder) = extractor.analysis(of: try Document(id: "1", text: text))
        #expect(found.countries["gulu"] == "UGA" && found.countries["mombasa"] == "KEN")
        #expect(found.actors["russia"]?.country == "RUS")
        // A place of a user's own without a state may lie anywhere.
        #expect(found.regions.isSuperset(of: ["sahel", "camp-zuri"]))
        #expect(finder.knownRegions.contains("sahel") && !finder.knownRegions.contains("camp-zuri"))
    }

    @Test func bordersAreMutualAndBetweenKnownStates() throws {
        let resources = ExtractionResources()
        let borders = try resources.lexicon().landBorders
        let codes = Set(try resources.gazetteer(ontology: resources.ontology()).entries.values.compactMap(\.country))
        let ofThePast = ["CSK", "DDR", "RHO", "SCG", "SUN", "VDR", "YMD", "YUG"]
        for state in try resources.gazetteer(ontology: resources.ontology()).entries.values where state.kind == "state"
        {
            #expect(state.country.map { ofThePast.contains($0) || borders[$0] != nil } ?? true, "\(state.name)")
        }
        for (country, neighbours) in borders {
            #expect(codes.contains(country), "\(country)")
            for neighbour in neighbours {
                #expect(borders[neighbour]?.contains(country) == true, "\(country) \(neighbour)")
            }
        }
    }
}
