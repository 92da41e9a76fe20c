import EntenteExtraction
import EntenteModel
import Testing

/// Where the name of a person begins and ends, and what is none.
@Suite struct PersonNameTests {
    @Test(arguments: [
        ("President Lai Ching-te of Taiwan met China.", "Lai Ching-te"),
        ("Jordan's king, Abdullah II, met Egypt.", "Abdullah II"),
        ("Maria Angela Nakuru, the envoy, met Egypt.", "Maria Angela Nakuru"),
        ("Zaire's prime minister, Kengo wa Dondo, met Egypt.", "Kengo wa Dondo"),
        ("Sergiu Tofilat, an energy expert at WatchDog, a think tank, met Egypt.", "Sergiu Tofilat"),
        ("John Kitoka, the party's director of foreign affairs, met Egypt.", "John Kitoka"),
        ("Mahrang Baloch, a physician, met Egypt.", "Mahrang Baloch"), ("Karim Muslim met Egypt.", "Karim Muslim"),
        ("Prime Minister Mohammed Shia al-Sudani met Egypt.", "Mohammed Shia al-Sudani"),
        ("Oduya Eugene, head of the Estonian Orthodox Church, met Egypt.", "Oduya Eugene"),
        ("Donald Trump Jr. met Egypt.", "Donald Trump Jr"),
        ("Nicolás Maduro Guerra met Egypt.", "Nicolás Maduro Guerra"),
        ("The president, Daniel Kiprono arap Sang, met Egypt.", "Daniel Kiprono arap Sang"),
    ])
    func `A person has the whole of the name`(text: String, name: String) throws {
        let persons = try SharedExtractor.extract(text).actors.filter { $0.kind == "person" }
        #expect(persons.contains { $0.name == name }, "found \(persons.map(\.name))")
    }

    @Test(arguments: ["The Xi Jinping-led party met Egypt.", "President Xi Jinping-backed forces met Egypt."])
    func `A participle behind a hyphen is no part of a name`(text: String) throws {
        let persons = try SharedExtractor.extract(text).actors.filter { $0.kind == "person" }
        #expect(persons.map(\.name) == ["Xi Jinping"])
    }

    @Test(arguments: [
        "Honduras will keep a joint task force at Soto Cano.", "Egypt sent goods through the Beni Enzar post.",
    ])
    func `Nobody stands behind at or between an article and a noun`(text: String) throws {
        #expect(try !SharedExtractor.extract(text).actors.contains { $0.kind == "person" })
    }

    @Test(arguments: [
        "The General Intelligence Service accused Egypt.", "Lebanon's General Security accused Egypt.",
        "China's Yi Peng 3 left Egypt.", "The Kenyan Vice-President, who left, met Egypt.",
        "Erdogan compared Netanyahu to Vorlak.",
    ])
    func `Institutions, ships and those who are compared to are nobody here`(text: String) throws {
        let known = ["benjamin-netanyahu", "recep-tayyip-erdogan"]
        let actors = try SharedExtractor.extract(text).actors
        #expect(actors.allSatisfy { $0.kind != "person" || known.contains($0.id.rawValue) })
        #expect(!actors.contains { $0.name == "Vorlak" })
    }

    @Test func `A king goes by a first name that is no surname`() throws {
        let text = "Abdullah Abdullah met King Abdullah of Jordan. King Abdullah left. King Ottar met Juan Ottar."
        let persons = try SharedExtractor.extract(text).actors.filter { $0.kind == "person" }
        #expect(persons.map(\.name).sorted() == ["Abdullah Abdullah", "Juan Ottar", "King Abdullah", "King Ottar"])
    }
}
