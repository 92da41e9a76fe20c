import EntenteFormats
import EntenteModel
import Foundation
import Testing

/// GraphML, GEXF and DOT: what is written reads back, and hostile files are refused with their line.
@Suite struct InterchangeTests {
    enum Format: String, CaseIterable, Sendable {
        case graphml, gexf, dot

        func write(_ graph: ActorGraph, quotes: Bool = true) -> String {
            switch self {
            case .graphml: GraphMLWriter(includesQuotes: quotes).text(of: graph)
            case .gexf: GEXFWriter(includesQuotes: quotes).text(of: graph)
            case .dot: DOTWriter(includesQuotes: quotes).text(of: graph)
            }
        }

        func read(_ text: String) throws(FormatError) -> ActorGraph {
            let data = Data(text.utf8)
            return switch self {
            case .graphml: try GraphMLReader(ontology: sampleOntology).graph(data, file: "g")
            case .gexf: try GEXFReader(ontology: sampleOntology).graph(data, file: "g")
            case .dot: try DOTReader(ontology: sampleOntology).graph(data, file: "g")
            }
        }
    }

    /// The sample graph with the one control character that these formats have no way to write replaced.
    private func writableGraph() throws -> ActorGraph {
        var graph = try sampleGraph()
        var actor = try #require(graph[ActorID("b")])
        actor.name = actor.name.replacing("\u{1B}", with: "\u{FFFD}")
        try graph.insert(actor)
        return graph
    }

    private func line(_ format: Format, _ text: String) -> Int? {
        do throws(FormatError) {
            _ = try format.read(text)
            return nil
        } catch {
            guard case .badPlace(_, _, let line, _) = error else { return -1 }
            return line
        }
    }

    @Test(arguments: [Format.graphml, .dot])
    func whatIsWrittenReadsBackAsTheSameGraph(format: Format) throws {
        let graph = try writableGraph()
        let text = format.write(try sampleGraph())
        let read = try format.read(text)
        // A label of DOT is one line.
        let names = graph.actors.map { format == .dot ? $0.name.replacing("\n", with: " ") : $0.name }
        #expect(read.actors.map(\.name) == names)
        #expect(read.actors.map(\.aliases) == graph.actors.map(\.aliases))
        #expect(read.actors.map(\.principal) == graph.actors.map(\.principal))
        #expect(read.actors.map(\.documents) == graph.actors.map(\.documents))
        #expect(read.actors.map(\.mentions) == graph.actors.map(\.mentions))
        #expect(read.relations == graph.relations)
        #expect(read.documents == graph.documents)
        #expect(format.write(read) == text)
    }

    @Test func gexfCarriesEverythingButWhatIsKnownOfDocuments() throws {
        let graph = try writableGraph()
        let read = try Format.gexf.read(Format.gexf.write(graph))
        #expect(read.actors == graph.actors)
        #expect(read.relations == graph.relations)
        #expect(read.documents.map(\.id) == graph.documents.map(\.id))
    }

    @Test(arguments: Format.allCases)
    func withoutQuotesPlacesAndStrengthsRemain(format: Format) throws {
        let text = format.write(try writableGraph(), quotes: false)
        #expect(!text.contains("A attacked B."))
        let read = try format.read(text)
        #expect(read.relations.first?.statements.map(\.range) == [5..<18, 0..<13])
        #expect(read.relations.first?.strength == 0.7)
    }

    @Test(arguments: Format.allCases)
    func namesThatTryToBreakOutStayNames(format: Format) throws {
        var graph = ActorGraph(ontology: sampleOntology)
        let names = [
            "\"/><script>", "]]>", "&amp;", "a\\", "\\N", "\\\"", "}; digraph {", "<b>x</b>", "a\u{FFFF}b", "\u{0}",
            "x\r\ny", " lead", "'", "-- -> [a=b]", "é\u{301}\u{202E}", "%s%n",
        ]
        for (number, name) in names.enumerated() {
            try graph.insert(Actor(id: ActorID("n\(number)"), name: name, kind: "state", aliases: [name + "!"]))
        }
        let read = try format.read(format.write(graph))
        #expect(read.actors.map(\.id) == graph.actors.map(\.id))
        #expect(read.actors.map(\.aliases) == graph.actors.map(\.aliases))
        for (number, name) in names.enumerated()
        where !name.unicodeScalars.contains(where: { $0.value < 32 || $0.value > 0x2000 }) {
            #expect(read[ActorID("n\(number)")]?.name == name)
        }
    }

    @Test(arguments: Format.allCases)
    func idsMayHoldAnything(format: Format) throws {
        var graph = ActorGraph(ontology: sampleOntology)
        let ids = ["node", "a b", "ü", "1", "-1", "a:b", "a\"b", "<x>", "graph", "a&b", "a;b", "a\\b"]
        for id in ids { try graph.insert(Actor(id: ActorID(id), name: id, kind: "state")) }
        for (source, target) in zip(ids, ids.dropFirst()) {
            let kind = try #require(sampleOntology.relationKind("attacks"))
            try graph.insert(
                Relation(id: RelationID(source: ActorID(source), kind: kind, target: ActorID(target)), strength: 2))
        }
        let read = try format.read(format.write(graph))
        #expect(read == graph)
    }

    @Test(arguments: Format.allCases)
    func aFileThatIsCutShortOrDamagedAnywhereIsRefusedOrSound(format: Format) throws {
        let whole = Array(format.write(try sampleGraph()).utf8)
        for end in stride(from: 0, to: whole.count - 2, by: 23) {
            #expect(throws: FormatError.self) { try format.read(String(decoding: whole[..<end], as: UTF8.self)) }
            var damaged = whole
            damaged[end] = [UInt8(ascii: "<"), UInt8(ascii: "9"), UInt8(ascii: "\""), UInt8(ascii: "}")][end % 4]
            try? format.read(String(decoding: damaged, as: UTF8.self)).checkInvariants()
        }
    }

    @Test func xmlThatDeclaresEntitiesIsRefusedWithItsLineAndNothingIsRead() {
        let laughs = """
            <?xml version="1.0"?>
            <!DOCTYPE graphml [
            <!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
            <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"> ]>
            <graphml><graph edgedefault="directed"><node id="&c;"/></graph></graphml>
            """
        #expect(line(.graphml, laughs) == 3)
        let outside = """
            <!DOCTYPE graphml [<!ENTITY file SYSTEM "file:///etc/passwd">]>
            <graphml><graph edgedefault="directed"><node id="a"><data key="x">&file;</data></node></graph></graphml>
            """
        #expect(line(.graphml, outside) == 1)
        let parameter = """
            <!DOCTYPE graphml [<!ENTITY % remote SYSTEM "http://127.0.0.1:9/x.dtd"> %remote;]>
            <graphml/>
            """
        #expect(line(.graphml, parameter) == 1)
    }

    @Test func aDocumentTypeWithoutDeclarationsIsNotFetched() throws {
        let text = """
            <?xml version="1.0"?><!DOCTYPE graphml SYSTEM "http://127.0.0.1:9/graphml.dtd">
            <graphml><graph edgedefault="directed"><node id="a"/></graph></graphml>
            """
        #expect(try Format.graphml.read(text).actors.map(\.id) == ["a"])
    }

    @Test(arguments: [
        ("", 1), ("<html/>", 1), ("<graphml>\n<graph>\n<node/>\n</graph></graphml>", 3),
        ("<graphml><graph>\n<node id='a'/>\n<edge source='a' target='b'/></graph></graphml>", 3),
        ("<graphml><graph>\n<node id='a'/>\n<node id='a'/></graph></graphml>", 3),
        ("<graphml><graph><node id='a'/>\n<edge source='a'/></graph></graphml>", 2),
        ("<graphml><graph>\n<hyperedge/></graph></graphml>", 2), ("<graphml>\n<graph>\n", 2),
        (
            "<graphml><key id='w' for='edge' attr.name='weight'/><graph><node id='a'/><node id='b'/>\n"
                + "<edge source='a' target='b'><data key='w'>much</data></edge></graph></graphml>", 2
        ),
        (
            "<graphml><key id='p' for='node' attr.name='principal'/><graph>\n"
                + "<node id='a'><data key='p'>zz</data></node></graph></graphml>", 2
        ),
    ])
    func badGraphMLIsNamedWithItsLine(text: String, expected: Int) {
        #expect(line(.graphml, text) == expected)
    }

    @Test func deeplyNestedXMLIsRefused() {
        let text = String(repeating: "<graphml>", count: 100_000)
        #expect(line(.graphml, text) != nil)
    }

    @Test(arguments: [
        ("", 1), ("graph", 1), ("digraph {\na -> b\n", 3), ("digraph { a -- b }", 1), ("graph {\na -> b }", 2),
        ("digraph {\n\"a }", 2), ("digraph { a -> }", 1), ("digraph { a [x=] }", 1), ("digraph {} digraph {}", 1),
        ("digraph {\n/* a }", 2), ("digraph { a [label=<b }", 1), ("digraph { \"\" -> a }", 1),
        ("digraph {\na -> b [weight=heavy] }", 2), (String(repeating: "{", count: 200_000), 1),
        ("digraph { " + String(repeating: "{ ", count: 200_000), 1), ("digraph { a @ b }", 1),
    ])
    func badDOTIsNamedWithItsLine(text: String, expected: Int) {
        #expect(line(.dot, text) == expected)
    }

    @Test func subgraphsThatWouldMakeEdgesWithoutEndAreRefused() {
        let nodes = (0..<4000).map { "n\($0)" }.joined(separator: " ")
        #expect(line(.dot, "digraph { {\(nodes)} -> {\(nodes)} }") != nil)
    }

    @Test func dotIsReadAsGraphvizReadsIt() throws {
        let graph = try Format.dot.read(
            """
            # from elsewhere
            strict graph "g" {
              node [kind=state]; edge [weight=2]  // defaults
              a [label="A \\"one\\"\\nline &amp; \\N"]; b:port:n -- {c; d} -- e [label="near"]
              b -- c; "long" + "er" -- b;
              subgraph cluster { x [kind=person] }
            }
            """)
        #expect(graph["a"]?.name == "A \"one\"\nline & a")
        #expect(graph["x"]?.kind == "person")
        #expect(graph["b"]?.kind == "state")
        #expect(
            graph.relations.map(\.id.description) == [
                "b|near|c", "b|near|d", "b|relatedTo|longer", "c|near|e", "d|near|e",
            ])
        #expect(graph.relations.allSatisfy { $0.strength == 2 })
        #expect(graph.ontology.relationKind("near")?.isSymmetric == true)
    }

    @Test func graphMLOfOthersIsReadWithDefaultsAndEdgesBeforeNodes() throws {
        let graph = try Format.graphml.read(
            """
            <?xml version="1.0" encoding="ISO-8859-1"?>
            <graphml xmlns="http://graphml.graphdrawing.org/xmlns">
            <key id="d0" for="edge" attr.name="weight" attr.type="double"><default>3</default></key>
            <key id="d1" for="node" attr.name="label" attr.type="string"/>
            <graph edgedefault="undirected"><edge source="b" target="a"/>
            <edge source="a" target="b" directed="true"><data key="d0">0.5</data></edge>
            <node id="a"><data key="d1">Alpha<x>not this</x></data></node><node id="b"/></graph></graphml>
            """)
        #expect(graph["a"]?.name == "Alpha")
        #expect(graph.relations.map(\.strength) == [3, 0.5])
        #expect(graph.relations.map(\.id.description) == ["a|relatedTo|b", "a|relatedTo (directed)|b"])
    }

    @Test func latin1XMLIsReadAsItDeclares() throws {
        let text =
            "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><graphml><graph><node id=\"caf\u{E9}\"/></graph></graphml>"
        let data = try #require(text.data(using: .isoLatin1))
        let graph = try GraphMLReader(ontology: sampleOntology).graph(data, file: "g")
        #expect(graph.actors.map(\.id) == ["café"])
    }

    @Test func gexfOfOthersIsReadByTitlesOfAttributes() throws {
        let graph = try Format.gexf.read(
            """
            <gexf xmlns="http://www.gexf.net/1.2draft" version="1.2"><graph defaultedgetype="directed" mode="dynamic">
            <attributes class="node"><attribute id="0" title="Kind" type="string"/></attributes>
            <nodes><node id="1" label="One"><attvalues><attvalue for="0" value="person"/></attvalues>
            <nodes><node id="2" label="Two"/></nodes></node></nodes>
            <edges><edge id="0" source="1" target="2" weight="4" start="2021-08-07T12:00:00" end="17.5"/></edges>
            </graph></gexf>
            """)
        #expect(graph["1"]?.kind == "person")
        #expect(graph["2"]?.name == "Two")
        #expect(graph.relations.map(\.strength) == [4])
        #expect(graph.relations.first?.firstDate == PartialDate("2021-08-07"))
        #expect(graph.relations.first?.lastDate == nil)
    }
}
