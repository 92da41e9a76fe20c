import EntenteModel
import EntenteRendering
import Foundation

/// Small graphs with texts, and the pages made of them.
enum SamplePages {
    static let ontology = Ontology(
        actorKinds: [
            ActorKind(name: "state", family: "polity"), ActorKind(name: "ministry", family: "polity"),
            ActorKind(name: "militantGroup", label: "militant group", family: "armed"),
            ActorKind(name: "person", family: "person"),
        ],
        relationKinds: [
            RelationKind(
                name: "talksWith", label: "talks with", isSymmetric: true, polarity: .cooperative,
                influence: Influence(along: .both, strength: 0.6)),
            RelationKind(
                name: "supports", label: "supports", polarity: .cooperative,
                influence: Influence(along: .forward, strength: 0.7)),
            RelationKind(
                name: "attacks", label: "attacks", polarity: .hostile,
                influence: Influence(along: .forward, strength: 0.6)),
            RelationKind(
                name: "fears", label: "sees a threat from", polarity: .hostile,
                influence: Influence(along: .backward, strength: 0.5)),
            RelationKind(
                name: "leads", label: "leads", polarity: .structural,
                influence: Influence(along: .forward, strength: 0.9)),
            RelationKind(name: "locatedIn", label: "is located in", polarity: .structural, influence: nil),
        ])

    /// Text before the sentences takes bytes, UTF-16 units and characters in different numbers.
    static let july = """
        ---
        title: July
        ---
        Überblick 👩‍👩‍👧: ‘Ärger’ im Tal.

        Avaria's envoys met Bovaria's ministers in Čzerny. They talked 🤝 about the dam for hours.

        The Front attacked Bovaria on 3 July, said Zoë Ürün. Avaria did not support the Front.
        """

    static let august = """
        Avaria supported the Front with arms, Bovaria's ministry claimed.

        Zoë Ürün leads Cesaria. Bovaria may attack Cesaria next year. Cesaria sees a threat from the Front.
        """

    /// Five actors whose relations have every status, told by two documents.
    static func conflict() throws -> ActorGraph {
        var graph = ActorGraph(ontology: ontology)
        graph.insert(
            DocumentRecord(
                id: "july", path: "july.md", title: "July", date: PartialDate("2021-07-05"), source: "The Courier",
                sha256: "00"))
        graph.insert(
            DocumentRecord(
                id: "august", path: "august.txt", title: "August", date: PartialDate("2021-08-20"),
                source: "The Herald", sha256: "01"))
        for actor in [
            Actor(
                id: "avaria", name: "Avaria", kind: "state", aliases: ["The Republic of Āvaria"], country: "AVA",
                documents: ["july", "august"], mentions: 4),
            Actor(id: "bovaria", name: "Bovaria", kind: "state", documents: ["july", "august"], mentions: 5),
            Actor(id: "cesaria", name: "Cesaria", kind: "state", documents: ["august"], mentions: 3),
            Actor(
                id: "front", name: "People's Front", kind: "militantGroup", aliases: ["the Front"],
                documents: ["july", "august"], mentions: 4),
            Actor(id: "urun", name: "Zoë Ürün", kind: "person", documents: ["july", "august"], mentions: 2),
            Actor(
                id: "ministry", name: "Bovarian Ministry", kind: "ministry", principal: "bovaria",
                documents: ["august"], mentions: 1),
        ] { try graph.insert(actor) }
        func statement(
            _ document: DocumentID, _ sentence: String, _ status: Status = .asserted, date: String? = nil,
            by speaker: ActorID? = nil, confidence: Double
        ) throws -> Statement {
            let text = document == "july" ? july : august
            guard let found = text.range(of: sentence) else { throw Browser.Failure(description: "no '\(sentence)'") }
            let start = text.utf8.distance(from: text.startIndex, to: found.lowerBound)
            return Statement(
                document: document, range: start..<start + sentence.utf8.count, text: sentence, status: status,
                date: date.flatMap { PartialDate($0) }, attributedTo: speaker, confidence: confidence)
        }
        try graph.insert(
            source: "avaria", kind: "talksWith", target: "bovaria",
            statements: [
                statement("july", "Avaria's envoys met Bovaria's ministers in Čzerny.", confidence: 0.7),
                statement("july", "They talked 🤝 about the dam for hours.", confidence: 0.9),
            ])
        try graph.insert(
            source: "front", kind: "attacks", target: "bovaria",
            statements: [
                statement(
                    "july", "The Front attacked Bovaria on 3 July, said Zoë Ürün.", date: "2021-07-03", by: "urun",
                    confidence: 0.8)
            ])
        try graph.insert(
            source: "avaria", kind: "supports", target: "front",
            statements: [
                statement("july", "Avaria did not support the Front.", .denied, confidence: 0.9),
                statement(
                    "august", "Avaria supported the Front with arms, Bovaria's ministry claimed.", by: "ministry",
                    confidence: 0.6),
            ])
        try graph.insert(
            source: "urun", kind: "leads", target: "cesaria",
            statements: [
                statement("august", "Zoë Ürün leads Cesaria.", confidence: 0.95)
            ])
        try graph.insert(
            source: "bovaria", kind: "attacks", target: "cesaria",
            statements: [
                statement("august", "Bovaria may attack Cesaria next year.", .possible, date: "2022", confidence: 0.5)
            ])
        try graph.insert(
            source: "cesaria", kind: "fears", target: "front",
            statements: [
                statement("august", "Cesaria sees a threat from the Front.", confidence: 0.85)
            ])
        return graph
    }

    static let texts: [DocumentID: String] = ["july": july, "august": august]

    /// A graph of many actors around a few hubs, the same at every call; costs repeat, so that paths tie.
    static func network(actors count: Int, relations wanted: Int, seed: UInt64 = 7) throws -> ActorGraph {
        var graph = ActorGraph(ontology: ontology)
        var state = seed
        func next(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        let kinds = ontology.actorKinds.map(\.name)
        for number in 0..<count {
            try graph.insert(
                Actor(
                    id: ActorID("a\(number)"), name: "Actor \((number * 7919) % count)", kind: kinds[next(kinds.count)])
            )
        }
        while graph.relationCount < wanted {
            let (hub, other, kind) = (next(max(next(count), 1)), next(count), ontology.relationKinds[next(6)])
            guard hub != other else { continue }
            try graph.insert(
                Relation(
                    id: RelationID(source: ActorID("a\(hub)"), kind: kind, target: ActorID("a\(other)")),
                    status: Status.allCases[next(10) < 7 ? 0 : next(4)], strength: Double(1 + next(4)) / 4))
        }
        return graph
    }

    /// Writes a page and returns its path.
    static func write(
        _ graph: ActorGraph, texts: [DocumentID: String] = [:], title: String = "Sample", name: String = "sample",
        caseName: String? = "sample.entente"
    ) throws -> String {
        let page = ExplorerPage(
            graph: graph, texts: texts, options: ExplorerOptions(title: title, caseName: caseName))
        let path = FileManager.default.temporaryDirectory
            .appendingPathComponent("entente-explorer-\(ProcessInfo.processInfo.processIdentifier)-\(name).html").path
        try Data(page.html()).write(to: URL(fileURLWithPath: path))
        return path
    }

    static let conflictPage = Result { try write(conflict(), texts: texts, name: "conflict") }
}
