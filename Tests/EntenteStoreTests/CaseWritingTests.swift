import EntenteExtraction
import EntenteModel
import EntenteStore
import EntenteText
import Foundation
import GRDB
import Testing

/// How documents become rows: many at a time, with foreign keys that SQLite checks only here.
@Suite struct CaseWritingTests {
    private let folder = CaseFolder()
    private var path: String { folder.path + "/a.entente" }
    private static let extractor = Result { try Extractor() }

    /// A document of as many sentences, each with a statement between two actors of its own.
    private func content(_ id: DocumentID, sentences: Int, word: String) throws -> (Document, DocumentExtraction) {
        var (text, ranges) = ("", [Range<Int>]())
        var (actors, mentions, findings) = ([Actor](), [Mention](), [Finding]())
        for number in 0..<sentences {
            let start = text.utf8.count
            var pair: [ActorID] = []
            for (side, rest) in [("a", " \(word) "), ("b", ", it is said.")] {
                let actor = ActorID("\(side)\(number)")
                let place = text.utf8.count
                text += "Ä\(side)\(number)"
                mentions.append(Mention(range: place..<text.utf8.count, actor: actor, role: .name))
                actors.append(
                    Actor(
                        id: actor, name: "Ä\(side)\(number)", kind: "person", aliases: ["", "X\(side)\(number)"],
                        documents: [id], mentions: 1))
                text += rest
                pair.append(actor)
            }
            ranges.append(start..<text.utf8.count)
            findings.append(
                Finding(
                    source: pair[0], kind: "supports", target: pair[1],
                    statement: EntenteModel.Statement(
                        document: id, range: start..<text.utf8.count,
                        text: String(Substring(text.utf8.suffix(text.utf8.count - start))), confidence: 0.5)))
            text += " "
        }
        let document = try Document(id: id, text: text)
        return (
            document,
            DocumentExtraction(
                document: document.record, actors: actors, mentions: mentions, findings: findings, sentences: ranges)
        )
    }

    private func rows(_ sql: String) throws -> [Row] {
        try DatabaseQueue(path: path).read { try Row.fetchAll($0, sql: sql) }
    }

    /// What SQLite itself says of the case: pages, keys, and the index of words against the texts.
    private func check(_ location: SourceLocation = #_sourceLocation) throws {
        #expect(try rows("PRAGMA foreign_key_check").isEmpty, sourceLocation: location)
        #expect(try rows("PRAGMA integrity_check").map { $0[0] as String } == ["ok"], sourceLocation: location)
        try DatabaseQueue(path: path).write {
            try $0.execute(sql: "INSERT INTO sentence_index(sentence_index, rank) VALUES ('integrity-check', 1)")
        }
    }

    /// Numbers of rows around that which is written at once, and several documents that share one execution.
    @Test(arguments: [[1], [49], [50], [51], [100], [20, 20, 20], [120, 0, 3]])
    func everyRowIsThereHoweverManyGoAtOnce(_ sizes: [Int]) throws {
        let ontology = try Ontology.standard()
        let documents = try sizes.enumerated().map {
            try content(DocumentID("d\($0.offset)"), sentences: $0.element, word: "supports")
        }
        try CaseFile.write(documents.reversed(), at: path, ontology: ontology, extractor: "test")
        try check()
        let direct = try ActorGraph(ontology: ontology, extractions: documents.map(\.1))
        #expect(try CaseFile.open(path).graph() == direct)
        for (document, extraction) in documents {
            let id = document.id
            let found = try rows(
                "SELECT start, \"end\", actor, text FROM mentions WHERE document = '\(id)' ORDER BY start"
            ).map { "\($0[0] as Int) \($0[1] as Int) \($0[2] as String) \($0[3] as String)" }
            #expect(
                found
                    == extraction.mentions.map {
                        "\($0.range.lowerBound) \($0.range.upperBound) \($0.actor) \(document.quote($0.range) ?? "")"
                    })
            #expect(
                try rows("SELECT text FROM sentences WHERE document = '\(id)' ORDER BY start").map { $0[0] as String }
                    == extraction.findings.map(\.statement.text))
            let aliases = try rows("SELECT actor, alias FROM document_alias WHERE document = '\(id)'")
            // An alias that is the name is none; an empty one is kept as it is given.
            #expect(
                Set(aliases.map { "\($0[0] as String) \($0[1] as String)" })
                    == Set(extraction.actors.flatMap { actor in actor.aliases.map { "\(actor.id) \($0)" } }))
        }
        let last = sizes.max() ?? 0
        let hits = try CaseFile.open(path).search("\"Äa\(last - 1) supports\"")
        #expect(hits.count == sizes.filter { $0 == last }.count)
    }

    /// Foreign keys are off while a batch is written, so nothing but this removes what a document said before.
    @Test func nothingIsLeftOfADocumentThatWasReplacedOrRemoved() async throws {
        try CaseFile.write(
            [content("one", sentences: 60, word: "supports"), content("two", sentences: 3, word: "attacks")], at: path,
            ontology: .standard(), extractor: "test")
        // Every table whose rows hang on a document, now and after a later migration, directly or not.
        let parts = try rows(
            """
            WITH RECURSIVE part(name) AS (
                SELECT 'document'
                UNION SELECT child.name FROM sqlite_master AS child, pragma_foreign_key_list(child.name) AS key, part
                    WHERE child.type = 'table' AND key."table" = part.name)
            SELECT name FROM part WHERE name <> 'document'
            """
        ).map { $0[0] as String }
        #expect(parts.count >= 5)
        for part in parts { #expect(try rows("SELECT 1 FROM \(part)").count > 0, "nothing in \(part) to remove") }
        let documents = [
            try Document(id: "one", text: "Russia supports Tajikistan."),
            try Document(id: "two", text: "Nothing was said."),
        ]
        _ = try await CaseFile.build(at: path, documents: documents, extractor: Self.extractor.get())
        try check()
        let fresh = folder.path + "/fresh.entente"
        _ = try await CaseFile.build(at: fresh, documents: documents, extractor: Self.extractor.get())
        for part in parts {
            let expected = try await DatabaseQueue(path: fresh).read {
                try Int.fetchOne($0, sql: "SELECT count(*) FROM \(part)")
            }
            #expect(try rows("SELECT count(*) FROM \(part)").map { $0[0] as Int } == [expected], "\(part)")
        }
        #expect(try rows("SELECT 1 FROM statement").count == 1)
        #expect(try CaseFile.open(path).search("it is said").isEmpty)
        _ = try await CaseFile.build(
            at: path, documents: Array(documents.suffix(1)), extractor: Self.extractor.get(), prune: true)
        try check()
        #expect(try rows("SELECT 1 FROM statement").isEmpty)
        #expect(try rows("SELECT 1 FROM sentence").count == 1)
    }

    @Test func ofTwoDocumentsOfOneIdTheLaterCounts() throws {
        let documents = [
            try content("one", sentences: 3, word: "supports"), try content("one", sentences: 2, word: "attacks"),
        ]
        try CaseFile.write(documents, at: path, ontology: .standard(), extractor: "test")
        try check()
        #expect(try CaseFile.open(path).graph().relations.count == 2)
        #expect(try CaseFile.open(path).search("supports").isEmpty)
    }

    @Test(arguments: ["mention", "source", "target"])
    func whatNamesAnActorThatItsDocumentHasNotIsRefused(_ place: String) throws {
        var (document, extraction) = try content("two", sentences: 2, word: "supports")
        let stranger: ActorID = "stranger"
        if place == "mention" {
            extraction.mentions.append(Mention(range: 0..<2, actor: stranger, role: .name))
        } else {
            let first = extraction.findings[0]
            extraction.findings.append(
                Finding(
                    source: place == "source" ? stranger : first.source, kind: first.kind,
                    target: place == "target" ? stranger : first.target, statement: first.statement))
        }
        let one = try content("one", sentences: 2, word: "supports")
        guard
            case .damaged(_, let problem)? = #expect(
                throws: CaseError.self,
                performing: {
                    try CaseFile.write(
                        [one, (document, extraction)], at: path, ontology: .standard(), extractor: "test")
                })
        else {
            Issue.record("a \(place) of an unknown actor was written")
            return
        }
        #expect(problem.contains("stranger") && problem.contains("two"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }
}
