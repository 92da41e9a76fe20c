import EntenteExtraction
import EntenteModel
import Testing

/// Where the name of a person begins and ends, and what is none.
@Suite struct PersonNameTests {
    @Test(arguments: [
        ("President Lai Ching-te of Taiwan met China.", "Lai Ching-te"),
        ("Jordan's king, Abdullah II, met Egypt.", "Abdullah II"),
        ("Maria Angela Holguin, the envoy, met Egypt.", "Maria Angela Holguin"),
        ("Zaire's prime minister, Kengo wa Dondo, met Egypt.", "Kengo wa Dondo"),
        ("Sergiu Tofilat, an energy expert at WatchDog, a think tank, met Egypt.", "Sergiu Tofilat"),
        ("John Kitoka, the party's director of foreign affairs, met Egypt.", "John Kitoka"),
    ])
    func `A person has the whole of the name`(text: String, name: String) throws {
        let persons = try SharedExtractor.extract(text).actors.filter { $0.kind == "person" }
        #expect(persons.contains { $0.name == name }, "found \(persons.map(\.name))")
    }

    @Test(arguments: ["The Xi Jinping-led party met Egypt.", "President Xi Jinping-backed forces met Egypt."])
    func `A participle behind a hyphen is no part of a name`(text: String) throws {
        let persons = try SharedExtractor.extract(text).actors.filter { $0.kind == "person" }
        #expect(persons.allSatisfy { !$0.name.contains("-") }, "found \(persons.map(\.name))")
    }

    @Test(arguments: [
        "Honduras will keep a joint task force at Soto Cano.", "Egypt sent goods through the Beni Enzar post.",
    ])
    func `Nobody stands behind at or between an article and a noun`(text: String) throws {
        #expect(try !SharedExtractor.extract(text).actors.contains { $0.kind == "person" })
    }
}
