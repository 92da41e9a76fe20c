import EntenteFormats
import EntenteModel
import Foundation
import Testing

/// The formats that are written but not read back.
@Suite struct WriterTests {
    @Test func cypherKeepsTextInsideItsLiterals() throws {
        var graph = ActorGraph(ontology: sampleOntology)
        try graph.insert(
            Actor(id: "a'}) DETACH DELETE n //", name: "O'Neil\\\n\u{1B}", kind: "state", aliases: ["x']"]))
        let line = try #require(CypherWriter().text(of: graph).split(separator: "\n").last)
        #expect(
            line
                == #"CREATE (:Actor {id: 'a\'}) DETACH DELETE n //', name: 'O\'Neil\\\n"# + "\u{FFFD}"
                + #"', kind: 'state', aliases: ['x\']'], mentions: 0});"#)
    }

    @Test func cypherNamesTypesWithoutAnythingThatCouldEndThem() throws {
        var graph = ActorGraph(ontology: sampleOntology)
        for id in ["a", "b"] { try graph.insert(Actor(id: ActorID(id), name: id, kind: "state")) }
        for name in ["isHostTo", "is host to", "]->() //", "北京", "1st"] {
            let kind = RelationKind(name: name)
            graph.define(kind)
            try graph.insert(Relation(id: RelationID(source: "a", kind: kind, target: "b")))
        }
        let lines = CypherWriter().text(of: graph).split(separator: "\n").filter { $0.hasPrefix("MATCH") }
        let types = lines.compactMap { line in
            line.firstRange(of: "[:").map { line[$0.upperBound...].prefix { $0 != " " } }
        }
        #expect(types.allSatisfy { $0.allSatisfy { $0.isASCII && ($0.isUppercase || $0.isNumber || $0 == "_") } })
        #expect(Set(types).count == 5)
        #expect(types.contains("IS_HOST_TO"))
    }

    @Test func tablesForNeo4jNameTheirColumnsAndKeepTextInsideItsCells() throws {
        let tables = Neo4jTablesWriter().tables(of: try sampleGraph())
        #expect(tables.map(\.name) == ["actors.csv", "documents.csv", "relations.csv"])
        let actors = tables[0].text.split(separator: "\n")
        #expect(actors[0] == "id:ID(Actor),name,kind,aliases:string[],country,principal,mentions:long,:LABEL")
        // The name as it is: nothing but cells is made of it. Line ends become spaces.
        #expect(actors[1] == #"a,"=cmd|' /C calc'!A0",state,"<script>;A, ""B""",AAA,,3,Actor"#)
        #expect(actors[2] == #"b,"Zürich "# + "\u{FFFD}" + #"[31m北京\",person,,,a,0,Actor"#)
        let relations = try CSV.rows(tables[2].text, file: "relations.csv")
        #expect(
            relations.map { Array($0.cells.prefix(9)) } == [
                [
                    ":START_ID(Actor)", ":END_ID(Actor)", ":TYPE", "kind", "status", "strength:double", "firstDate",
                    "lastDate", "symmetric:boolean",
                ],
                [
                    "a", "b", "ATTACKS", "attacks", "disputed", relations[1].cells[5], "2021-08-07", "2021-08-07",
                    "false",
                ],
                ["a", "c", "BORDERS", "borders", "possible", relations[2].cells[5], "", "", "true"],
            ])
        let evidence = try JSONSerialization.jsonObject(with: Data((relations[1].cells.last ?? "").utf8))
        #expect((evidence as? [[String: Any]])?.first?["text"] as? String == "A attacked B.")
    }

    @Test func aSemicolonInANameDoesNotDivideItInTwoForNeo4j() throws {
        var graph = ActorGraph(ontology: sampleOntology)
        try graph.insert(Actor(id: "a", name: "A", kind: "state", aliases: ["x; y", "z"]))
        let row = try #require(Neo4jTablesWriter().tables(of: graph)[0].text.split(separator: "\n").last)
        #expect(row == #"a,A,state,"x, y;z",,,0,Actor"#)
    }

    @Test func kuzuHasItsTablesDeclaredFirst() throws {
        let text = CypherWriter(dialect: .kuzu).text(of: try sampleGraph())
        #expect(text.contains("CREATE REL TABLE ATTACKS(FROM Actor TO Actor"))
        #expect(text.hasPrefix("CREATE NODE TABLE Actor("))
    }

    @Test func everyLineOfFollowTheMoneyIsAnEntityWithAProperID() throws {
        let graph = try sampleGraph()
        let lines = FollowTheMoneyWriter().text(of: graph).split(separator: "\n")
        #expect(lines.count == graph.documents.count + graph.actorCount + graph.relationCount)
        for line in lines {
            let entity = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            let id = try #require(entity["id"] as? String)
            #expect(id.wholeMatch(of: /[0-9a-zA-Z]([0-9a-zA-Z.\-]*[0-9a-zA-Z])?/) != nil, "\(id)")
            #expect(entity["schema"] is String)
        }
    }

    @Test func longAndOddIDsStayApartInFollowTheMoney() throws {
        var graph = ActorGraph(ontology: sampleOntology)
        let long = String(repeating: "x", count: 300)
        let ids = ["a b", "a.20b", "a-", "a", "ä", "..", long + "1", long + "2"]
        for id in ids { try graph.insert(Actor(id: ActorID(id), name: id, kind: "state")) }
        let found = FollowTheMoneyWriter().text(of: graph).split(separator: "\n").map { $0.split(separator: "\"")[3] }
        #expect(Set(found).count == ids.count)
        #expect(found.allSatisfy { $0.utf8.count <= 200 })
    }

    @Test func cytoscapeAndJSONLDAreJSONAndNameEveryActorAndRelation() throws {
        let graph = try sampleGraph()
        let cytoscape = try #require(
            JSONSerialization.jsonObject(with: Data(CytoscapeWriter().text(of: graph).utf8)) as? [String: Any])
        let elements = try #require(cytoscape["elements"] as? [String: [Any]])
        #expect(elements["nodes"]?.count == graph.actorCount)
        #expect(elements["edges"]?.count == graph.relationCount)
        let linked = try #require(
            JSONSerialization.jsonObject(with: Data(JSONLDWriter().text(of: graph).utf8)) as? [String: Any])
        let items = try #require(linked["@graph"] as? [[String: Any]])
        #expect(items.count == graph.documents.count + graph.actorCount + graph.relationCount)
    }
}
