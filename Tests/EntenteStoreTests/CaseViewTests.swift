import EntenteExtraction
import EntenteModel
import EntenteStore
import EntenteText
import Foundation
import GRDB
import Testing

/// What other programs see of a case.
@Suite struct CaseViewTests {
    private let folder = CaseFolder()
    private var path: String { folder.path + "/a.entente" }

    /// Two documents as an extraction would give them, without one.
    private func makeCase() throws {
        let ontology = try Ontology.standard()
        let texts: [(DocumentID, String)] = [
            ("one", "Größe: Russia supports Tajikistan. The Taliban threatened Uzbekistan."),
            ("two", "Russia supports Tajikistan."),
        ]
        let content = try texts.map { id, text in
            let document = try Document(id: id, text: text)
            func range(_ part: String) -> Range<Int>? {
                text.range(of: part).map {
                    text.utf8.distance(
                        from: text.startIndex, to: $0.lowerBound)..<text.utf8.distance(
                            from: text.startIndex, to: $0.upperBound)
                }
            }
            var (actors, mentions, findings) = ([Actor](), [Mention](), [Finding]())
            for (name, kind) in [
                ("Russia", "state"), ("Taliban", "militantGroup"), ("Tajikistan", "state"), ("Uzbekistan", "state"),
            ] {
                guard let place = range(name) else { continue }
                actors.append(
                    Actor(id: ActorID(name.lowercased()), name: name, kind: kind, documents: [id], mentions: 1))
                mentions.append(
                    Mention(
                        range: place, actor: ActorID(name.lowercased()), role: name == "Uzbekistan" ? .qualifier : .name
                    ))
            }
            for (source, kind, target, quote) in [
                ("russia", "supports", "tajikistan", "Russia supports Tajikistan."),
                ("taliban", "threatens", "uzbekistan", "The Taliban threatened Uzbekistan."),
            ] {
                guard let place = range(quote) else { continue }
                findings.append(
                    Finding(
                        source: ActorID(source), kind: kind, target: ActorID(target),
                        statement: EntenteModel.Statement(document: id, range: place, text: quote, confidence: 0.5)))
            }
            return (
                document,
                DocumentExtraction(document: document.record, actors: actors, mentions: mentions, findings: findings)
            )
        }
        try CaseFile.write(content, at: path, ontology: ontology, extractor: "test")
    }

    private func rows(_ sql: String) throws -> [Row] {
        try DatabaseQueue(path: path).read { try Row.fetchAll($0, sql: sql) }
    }

    /// The tables for other programs, against the graph itself.
    private func checkTables() throws {
        let graph = try CaseFile.open(path).graph()
        let actors = try rows("SELECT id, name, kind, mentions, documents, aliases FROM actors ORDER BY id").map {
            row in
            "\(row[0] as String) \(row[1] as String) \(row[2] as String) \(row[3] as Int) \(row[4] as Int) \((row[5] as String?) ?? "")"
        }
        #expect(
            actors
                == graph.actors.map {
                    "\($0.id) \($0.name) \($0.kind) \($0.mentions) \($0.documents.count) \($0.aliases.joined(separator: "; "))"
                })
        let relations = try rows(
            "SELECT source, kind, target, status, strength, statements FROM relations ORDER BY source, kind, target"
        )
        .map {
            "\($0[0] as String) \($0[1] as String) \($0[2] as String) \($0[3] as String) \($0[4] as Double) \($0[5] as Int)"
        }
        #expect(
            relations
                == graph.relations.map {
                    "\($0.source) \($0.kind) \($0.target) \($0.status) \($0.strength) \($0.statements.count)"
                })
        let statements = try rows(
            "SELECT document, start, \"end\", text, source FROM statements ORDER BY source, kind, target, document, start"
        )
        .map { "\($0[0] as String) \($0[1] as Int) \($0[2] as Int) \($0[3] as String) \($0[4] as String)" }
        #expect(
            statements
                == graph.relations.flatMap { relation in
                    relation.statements.map {
                        "\($0.document) \($0.range.lowerBound) \($0.range.upperBound) \($0.text) \(relation.source)"
                    }
                })
    }

    @Test func theViewsShowTheGraphAfterEveryDecision() throws {
        try makeCase()
        try checkTables()
        let decisions: [Decision.Verdict] = [
            .merge("taliban", into: "uzbekistan"), .rename("russia", to: "R."),
            .reject(
                Claim(
                    source: "russia", kind: "supports", target: "tajikistan",
                    evidence: .init(document: "two", quote: "Russia supports Tajikistan."))),
            .add(
                KnownRelation(source: "russia", kind: "funds", target: "tajikistan", citation: "x", quote: "Ä quote.")),
            .reject(Claim(source: "russia", kind: "supports", target: "tajikistan")),
        ]
        for decision in decisions {
            try CaseFile.decide([Decision(decision)], at: path)
            try checkTables()
        }
        #expect(
            try rows("SELECT DISTINCT actor FROM mentions WHERE text = 'Taliban'").map { $0[0] as String } == [
                "uzbekistan"
            ])
        #expect(
            try rows("SELECT role FROM mentions WHERE text = 'Uzbekistan'").map { $0[0] as String } == ["qualifier"])
        #expect(try CaseFile.open(path).text(of: "note/x") == "Ä quote.")
        for _ in decisions {
            try CaseFile.undo(at: path)
            try checkTables()
        }
        #expect(throws: CaseError.self) { try CaseFile.undo(at: path) }
        #expect(try rows("SELECT count(*) FROM decisions").map { $0[0] as Int } == [10])
        #expect(throws: DatabaseError.self) {
            try DatabaseQueue(path: path).write { try $0.execute(sql: "DELETE FROM curation") }
        }
        #expect(throws: DatabaseError.self) {
            try DatabaseQueue(path: path).write { try $0.execute(sql: "UPDATE curation SET note = 'x'") }
        }
    }

    @Test func theExamplesOfTheDocumentationRun() throws {
        try makeCase()
        try CaseFile.decide([Decision(.rename("russia", to: "R."))], at: path)
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let page = try String(contentsOf: root.appendingPathComponent("docs/case-file.md"), encoding: .utf8)
        let examples = page.components(separatedBy: "```sql\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
        #expect(examples.count >= 6)
        for example in examples { _ = try rows(example) }
        #expect(try rows(examples[1]).count == 2)
        // Every view and column that the page names is there.
        for line in page.split(separator: "\n") where line.hasPrefix("| `") && line.contains(", ") {
            guard let view = line.split(separator: "`").dropFirst().first,
                try rows("SELECT 1 FROM sqlite_master WHERE type = 'view' AND name = '\(view)'").count == 1
            else { continue }
            let columns = line.components(separatedBy: " | ")[1].replacing(/\s*\([^)]*\)/, with: "").replacing(
                " |", with: "")
            _ = try rows("SELECT \(columns.replacing("end", with: "\"end\"")) FROM \(view)")
        }
    }

    @Test func aSnapshotIsUsedAsLongAsItIsThatOfTheDocuments() throws {
        try makeCase()
        let before = try CaseFile.open(path).graph()
        func change(_ sql: String) throws { try DatabaseQueue(path: path).write { try $0.execute(sql: sql) } }
        try change("DELETE FROM snapshot")
        #expect(try CaseFile.open(path).graph() == before)
        try CaseFile.decide([Decision(.rename("russia", to: "R."))], at: path)
        try CaseFile.undo(at: path)
        #expect(try rows("SELECT count(*) FROM snapshot").map { $0[0] as Int } == [1])
        // Without the graph as bytes, or with that of another version, the decisions are applied anew.
        for sql in ["DELETE FROM curated", "UPDATE curated SET version = version + 1"] {
            try CaseFile.decide([Decision(.rename("russia", to: "R."))], at: path)
            try change(sql)
            #expect(try CaseFile.open(path).graph()["russia"]?.name == "R.")
            try CaseFile.undo(at: path)
        }
        // What somebody changes by hand counts.
        try change("UPDATE statement SET confidence = 1 WHERE document = 'one'")
        #expect(try CaseFile.open(path).graph() != before)
        try CaseFile.decide([Decision(.rename("russia", to: "R."))], at: path)
        try checkTables()
        // A byte that is not what was written is no graph.
        try change("UPDATE curated SET graph = CAST(substr(graph, 1, 50) || x'00' || substr(graph, 52) AS BLOB)")
        guard case .damaged? = #expect(throws: CaseError.self, performing: { try CaseFile.open(path).graph() }) else {
            Issue.record("a damaged snapshot was read")
            return
        }
    }

    @Test func aCaseOfTheFirstVersionIsReadAndBroughtUpToDate() throws {
        try makeCase()
        let before = try CaseFile.open(path).graph()
        try DatabaseQueue(path: path).write { database in
            for row in try Row.fetchAll(
                database,
                sql: """
                    SELECT type, name FROM sqlite_master WHERE type IN ('view', 'trigger')
                        OR name IN ('sentence_index', 'sentence', 'curation', 'revision', 'snapshot', 'curated', 'graph', 'graph_note',
                            'graph_alias', 'graph_statement', 'graph_actor', 'graph_relation', 'graph_identity', 'map_edition', 'map_positions')
                    ORDER BY CASE name WHEN 'sentence_index' THEN 1 WHEN 'map_positions' THEN 1 WHEN 'graph_statement' THEN 1 WHEN 'graph_alias' THEN 1 ELSE 2 END,
                        type
                    """)
            {
                try database.execute(sql: "DROP \(row[0] as String) IF EXISTS \(row[1] as String)")
            }
            try database.execute(
                sql: "DELETE FROM grdb_migrations WHERE identifier NOT LIKE '1 %'; PRAGMA user_version = 0")
        }
        #expect(try CaseFile.open(path).graph() == before)
        #expect(try CaseFile.open(path).curation().isEmpty)
        guard case .tooOld? = #expect(throws: CaseError.self, performing: { try CaseFile.open(path).search("Russia") })
        else {
            Issue.record("a case without an index was searched")
            return
        }
        try CaseFile.decide([Decision(.rename("russia", to: "R."))], at: path)
        try checkTables()
        #expect(try CaseFile.open(path).search("größe russia").count == 0)
        #expect(try CaseFile.open(path).search("russia supports").map(\.document) == ["two", "one"].sorted())
        #expect(try rows("PRAGMA user_version").map { $0[0] as Int }.first ?? 0 >= 5)
    }

    @Test func aCaseIsInWriteAheadModeAndLeavesOneFile() throws {
        try makeCase()
        #expect(try rows("PRAGMA journal_mode").map { $0[0] as String } == ["wal"])
        for _ in 0..<2 { _ = try CaseFile.open(path).graph() }
        try CaseFile.decide([Decision(.rename("russia", to: "R."))], at: path)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["a.entente"])
    }

    @Test func aDamagedPageIsSaid() throws {
        try makeCase()
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        for place in stride(from: 4096, to: bytes.count, by: 4096) {
            bytes.replaceSubrange(place..<(place + 64), with: [UInt8](repeating: 0xAA, count: 64))
        }
        try bytes.write(to: URL(fileURLWithPath: path))
        guard case .damaged? = #expect(throws: CaseError.self, performing: { try CaseFile.open(path).graph() }) else {
            Issue.record("a damaged case was read")
            return
        }
    }
}
