import EntenteExtraction
import EntenteModel
import EntenteText
import Testing

/// Made once for all tests: it reads every data file.
enum SharedExtractor {
    /// Of frames alone: what a sentence gives is then what the frame beside it says.
    private static let result = Result { try Extractor(classifiesPairs: false) }

    static func extract(_ text: String, published: String? = nil) throws -> DocumentExtraction {
        try result.get().extract(Document(id: "d", text: text, date: published.flatMap { PartialDate($0) }))
    }

    static var ontology: Ontology { get throws { try result.get().ontology } }

    /// The relations of a text as "source kind target status", sorted.
    static func relations(_ text: String) throws -> [String] {
        let graph = try ActorGraph(ontology: ontology, extractions: [extract(text)])
        return graph.relations.map { "\($0.source) \($0.kind) \($0.target) \($0.status.rawValue)" }
    }

    /// Expects a text to state a relation.
    static func expect(
        _ text: String, states relation: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let found = try relations(text)
        #expect(found.contains(relation), "found \(found)", sourceLocation: sourceLocation)
    }

    /// The actors that a text names, sorted; those that stand behind others without being named are left out.
    static func named(_ text: String) throws -> [String] {
        try extract(text).actors.filter { $0.mentions > 0 }.map(\.id.rawValue)
    }
}
