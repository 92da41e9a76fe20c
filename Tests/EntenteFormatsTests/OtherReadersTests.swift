import EntenteFormats
import EntenteModel
import Foundation
import Testing

/// What other programs make of the files that Entente writes. `scripts/check-formats` does the same for more of them.
@Suite struct OtherReadersTests {
    private struct Heard: Decodable, Equatable {
        let nodes: [[String]]
        let edges: [[String]]
    }

    /// Runs a program of the system; nil where it, or a Python module that it needs, is missing.
    private func run(_ program: String, _ arguments: [String]) throws -> (status: Int32, output: Data)? {
        guard FileManager.default.isExecutableFile(atPath: program) else {
            skipped("\(program) is missing")
            return nil
        }
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        let message = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        if message.contains("ModuleNotFoundError") {
            skipped(message.split(separator: "\n").last.map(String.init) ?? program)
            return nil
        }
        if message.contains("No <graph> element in GEXF file") {
            skipped("this NetworkX does not know GEXF 1.3 yet (3.6 does; scripts/check-formats has it)")
            return nil
        }
        #expect(message.isEmpty || process.terminationStatus == 0, "\(message)")
        return (process.terminationStatus, data)
    }

    private func skipped(_ reason: String) {
        FileHandle.standardError.write(Data("skipped: \(reason); scripts/system-packages --tests installs it\n".utf8))
    }

    /// A graph whose names XML can carry, with parallel and symmetric relations.
    private func graph() throws -> ActorGraph {
        var graph = try sampleGraph()
        try graph.insert(Actor(id: "b", name: "Zürich & <b> \"北京\"\\", kind: "person", principal: "a"))
        let attacks = try #require(sampleOntology.relationKind("attacks"))
        try graph.insert(Relation(id: RelationID(source: "c", kind: attacks, target: "a"), strength: 2.5))
        return graph
    }

    private func expected(_ graph: ActorGraph) -> Heard {
        Heard(
            nodes: graph.actors.map { [$0.id.rawValue, $0.name, $0.kind] },
            edges: graph.relations.map { relation in
                [
                    relation.source.rawValue, relation.target.rawValue, relation.kind, relation.status.rawValue,
                    "\(relation.strength)", relation.lastDate?.description ?? "",
                ]
            }.sorted { $0.lexicographicallyPrecedes($1) })
    }

    private func python(_ script: String, reads text: String, ending: String) throws -> Heard? {
        let path = FileManager.default.temporaryDirectory.appending(path: "entente-\(UUID().uuidString).\(ending)").path
        try OutputFile.write(text.utf8, to: path)
        defer { try? FileManager.default.removeItem(atPath: path) }
        guard let answer = try run("/usr/bin/python3", ["-c", script, path]) else { return nil }
        return try JSONDecoder().decode(Heard.self, from: answer.output)
    }

    private static let networkX = """
        import json, sys, networkx
        path = sys.argv[1]
        g = networkx.read_gexf(path) if path.endswith("gexf") else networkx.read_graphml(path, force_multigraph=True)
        name = "label" if path.endswith("gexf") else "name"
        print(json.dumps({"nodes": sorted([n, d[name], d["kind"]] for n, d in g.nodes(data=True)),
          "edges": sorted([u, v, d["kind"], d["status"], str(float(d["weight"])), d.get("lastDate", "")]
            for u, v, d in g.edges(data=True))}))
        """

    @Test func networkXReadsGraphMLAndAgrees() throws {
        let graph = try graph()
        guard let heard = try python(Self.networkX, reads: GraphMLWriter().text(of: graph), ending: "graphml") else {
            return
        }
        #expect(heard == expected(graph))
    }

    @Test func networkXReadsGEXFAndAgrees() throws {
        let graph = try graph()
        guard let heard = try python(Self.networkX, reads: GEXFWriter().text(of: graph), ending: "gexf") else { return }
        #expect(heard == expected(graph))
    }

    @Test func igraphReadsGraphMLAndAgrees() throws {
        let script = """
            import json, sys, igraph
            g = igraph.Graph.Read_GraphML(sys.argv[1])
            print(json.dumps({"nodes": sorted([v["id"], v["name"], v["kind"]] for v in g.vs),
              "edges": sorted([g.vs[e.source]["id"], g.vs[e.target]["id"], e["kind"], e["status"], str(e["weight"]),
                e["lastDate"]] for e in g.es)}))
            """
        let graph = try graph()
        guard let heard = try python(script, reads: GraphMLWriter().text(of: graph), ending: "graphml") else { return }
        #expect(heard == expected(graph))
    }

    @Test func graphvizReadsDOTAndWhatItWritesReadsAsTheSameGraph() throws {
        let graph = try graph()
        let path = FileManager.default.temporaryDirectory.appending(path: "entente-\(UUID().uuidString).dot").path
        try OutputFile.write(DOTWriter().text(of: graph).utf8, to: path)
        defer { try? FileManager.default.removeItem(atPath: path) }
        guard let answer = try run("/usr/bin/nop", [path]) else { return }
        #expect(answer.status == 0)
        #expect(try DOTReader(ontology: sampleOntology).graph(answer.output, file: "nop") == graph)
    }

    @Test func ourFilesAreReadByOurReadersWhereOthersHaveWrittenThemAnew() throws {
        let graph = try graph()
        let script = """
            import sys, networkx
            networkx.write_graphml(networkx.read_graphml(sys.argv[1], force_multigraph=True), sys.stdout.buffer)
            """
        let path = FileManager.default.temporaryDirectory.appending(path: "entente-\(UUID().uuidString).graphml").path
        try OutputFile.write(GraphMLWriter().text(of: graph).utf8, to: path)
        defer { try? FileManager.default.removeItem(atPath: path) }
        guard let answer = try run("/usr/bin/python3", ["-c", script, path]) else { return }
        let read = try GraphMLReader(ontology: sampleOntology).graph(answer.output, file: "again")
        #expect(read.relations == graph.relations)
        #expect(read.actors == graph.actors)
    }
}
