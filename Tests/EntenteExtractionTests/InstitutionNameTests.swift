import EntenteExtraction
import EntenteModel
import Testing

/// Institutions, groups and places named by a head noun, and what bears the name of a person.
@Suite struct InstitutionNameTests {
    @Test(arguments: [
        ("The Century Foundation accused Iran.", "Century Foundation", "researchInstitution"),
        ("Qatar University accused Iran.", "Qatar University", "researchInstitution"),
        ("The James Marlow Center accused Iran.", "James Marlow Center", "researchInstitution"),
        (
            "They flew to Jomo Kenyatta International Airport.", "Jomo Kenyatta International Airport", "facility"
        ),
        ("They crossed the King Osric Causeway.", "King Osric Causeway", "facility"),
        (
            "The Front for the Liberation of Norvexia attacked Chad.", "Front for the Liberation of Norvexia",
            "militantGroup"
        ),
        ("The Union of Forces for Democracy attacked Chad.", "Union of Forces for Democracy", "militantGroup"),
        ("Rebels took the towns of Kotla and Bareno in Mali.", "Bareno", "place"),
        ("Rebels took the villages of Kotla, Bareno and Simbo.", "Simbo", "place"),
        ("Rebels took the districts of Goma, Kotla and Simbo.", "Simbo", "place"),
        ("Rwanda closed the Rusumo and Tarvimba crossings.", "Tarvimba crossing", "borderCrossing"),
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

    @Test(arguments: [
        ("A pipeline that is to link Chad with Cameroon, known as TARVO-2, is planned.", "TARVO-2", "pipeline"),
        ("Kenya paid for the gas pipeline known as the Kilima Line.", "Kilima Line", "pipeline"),
        ("Kenya paid for the pipeline called the Lamu Line.", "Lamu Line", "pipeline"),
        ("A militia known as the Zarakai attacked Chad.", "Zarakai", "militantGroup"),
        ("The Mano River Bridge was opened.", "Mano River Bridge", "bridge"),
        ("Rebels at Bunagana hold the bridge over the Semliki River.", "Bunagana bridge", "bridge"),
        ("Rebels seized a crossing on the Saudi border.", "Saudi Arabia border crossing", "borderCrossing"),
        ("Chad lost a border post on the frontier with Sudan.", "Sudan border post", "borderCrossing"),
        ("Trucks wait at the posts of Kasindi-Mpondwe and of Tarvo-Belo.", "Tarvo-Belo crossing", "borderCrossing"),
    ])
    func `What has no name of its own is named by where it is or by what it is called`(
        text: String, name: String, kind: String
    ) throws {
        let actors = try SharedExtractor.extract(text).actors
        #expect(actors.contains { $0.name == name && $0.kind == kind }, "found \(actors.map { ($0.name, $0.kind) })")
    }

    @Test func `A crossing that two nouns point at is mentioned once`() throws {
        let mentions = try SharedExtractor.extract(
            "At the posts of the Kasindi crossing and of Tarvo-Belo trucks wait."
        )
        .mentions
        #expect(Set(mentions).count == mentions.count && mentions.contains { $0.actor == "tarvo-belo-crossing" })
    }

    @Test(arguments: [
        "Troops crossing on the Saudi border were shot at.", "He is known as Chad's strongman.",
    ])
    func `Who crosses is no crossing, and not every word behind 'known as' is a name`(text: String) throws {
        #expect(try SharedExtractor.extract(text).actors.allSatisfy { $0.kind == "state" })
    }

    @Test(arguments: [
        ("The Democratic Party accused Kenya of fraud. Kenya denied it.", ["democratic-party-kenya", "kenya"]),
        ("The Democratic Party accused Donald Trump.", ["democratic-party-us", "donald-trump"]),
        (
            "Joe Biden left the United States to the Democratic Party.",
            ["democratic-party-us", "joe-biden", "united-states"]
        ),
    ])
    func `A party that any country may have is that of the country of which the text speaks`(
        text: String, actors: [String]
    ) throws {
        #expect(try SharedExtractor.named(text) == actors)
    }

    @Test(arguments: [
        ("The EU recognised the new government in Niamey.", ["european-union", "niger"]),
        ("The EU met rebels in Niamey.", ["european-union", "niamey"]),
    ])
    func `The government in a capital is that of the state`(text: String, actors: [String]) throws {
        #expect(try SharedExtractor.named(text) == actors)
    }
}
