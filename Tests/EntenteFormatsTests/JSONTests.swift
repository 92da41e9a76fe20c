import EntenteFormats
import EntenteModel
import Foundation
import Testing

@Suite struct JSONTests {
    private let reader = JSONReader(ontology: sampleOntology)

    private func read(_ text: String) throws(FormatError) -> ActorGraph {
        try reader.graph(Data(text.utf8), file: "g.json")
    }

    private func error(_ text: String) -> FormatError? {
        do throws(FormatError) {
            _ = try read(text)
            return nil
        } catch { return error }
    }

    /// A whole file around lists of documents, actors and relations.
    private func file(documents: String = "", actors: String = "", relations: String = "") -> String {
        """
        {"format": "entente-graph", "version": 1, "documents": [\(documents)], "actors": [\(actors)],
         "relations": [\(relations)]}
        """
    }

    private let actors = """
        {"id": "a", "name": "A", "kind": "state"}, {"id": "b", "name": "B", "kind": "state"}
        """

    @Test func whatIsWrittenReadsBackAsTheSameGraph() throws {
        let graph = try sampleGraph()
        let text = JSONWriter().text(graph)
        #expect(try read(text) == graph)
        #expect(try JSONWriter().text(read(text)) == text)
    }

    @Test func aGraphWithoutQuotesReadsBackWithItsPlacesAndItsStrengths() throws {
        let text = JSONWriter(includesQuotes: false).text(try sampleGraph())
        #expect(!text.contains("A attacked B."))
        let graph = try read(text)
        #expect(JSONWriter().text(graph) == text)
        #expect(graph.relations.first?.statements.map(\.range) == [5..<18, 0..<13])
    }

    @Test func theShapeIsThatOfTheCommandLinesDescription() throws {
        let object = try #require(
            JSONSerialization.jsonObject(with: Data(JSONWriter().text(sampleGraph()).utf8)) as? [String: Any])
        #expect(object["format"] as? String == "entente-graph")
        #expect(object["version"] as? Int == 1)
        let documents = try #require(object["documents"] as? [[String: Any]])
        try #require(documents.count == 2)
        #expect(Set(documents[0].keys) == ["id", "path", "title", "date", "source", "sha256"])
        let actors = try #require(object["actors"] as? [[String: Any]])
        try #require(actors.count == 3)
        #expect(
            Set(actors[0].keys)
                == ["id", "name", "kind", "aliases", "country", "principal", "documents", "mentions"])
        #expect(actors[1]["country"] is NSNull)
        #expect(actors[1]["principal"] as? String == "a")
        let relations = try #require(object["relations"] as? [[String: Any]])
        try #require(relations.count == 2)
        #expect(
            Set(relations[0].keys)
                == ["id", "source", "kind", "target", "status", "weight", "firstDate", "lastDate", "statements"])
        #expect(relations[0]["id"] as? String == "a|attacks|b")
        #expect(relations[0]["status"] as? String == "disputed")
        #expect(relations[0]["weight"] as? Double == 0.7)
        #expect(relations[0]["lastDate"] as? String == "2021-08-07")
        let statements = try #require(relations[0]["statements"] as? [[String: Any]])
        try #require(statements.count == 2)
        #expect(
            Set(statements[0].keys)
                == ["document", "start", "end", "text", "status", "date", "attributedTo", "confidence"])
        #expect(statements[0]["attributedTo"] as? String == "c")
    }

    @Test func theBytesAreCanonical() {
        #expect(
            JSONWriter().text(ActorGraph(ontology: sampleOntology))
                == "{\"format\": \"entente-graph\", \"version\": 1,\n \"documents\": [],\n \"actors\": [],\n \"relations\": []}\n"
        )
    }

    @Test func controlCharactersAndMarkupAreEscaped() throws {
        let text = JSONWriter().text(try sampleGraph())
        #expect(text.contains(#"Zürich\n\u001b[31m北京\\"#))
        #expect(text.contains(#"\u003cscript>"#))
        #expect(!text.unicodeScalars.contains { $0.value < 32 && $0 != "\n" })
    }

    @Test func oneLineHoldsTheExtractionOfADocument() throws {
        let line = JSONWriter().line(id: "d1", graph: try sampleGraph())
        #expect(!line.contains("\n"))
        let object = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        #expect(Set(object.keys) == ["id", "actors", "relations"])
        let statement = ((object["relations"] as? [[String: Any]])?[0]["statements"] as? [[String: Any]])?[0]
        #expect(statement?["document"] == nil)
        #expect(statement?["start"] as? Int == 5)
    }

    @Test func aKindThatTheOntologyLacksIsKeptAsNeutral() throws {
        let graph = try read(
            file(
                actors: actors + #", {"id": "c", "name": "C", "kind": "ship"}"#,
                relations: #"{"source": "b", "kind": "tows", "target": "a", "weight": 2.5}"#))
        #expect(graph["c"]?.kind == "ship")
        try #require(graph.relations.map(\.id.description) == ["b|tows|a"])
        #expect(graph.relations[0].strength == 2.5)
        #expect(graph.ontology.relationKind("tows")?.polarity == .neutral)
    }

    @Test func principalsMayComeAfterThoseWhoActForThem() throws {
        let graph = try read(
            file(actors: #"{"id": "p", "name": "P", "kind": "person", "principal": "a"}, "# + actors))
        #expect(graph["p"]?.principal == "a")
    }

    @Test(arguments: [
        "", "{", "[", "nonsense", "{\"format\": }", "{\"format\": \"entente-graph\", \"version\": 1e999}",
    ])
    func whatIsNoJSONIsNamedSo(text: String) {
        guard case .notJSON = error(text) else {
            Issue.record("\(text): \(String(describing: error(text)))")
            return
        }
    }

    @Test func aFileOfAnotherShapeIsNamedWithThePlace() {
        #expect(error("{}").map { "\($0)" }?.contains("expected 'format'") == true)
        #expect(
            error(#"{"format": "other", "version": 1, "documents": [], "actors": [], "relations": []}"#)
                == .wrongShape(file: "g.json", place: "format", expected: "\"entente-graph\""))
        #expect(error(file(actors: #"{"id": "a", "kind": "state"}"#)).map { "\($0)" }?.contains("actors.[0]") == true)
        #expect(
            error(#"{"format": "entente-graph", "version": 2, "documents": [], "actors": [], "relations": []}"#)
                == .newerVersion(file: "g.json", version: 2))
    }

    @Test(arguments: [
        #"{"source": "a", "kind": "attacks", "target": "x"}"#, #"{"source": "a", "kind": "attacks", "target": "a"}"#,
        #"{"source": "a", "kind": "attacks", "target": "b", "weight": -1}"#,
        #"{"source": "a", "kind": "attacks", "target": "b", "firstDate": "soon"}"#,
        #"{"source": "a", "kind": "attacks", "target": "b", "status": "rumoured"}"#,
        #"{"source": "a", "kind": "attacks", "target": "b", "statements": [{"document": "x", "start": 0, "end": 1}]}"#,
        #"{"source": "a", "kind": "attacks", "target": "b", "statements": [{"document": "d", "start": 2, "end": 1}]}"#,
        #"{"source": "a", "kind": "attacks", "target": "b", "statements": [{"document": "d", "start": -9223372036854775808, "end": 9223372036854775807, "text": "x"}]}"#,
        #"{"source": "a", "kind": "attacks", "target": "b", "statements": [{"document": "d", "start": 0, "end": 1, "status": "disputed"}]}"#,
        #"{"source": "a", "kind": "attacks", "target": "b", "statements": [{"document": "d", "start": 0, "end": 1, "confidence": 2}]}"#,
    ])
    func aRelationThatBreaksARuleIsNamed(relation: String) {
        let document = #"{"id": "d", "path": "d", "sha256": "00"}"#
        let found = error(file(documents: document, actors: actors, relations: relation))
        #expect(found.map { "\($0)" }?.contains("relation a attacks") == true, "\(String(describing: found))")
    }

    @Test func anActorThatStandsThereTwiceOrActsForItselfIsNamed() {
        #expect(error(file(actors: actors + ", " + actors)).map { "\($0)" }?.contains("actor a") == true)
        let circle = """
            {"id": "a", "name": "A", "kind": "state", "principal": "b"},
            {"id": "b", "name": "B", "kind": "state", "principal": "a"}
            """
        #expect(error(file(actors: circle)).map { "\($0)" }?.contains("actor a") == true)
    }

    @Test func aFileThatIsCutShortOrDamagedAnywhereIsRefusedOrSound() throws {
        let whole = Array(JSONWriter().text(try sampleGraph()).utf8)
        for end in stride(from: 0, to: whole.count - 1, by: 5) {
            #expect(throws: FormatError.self) { try reader.graph(Data(whole[..<end]), file: "g.json") }
            var damaged = whole
            damaged[end] = [0, 0xFF, UInt8(ascii: "9"), UInt8(ascii: "\"")][end % 4]
            try? reader.graph(Data(damaged), file: "g.json").checkInvariants()
        }
    }

    @Test func aDeeplyNestedFileDoesNoHarm() {
        #expect(error(String(repeating: "[", count: 100_000)) != nil)
    }
}
