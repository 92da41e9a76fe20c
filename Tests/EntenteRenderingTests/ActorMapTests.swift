import EntenteModel
import EntenteRendering
import Foundation
import Testing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite struct ActorMapTests {
    private func svg(_ graph: ActorGraph, _ options: MapOptions = MapOptions()) throws -> String {
        String(decoding: try ActorMap(graph: graph, options: options).render(.svg), as: UTF8.self)
    }

    @Test func linesSayWhatTheyStandForInThePictureAndAloud() throws {
        let text = try svg(SampleGraphs.conflict())
        #expect(text.contains(">negotiates with ×3,<"), "parallel relations share a line")
        #expect(
            text.contains("aria-label=\"People&apos;s Front attacks Bovaria, possible\"")
                || text.contains("aria-label=\"People's Front attacks Bovaria, possible\""))
        #expect(text.contains(">denied: attacks<"))
        #expect(text.contains("“They talk.” (A brief)"))
        #expect(text.contains("id=\"actor-avaria\" class=\"actor kind-state family-polity\""))
        #expect(text.contains("class=\"relation status-possible polarity-hostile kind-attacks\""))
    }

    @Test func quotesStayOutWhereNotWanted() throws {
        let text = try svg(SampleGraphs.conflict(), MapOptions(quotesEvidence: false))
        #expect(!text.contains("They talk"))
        #expect(text.contains("(A brief)"))
    }

    @Test func legendListsOnlyWhatIsShown() throws {
        let text = try svg(SampleGraphs.conflict())
        for shown in [">militant group<", ">alliance<", ">hostile<", ">disputed<"] { #expect(text.contains(shown)) }
        for absent in [">bridge<", ">neutral<"] { #expect(!text.contains(absent)) }
        let bare = try svg(SampleGraphs.conflict(), MapOptions(showsLegend: false))
        #expect(!bare.contains(">militant group<"))
    }

    @Test(arguments: MapFormat.allCases) func sameMapGivesTheSameBytes(format: MapFormat) throws {
        let graph = try SampleGraphs.network(actors: 30, relations: 60)
        let first = try ActorMap(graph: graph, options: MapOptions(title: "Twice")).render(format)
        for _ in 0..<3 {
            if format == .pdf { Thread.sleep(forTimeInterval: 0.4) }  // Cairo would write the second.
            #expect(try ActorMap(graph: graph, options: MapOptions(title: "Twice")).render(format) == first)
        }
    }

    @Test func pictureHoldsNoTraceOfProgramTimeOrOtherHosts() throws {
        let text = try svg(SampleGraphs.conflict(), MapOptions(title: "T"))
        #expect(!text.contains("<!--") && !text.contains("raphviz") && !text.contains("%3"))
        #expect(!text.contains("href") && !text.contains("DOCTYPE") && !text.contains("transparent"))
        #expect(text.components(separatedBy: "http").count == 2, "only the namespace of SVG itself")
    }

    @Test func changesAreNamedAndNotOnlyColoured() throws {
        let graph = try SampleGraphs.conflict()
        let attack = try #require(graph.relations.first { $0.status == .possible })
        let changes = MapChanges(actors: ["envoy": .went], relations: [attack.id: .came])
        let text = try svg(graph, MapOptions(changes: changes))
        #expect(text.contains(">new: attacks<"))
        #expect(text.contains("change-went") && text.contains(">came<") && text.contains(">went<"))
        #expect(!text.contains(">changed<") && text.contains("Maria Lind, person, went"))
    }

    @Test func groupsAreFramedAndNamed() throws {
        let graph = try SampleGraphs.conflict()
        let byFamily = try svg(graph, MapOptions(grouping: .family))
        #expect(byFamily.contains(">polity<"))
        let byAlliance = try svg(graph, MapOptions(grouping: .alliance))
        #expect(byAlliance.contains("font-weight=\"bold\" font-size=\"11.00\" fill=\"#555555\">Eastern Pact<"))
        let communities = try svg(graph, MapOptions(grouping: .community(["avaria": 1, "front": 1, "envoy": 2])))
        #expect(communities.contains(">community 1<") && !communities.contains(">community 2<"))
    }

    @Test func pathsStandOutAndTheRestFades() throws {
        let text = try svg(
            SampleGraphs.conflict(), MapOptions(highlight: MapHighlight(actors: ["envoy", "bovaria", "front"])))
        #expect(text.contains("class=\"actor kind-alliance family-organization faded\""))
        #expect(text.contains("class=\"actor kind-state family-polity\""))
    }

    static let hostileNames = [
        "\"quoted\" 'name'", "<script>alert(1)</script>", "\\N \\G \\l back\\", "A & B &amp; &lt;c&gt; &#65;",
        "two\nlines\r\nand\ttab", "bell\u{07} null\u{0} escape\u{1B}[31m", "👩‍👩‍👧 emoji 🇰🇿", "שלום עולם", "‮reversed",
        "طالبان", "中华人民共和国外交部", String(repeating: "long ", count: 2000), String(repeating: "x", count: 10_000), "", " ",
        "]]> --> <!-- <![CDATA[", "%s%n", "-->", "\u{FFFE}\u{FFFF}", "a\\\"b", "<b>bold</b>", "\\",
    ]

    @Test(arguments: hostileNames.indices) func hostileNamesAreShownAsText(place: Int) throws {
        let name = Self.hostileNames[place]
        var graph = ActorGraph(ontology: SampleGraphs.ontology)
        try graph.insert(Actor(id: "ok", name: "Avaria", kind: "state"))
        try graph.insert(Actor(id: ActorID("id " + name), name: name, kind: "militantGroup", aliases: [name + "2"]))
        try graph.insert(SampleGraphs.relation("ok", "attacks", "id " + name))
        let options = MapOptions(title: name, caption: [name])
        let map = try ActorMap(graph: graph, options: options)
        let picture = try map.picture(.svg)
        #expect(Set(picture.positions.values).count == 2, "\(picture.positions)")
        let parser = XMLTextCollector(Data(picture.bytes))
        #expect(parser.error == nil, "\(parser.error ?? "")")
        #expect(
            parser.elements.isSubset(of: [
                "svg", "title", "desc", "style", "g", "polygon", "path", "ellipse", "text", "polyline",
            ]))
        let visible = name.unicodeScalars.filter { $0.properties.isAlphabetic && $0.isASCII }.prefix(6)
        if name.utf8.count < 40, !visible.isEmpty {
            let shown = parser.drawnText.joined().unicodeScalars.filter { $0.properties.isAlphabetic }
            #expect(String(String.UnicodeScalarView(shown)).contains(String(String.UnicodeScalarView(visible))))
        }
        for format in [MapFormat.png, .pdf] { #expect(try map.render(format).count > 500) }
        // The DOT text is read again by Graphviz, with every name in its place.
        #expect(map.dot.utf8.count > 100)
    }

    @Test func ampersandsAndEntitiesReadAsWritten() throws {
        var graph = ActorGraph(ontology: SampleGraphs.ontology)
        try graph.insert(Actor(id: "a", name: "&lt;b&gt; & \\N", kind: "state"))
        let parser = XMLTextCollector(Data(try ActorMap(graph: graph).render(.svg)))
        #expect(parser.drawnText.contains("&lt;b&gt; & \\N"), "\(parser.drawnText)")
    }

    @Test func emptySelectionAndUnknownActorAreErrors() throws {
        let graph = try SampleGraphs.conflict()
        #expect(throws: RenderingError.nothingToShow) {
            try ActorMap(graph: graph, selection: MapSelection(actors: []))
        }
        #expect(throws: RenderingError.unknownActor("nobody")) {
            try ActorMap(graph: graph, selection: MapSelection(around: .init(actors: ["nobody"])))
        }
        #expect(throws: RenderingError.self) { try ActorMap(graph: graph, options: MapOptions(dotsPerInch: 0)) }
    }

    @Test func selectionKeepsNeighboursStatusesAndTheTop() throws {
        let graph = try SampleGraphs.conflict()
        let near = try ActorMap(graph: graph, selection: MapSelection(around: .init(actors: ["envoy"], depth: 1)))
        #expect(near.actors == ["bovaria", "envoy"])
        let certain = try ActorMap(graph: graph, selection: MapSelection(statuses: [.asserted]))
        #expect(certain.relations.count == 4)
        let top = try ActorMap(
            graph: graph,
            selection: MapSelection(top: .init(count: 2, scores: ["front": 2, "avaria": 1], label: "fame")))
        #expect(top.actors == ["avaria", "front"])
        #expect(top.omissions == ["the 2 actors of highest fame of 5"])
    }

    @Test func `What a selection leaves out comes back one by one or with its neighbours`() throws {
        let graph = try SampleGraphs.conflict()
        let top = MapSelection.Ranking(count: 1, scores: ["front": 2], label: "fame")
        let also = try ActorMap(graph: graph, selection: MapSelection(also: ["avaria"], top: top))
        #expect(also.actors == ["avaria", "front"])
        let expanded = try ActorMap(graph: graph, selection: MapSelection(expanded: ["envoy"], top: top))
        #expect(Set(expanded.actors).isSuperset(of: ["bovaria", "envoy"]))
        let hidden = try ActorMap(
            graph: graph,
            selection: MapSelection(
                actors: Set(graph.actors.map(\.id)).subtracting(["bovaria"]), also: ["bovaria", "avaria"], top: top))
        #expect(!hidden.actors.contains("bovaria"))
        #expect(throws: RenderingError.self) {
            try ActorMap(graph: graph, selection: MapSelection(expanded: ["nobody"]))
        }
    }

    @Test func largeGraphsShrinkToTheirBackboneAndSaySo() throws {
        let graph = try SampleGraphs.network(actors: 400, relations: 1500)
        let map = try ActorMap(graph: graph)
        #expect(map.actors.count <= 60 && map.actors.count > 20)
        #expect(map.omissions.first?.contains("of 4") == true || map.omissions.first?.contains("of 3") == true)
        let all = try ActorMap(graph: graph, selection: MapSelection(thinning: .off))
        #expect(all.relations.count == 1500)
    }

    @Test(arguments: MapOptions.Layout.allCases) func everyEngineDraws(layout: MapOptions.Layout) throws {
        let text = try svg(SampleGraphs.conflict(), MapOptions(layout: layout))
        #expect(text.contains("People") && text.hasSuffix("</svg>\n"))
    }
}

/// Reads SVG as XML and keeps its elements and the contents of its text elements.
private final class XMLTextCollector: NSObject, XMLParserDelegate {
    private(set) var elements: Set<String> = []
    private(set) var drawnText: [String] = []
    private(set) var error: String?
    private var isInText = false

    init(_ data: Data) {
        super.init()
        let parser = XMLParser(data: data)
        parser.delegate = self
        if !parser.parse() { error = parser.parserError.map { "\($0), line \(parser.lineNumber)" } ?? "not XML" }
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        elements.insert(name)
        isInText = name == "text"
        if isInText { drawnText.append("") }
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
        isInText = false
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        if isInText, let last = drawnText.popLast() { drawnText.append(last + string) }
    }
}
