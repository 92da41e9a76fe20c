import Foundation
import Testing

@Suite struct ExtractTests {
    private func lines(_ answer: Entente) -> [[String: Any]] {
        answer.output.split(separator: "\n").compactMap {
            (try? JSONSerialization.jsonObject(with: Data($0.utf8))) as? [String: Any]
        }
    }

    @Test func eachLineGivesALineInOrderAndABadOneCostsItselfAlone() throws {
        let input = [
            #"{"id": "2", "text": "Russia supports Tajikistan.", "date": "2021-08-07"}"#, "", "{bad",
            #"{"id": 3, "text": "x"}"#,
            #"{"id": "4"}"#, #"{"id": "5", "text": "x", "date": "soon\u001b[31m"}"#, "\r",
            #"{"id": "1", "text": "Iran accused the Taliban.", "title": "T", "source": null, "more": 1}"#,
        ].joined(separator: "\n")
        let answer = try Entente(["extract"], input: Array(input.utf8))
        #expect(answer.status == 65)
        try #require(lines(answer).compactMap { $0["id"] as? String } == ["2", "1"])
        let errors = answer.errors.split(separator: "\n")
        try #require(errors.count == 4)
        #expect(
            errors.enumerated().allSatisfy { $1.contains("standard input:\([3, 4, 5, 6][$0]): ") }, "\(answer.errors)")
        #expect(!answer.errors.contains("\u{1B}"))
        let relation = try #require((lines(answer)[0]["relations"] as? [[String: Any]])?.first)
        #expect(relation["id"] as? String == "russia|supports|tajikistan")
        let statement = try #require((relation["statements"] as? [[String: Any]])?.first)
        #expect(Set(statement.keys) == ["start", "end", "text", "status", "date", "attributedTo", "confidence"])
        let actor = try #require((lines(answer)[0]["actors"] as? [[String: Any]])?.first)
        #expect(
            Set(actor.keys) == ["id", "name", "kind", "aliases", "country", "principal", "documents", "mentions"])
    }

    @Test func aDashIsStandardInputAndFilesAreReadToo() throws {
        let folder = try Folder()
        try folder.write("a.txt", "Russia supports Tajikistan.")
        let line = Array(#"{"id": "a", "text": "Russia supports Tajikistan."}"#.utf8)
        let dashed = try Entente(["extract", "-"], in: folder.path, input: line)
        let read = try Entente(["extract", "a.txt"], in: folder.path)
        #expect(dashed.status == 0)
        #expect(read.output == dashed.output)
        #expect(lines(read).count == 1)
    }

    @Test func aDocumentInAnotherLanguageIsReadWithAWarning() throws {
        let text =
            "Die Regierung in Berlin hat gestern mitgeteilt, dass sie nach langen Beratungen keine weiteren Soldaten schicken wird."
        let answer = try Entente(["extract"], input: Array("{\"id\": \"de\", \"text\": \"\(text)\"}".utf8))
        #expect(answer.status == 0)
        #expect(lines(answer).count == 1)
        #expect(answer.errors.hasPrefix("warning: this seems not to be English; de;"))
    }

    @Test func aTextThatMentionsNobodyGivesEmptyLists() throws {
        let answer = try Entente(
            ["extract"], input: Array(#"{"id": "1", "text": "It rained all day, and the harvest was late."}"#.utf8))
        #expect(answer.status == 0)
        #expect(answer.errors == "")
        #expect(answer.output == "{\"id\": \"1\", \"actors\": [], \"relations\": []}\n")
    }

    @Test func nothingInGivesNothingOut() throws {
        let answer = try Entente(["extract"])
        #expect(answer.status == 0)
        #expect(answer.output == "")
    }

    @Test func bytesThatAreNotUTF8CostTheirLine() throws {
        let bad = Array(#"{"id": "1", "text": "caf"#.utf8) + [0xE9] + Array("\"}\n".utf8)
        let answer = try Entente(["extract"], input: bad + Array(#"{"id": "2", "text": ""}"#.utf8))
        #expect(answer.status == 65)
        #expect(lines(answer).compactMap { $0["id"] as? String } == ["2"])
        #expect(answer.errors.contains("standard input:1: not UTF-8"))
    }

    @Test func offsetsCountTheBytesOfTheTextAsGiven() throws {
        let text = "👩‍👩‍👧 e\u{301}\u{FEFF}\r\n\r\n“Côte d’Ivoire” — Russia supports Tajikistan."
        let line = try JSONSerialization.data(withJSONObject: ["id": "1", "text": text])
        let answer = try Entente(["extract"], input: Array(line))
        let relation = try #require((lines(answer).first?["relations"] as? [[String: Any]])?.first)
        let statement = try #require((relation["statements"] as? [[String: Any]])?.first)
        let range = try #require(statement["start"] as? Int)..<(try #require(statement["end"] as? Int))
        #expect(String(decoding: Array(text.utf8)[range], as: UTF8.self) == statement["text"] as? String)
    }
}
