import EntenteExtraction
import EntenteModel
import Testing

/// Institutions, groups and places named by a head noun, and what bears the name of a person.
@Suite struct InstitutionNameTests {
    @Test(arguments: [
        ("The Century Foundation accused Iran.", "Century Foundation", "researchInstitution"),
        ("Qatar University accused Iran.", "Qatar University", "researchInstitution"),
        ("The James Martin Center accused Iran.", "James Martin Center", "researchInstitution"),
        (
            "They flew to Jomo Kenyatta International Airport.", "Jomo Kenyatta International Airport", "facility"
        ),
        ("They crossed the King Fahd Causeway.", "King Fahd Causeway", "facility"),
        (
            "The Front for the Liberation of Norvexia attacked Chad.", "Front for the Liberation of Norvexia",
            "militantGroup"
        ),
        ("The Union of Forces for Democracy attacked Chad.", "Union of Forces for Democracy", "militantGroup"),
        ("Rebels took the towns of Kotla and Bareno in Mali.", "Bareno", "place"),
        ("Rebels took the villages of Kotla, Bareno and Simbo.", "Simbo", "place"),
        ("Rebels took the districts of Goma, Kotla and Simbo.", "Simbo", "place"),
        ("Rwanda closed the Rusumo and Kagitumba crossings.", "Kagitumba crossing", "borderCrossing"),
        ("Chad attacked rebels near Kouri Bougoudi on Friday.", "Kouri Bougoudi", "place"),
    ])
    func `A noun in the name, or a word before it, says what it is`(text: String, name: String, kind: String) throws {
        let actors = try SharedExtractor.extract(text).actors
        #expect(actors.contains { $0.name == name && $0.kind == kind }, "found \(actors.map { ($0.name, $0.kind) })")
        #expect(!actors.contains { $0.kind == "person" })
    }

    @Test(arguments: [
        ("The UN Security Council on Tuesday condemned Iran.", ["iran", "un-security-council"]),
        ("Russia sent ships to the Black Sea on Monday.", ["black-sea", "russia"]),
        ("The US Army for the first time left Iran.", ["iran", "us-army"]),
    ])
    func `A day or another name behind a head is no part of the name`(text: String, actors: [String]) throws {
        #expect(try SharedExtractor.named(text) == actors)
    }
}
