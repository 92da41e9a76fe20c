import EntenteModel
import Testing

@testable import EntenteExtraction

/// What maps say against a guess.
@Suite struct KnownGeographyTests {
    private static let geography: KnownGeography = {
        func actor(_ id: String, _ kind: String) -> (ActorID, Actor) {
            (ActorID(rawValue: id), Actor(id: ActorID(rawValue: id), name: id, kind: kind))
        }
        return KnownGeography(
            landBorders: ["KEN": ["UGA"], "UGA": ["KEN"], "CUB": []],
            countries: ["kenya": "KEN", "uganda": "UGA", "cuba": "CUB", "soviet-union": "SUN", "nairobi": "KEN", "gulu": "UGA"],
            regions: ["sahel"],
            actors: Dictionary(
                uniqueKeysWithValues: ["kenya", "uganda", "cuba", "soviet-union", "atlantis"].map { actor($0, "state") }
                    + ["nairobi", "gulu", "sahel", "camp"].map { actor($0, "place") }))
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
        ("kenya", "borders", "atlantis"), ("gulu", "borders", "kenya"),
    ])
    func whatCanBeOrIsUnknownIsNot(source: String, kind: String, target: String) {
        #expect(!Self.geography.contradicts(ActorID(rawValue: source), kind, ActorID(rawValue: target)))
    }

    @Test func bordersAreMutualAndBetweenKnownStates() throws {
        let resources = ExtractionResources()
        let borders = try resources.lexicon().landBorders
        let codes = Set(try resources.gazetteer(ontology: resources.ontology()).entries.values.compactMap(\.country))
        #expect(borders.count > 190)
        for (country, neighbours) in borders {
            #expect(codes.contains(country), "\(country)")
            for neighbour in neighbours {
                #expect(borders[neighbour]?.contains(country) == true, "\(country) \(neighbour)")
            }
        }
    }
}
