import EntenteModel
import EntenteText
import Foundation
import Testing

@testable import EntenteExtraction

/// What is learned of pronouns and descriptions, and what it says.
struct AntecedentTests {
    @Test(arguments: [(0, 0), (1, 1), (2, 2), (3, 3), (4, 3), (5, 4), (8, 4), (9, 5), (-1, 0)])
    func `Counts are told apart by doubling steps`(number: Int, step: UInt64) {
        #expect(AntecedentFeatures.steps(number) == step)
    }

    @Test func `A description stands for the group that the text has called so`() throws {
        let found = try SharedExtractor.relations(
            "Hezbollah, a militia, rebuilt its arsenal. Officials in Beirut watched. Chad supplies the militia with weapons."
        )
        #expect(found.contains("chad suppliesArmsTo hezbollah asserted"), "found \(found)")
    }

    @Test func `Another country is none that was named`() throws {
        let found = try SharedExtractor.relations("Kenya held talks with Rwanda. Another country attacked Burundi.")
        #expect(!found.contains { $0.contains("attacks burundi") }, "found \(found)")
    }

    @Test func `The ranking finds what the rules do not`() throws {
        let text = "Hezbollah lost its chief. Israel bombed the party."
        let with = try Extractor(classifiesPairs: false, ranksAntecedents: true)
        let without = try Extractor(classifiesPairs: false, ranksAntecedents: false)
        func found(_ extractor: Extractor) throws -> Bool {
            try extractor.extract(Document(id: "d", text: text)).findings.contains {
                $0.source == "israel" && $0.kind == "attacks" && $0.target == "hezbollah"
            }
        }
        #expect(try found(with))
        #expect(try !found(without))
    }

    @Test func `An annotated article gives the right candidate of each marked word`() throws {
        var training = try AntecedentTraining()
        try training.read([
            "{s:Mali} rearmed\ts=state\t-",
            "{s:Mali} has left {e:ECOWAS}, and {s:it} bought drones in {t:Turkey}.\ts=state e=internationalOrganization t=state\t-",
        ])
        let example = try #require(training.examples.first { $0.word == "it" })
        #expect(!example.right.contains(0))
        #expect(example.right.allSatisfy(example.options.indices.contains))
        // Mali is named twice before the word, ECOWAS once.
        #expect(example.right.count == 2)
        #expect(example.options.count == 4)
    }

    @Test func `A pronoun whose actor the analysis lacks teaches nothing`() throws {
        var training = try AntecedentTraining()
        try training.read([
            "{s:Mali} rearmed\ts=state\t-",
            "{s:Mali} fought {x:the quarrymen}, and {x:they} fled.\ts=state x=ethnicGroup\t-",
        ])
        #expect(!training.examples.contains { $0.word == "they" })
        try training.read([
            "{s:Mali} rearmed\ts=state\t-", "{s:Mali} fought {c:Chad}, and {c:it} fled.\ts=state c=state\t-",
        ])
        #expect(training.examples.contains { $0.word == "it" })
    }

    @Test func `A model of another size is refused`() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).model")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(AntecedentModel.file([Int16](repeating: 0, count: 100))).write(to: file)
        #expect(throws: LanguageModelError.self) { try AntecedentModel(file) }
        try Data("no model".utf8).write(to: file)
        #expect(throws: LanguageModelError.self) { try AntecedentModel(file) }
    }

    @Test func `Weights decide between candidates`() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).model")
        defer { try? FileManager.default.removeItem(at: file) }
        var weights = [Int16](repeating: 0, count: AntecedentModel.rows)
        (weights[7], weights[9]) = (300, -100)
        try Data(AntecedentModel.file(weights)).write(to: file)
        let model = try AntecedentModel(file)
        #expect(model.score([7, 9, 11]) == 200)
    }
}
