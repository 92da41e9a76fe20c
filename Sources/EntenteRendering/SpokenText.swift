import EntenteFormats
import EntenteModel

/// The words behind the picture: titles for screen readers, tooltips, descriptions.
enum SpokenText {
    /// A name on one line and not longer than a tooltip bears.
    static func plain(_ text: String, longest: Int = 300) -> String {
        let line = GraphvizQuoting.clean(String(text.prefix(longest * 2))).split(whereSeparator: \.isNewline)
            .joined(separator: " ")
        return line.count > longest || text.utf8.count > line.utf8.count * 4
            ? String(line.prefix(longest)) + "…" : line
    }

    /// "Taliban negotiates with Turkmenistan, possible".
    static func sentence(for bundle: RelationBundle, in graph: ActorGraph) -> String {
        func name(_ id: ActorID) -> String { plain(graph[id]?.name ?? id.rawValue, longest: 120) }
        let labels = bundle.relations.map { graph.ontology.relationKind($0.kind)?.label ?? $0.kind }
        let sentence = "\(name(bundle.source)) \(plain(labels.joined(separator: ", "))) \(name(bundle.target))"
        return bundle.status == .asserted ? sentence : sentence + ", \(bundle.status.rawValue)"
    }

    /// The evidence of a relation for a tooltip, at most three statements, longest 240 characters each.
    static func evidence(of relation: Relation, in graph: ActorGraph, options: MapOptions) -> [String] {
        guard !relation.statements.isEmpty else { return [] }
        var notes: [String] = []
        for statement in relation.statements.prefix(3) {
            let document = graph[statement.document]
            let source = document?.title ?? document?.path ?? statement.document.rawValue
            let date = (statement.date ?? document?.date).map { ", \($0)" } ?? ""
            let speaker = statement.attributedTo.flatMap { graph[$0]?.name }.map { "\(plain($0, longest: 80)): " } ?? ""
            let isQuoted = options.quotesEvidence && !statement.text.isEmpty
            let quote = isQuoted ? "“\(plain(statement.text, longest: 240))” " : ""
            notes.append("\(speaker)\(quote)(\(plain(source, longest: 120))\(date))")
        }
        if relation.statements.count > 3 { notes.append("and \(relation.statements.count - 3) more") }
        return notes
    }
}
