import EntenteModel
import EntenteText
import Testing

@testable import EntenteExtraction

/// What maps say against a guess.
@Suite struct KnownGeographyTests {
    private static let geography: KnownGeography = {
        func actor(_ id: String, _ kind: String, _ country: String? = nil) -> (ActorID, Actor) {
            (ActorID(rawValue: id), Actor(id: ActorID(rawValue: id), name: id, kind: kind, country: country))
        }
        return KnownGeography(
            landBorders: ["KEN": ["UGA"], "UGA": ["KEN"], "CUB": []],
            countries: ["nairobi": "KEN", "gulu": "UGA", "overseas": "OVS"],
            regions: ["sahel"],
            actors: Dictionary(
                uniqueKeysWithValues: [
                    actor("kenya", "state", "KEN"), actor("uganda", "state", "UGA"), actor("cuba", "state", "CUB"),
                    actor("soviet-union", "state", "SUN"), actor("atlantis", "state"),
                    actor("kenyan-republic", "state", "KEN"),
                ] + ["nairobi", "gulu", "sahel", "camp", "overseas"].map { actor($0, "place") }))
    }()

    @Test(arguments: [
        ("kenya", "borders", "cuba"), ("nairobi", "locatedIn", "uganda"), ("nairobi", "locatedIn", "gulu"),
        ("sahel", "locatedIn", "kenya"), ("sahel", "locatedIn", "nairobi"),
    ])
    func whatCannotBeIsDoubted(source: String, kind: String, target: String) {
        #expect(Self.geography.contradicts(ActorID(rawValue: source), kind, ActorID(rawValue: target)))
    }

    @Test(arguments: [
        ("kenya", "borders", "uganda"), ("nairobi", "locatedIn", "kenya"), ("camp", "locatedIn", "kenya"),
        ("nairobi", "locatedIn", "sahel"), ("kenya", "attacks", "cuba"), ("kenya", "borders", "soviet-union"),
        ("kenya", "borders", "atlantis"), ("gulu", "borders", "kenya"), ("overseas", "locatedIn", "kenya"),
        ("kenyan-republic", "borders", "kenya"),
    ])
    func whatCanBeOrIsUnknownIsNot(source: String, kind: String, target: String) {
        #expect(!Self.geography.contradicts(ActorID(rawValue: source), kind, ActorID(rawValue: target)))
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
