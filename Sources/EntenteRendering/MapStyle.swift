import EntenteModel

/// An actor as drawn.
struct StyledActor: Hashable {
    let id: ActorID
    let lines: [String]
    let style: ActorStyle
    let fill: String
    let stroke: String
    let textColour: String
    let fontSize: Double
    let isBold: Bool
    let strokeWidth: Double
    let isDashed: Bool
    let elementID: String
    let classes: [String]
    /// What a screen reader says: "Taliban, militant group".
    let spoken: String
    /// Further lines of the tooltip.
    let notes: [String]
    let degree: Int
}

/// A line between two actors as drawn, with the relations behind it.
struct StyledLine: Hashable {
    /// Numbers of the actors on the map.
    let source: Int
    let target: Int
    /// Graphviz colour list; two strokes with a gap for disputed relations.
    let colour: String
    let labelColour: String
    let width: Double
    let dash: String?
    let head: String?
    let tail: String?
    let label: [String]
    let fontSize: Double
    let elementID: String
    let classes: [String]
    let spoken: String
    let notes: [String]
    let polarity: RelationKind.Polarity
    let status: Status
    /// Larger deserves a label sooner.
    let importance: Double
    /// The relations for which it stands.
    let relations: [RelationID]

    /// The fragment that holds its evidence, in a page that lists it.
    func evidenceAnchor(prefix: String) -> String { "\(prefix)evidence-\(elementID)" }
}

/// The look of a map: the second of the three steps from a graph to a picture (choose, style, write).
struct MapStyle {
    let palette: MapPalette
    let options: MapOptions
    private(set) var actors: [StyledActor] = []
    private(set) var lines: [StyledLine] = []

    init(_ content: MapContent, graph: ActorGraph, options: MapOptions) {
        palette = MapPalette.of(options.theme)
        self.options = options
        let highlight = Highlight(options.highlight, bundles: content.bundles)
        let scores = Self.normalized(content, options)
        var identifiers = ElementIDs()
        var numbers: [ActorID: Int] = [:]
        for (number, actor) in content.actors.enumerated() {
            numbers[actor.id] = number
            actors.append(
                styled(
                    actor, kind: content.ontology.actorKind(actor.kind), score: scores[actor.id] ?? 0,
                    isFaded: highlight.map { !$0.actors.contains(actor.id) } ?? false,
                    degree: content.degrees[actor.id] ?? 0,
                    elementID: identifiers.make("actor", actor.id.rawValue), graph: graph))
        }
        let strongest = max(content.bundles.map(\.strength).max() ?? 1, 1)
        for bundle in content.bundles {
            guard let source = numbers[bundle.source], let target = numbers[bundle.target] else { continue }
            let name = "\(bundle.source)-\(bundle.relations.first?.kind ?? "")-\(bundle.target)"
            lines.append(
                styled(
                    bundle, source: source, target: target, strongest: strongest,
                    isFaded: highlight.map { !$0.contains(bundle) } ?? false,
                    elementID: identifiers.make("relation", name), graph: graph))
        }
    }

    private struct Highlight {
        let actors: Set<ActorID>
        let relations: Set<RelationID>

        init?(_ highlight: MapHighlight?, bundles: [RelationBundle]) {
            guard let highlight else { return nil }
            actors = Set(highlight.actors)
            guard highlight.relations.isEmpty else {
                relations = highlight.relations
                return
            }
            var steps: Set<[ActorID]> = []
            for (first, second) in zip(highlight.actors, highlight.actors.dropFirst()) {
                steps.insert([min(first, second), max(first, second)])
            }
            relations = Set(
                bundles.filter { steps.contains([min($0.source, $0.target), max($0.source, $0.target)]) }
                    .flatMap { $0.relations.map(\.id) })
        }

        func contains(_ bundle: RelationBundle) -> Bool { bundle.relations.contains { relations.contains($0.id) } }
    }

    /// Scores from 0 to 1; the square root keeps one giant from shrinking all others.
    private static func normalized(_ content: MapContent, _ options: MapOptions) -> [ActorID: Double] {
        let raw = options.emphasis?.scores ?? content.degrees.mapValues(Double.init)
        let shown = content.actors.map { max(raw[$0.id] ?? 0, 0) }.filter(\.isFinite)
        guard let largest = shown.max(), largest > 0 else { return [:] }
        return raw.mapValues { $0.isFinite ? (max($0, 0) / largest).squareRoot() : 0 }
    }

    private func styled(
        _ actor: Actor, kind: ActorKind?, score: Double, isFaded: Bool, degree: Int, elementID: String,
        graph: ActorGraph
    ) -> StyledActor {
        let style = ActorStyle.of(kind)
        let shades = palette.hues[style.hue] ?? MapPalette.Shades(fill: palette.ground, line: palette.frame)
        let change = options.changes?.actors[actor.id]
        let size = ((9.5 + 5.5 * min(score, 1)) * 2).rounded() / 2
        let label = kind?.label ?? actor.kind
        var spoken = "\(SpokenText.plain(actor.name)), \(label)"
        if let change { spoken += ", \(change.rawValue)" }
        var notes: [String] = []
        if !actor.aliases.isEmpty { notes.append("also: " + actor.aliases.prefix(6).joined(separator: ", ")) }
        if let principal = actor.principal, let name = graph[principal]?.name { notes.append("acts for \(name)") }
        let stroke: String
        switch change {
        case .came: stroke = palette.came
        case .went: stroke = palette.went
        case .changed: stroke = palette.changed
        case nil: stroke = shades.line
        }
        let isGone = change == .went
        // Each line of text costs these outlines more height than width.
        let isSlanted = ["hexagon", "octagon"].contains(style.shape)
        return StyledActor(
            id: actor.id,
            lines: TextMetrics.wrap(
                actor.name, width: (isSlanted ? 12 : 8.4) * size, size: size, lines: isSlanted ? 3 : 4), style: style,
            fill: isFaded || isGone ? palette.ground : shades.fill, stroke: isFaded ? palette.faded : stroke,
            textColour: isFaded ? palette.fadedText : palette.text, fontSize: size, isBold: score > 0.62,
            strokeWidth: change == nil ? (style.finish.contains("bold") ? 1.8 : 1.1) : 2.4, isDashed: isGone,
            elementID: elementID,
            classes: [
                "actor", "kind-\(ElementIDs.slug(actor.kind))", "family-\(ElementIDs.slug(kind?.family ?? "other"))",
            ]
                + (isFaded ? ["faded"] : []) + (change.map { ["change-\($0.rawValue)"] } ?? []),
            spoken: spoken, notes: notes, degree: degree)
    }

    private func styled(
        _ bundle: RelationBundle, source: Int, target: Int, strongest: Double, isFaded: Bool, elementID: String,
        graph: ActorGraph
    ) -> StyledLine {
        let ontology = graph.ontology
        let changes = Set(bundle.relations.compactMap { options.changes?.relations[$0.id] })
        let change = changes.count == 1 ? changes.first : changes.isEmpty ? nil : .changed
        var colour = palette.polarities[bundle.polarity] ?? palette.text
        switch change {
        case .came: colour = palette.came
        case .went: colour = palette.went
        case .changed: colour = palette.changed
        case nil: if options.changes != nil { colour = palette.polarities[.structural] ?? palette.text }
        }
        // Thin grey lines may be faint; their labels are text and may not.
        let labelColour =
            isFaded
            ? palette.fadedText
            : change == nil && (bundle.polarity == .structural || options.changes != nil)
                ? palette.secondaryText : colour
        if isFaded { colour = palette.faded }
        let isStructural = bundle.polarity == .structural
        let share = min(max(bundle.strength / strongest, 0), 1)
        let width = isStructural ? 0.8 : ((0.8 + 1.2 * share) * 10).rounded() / 10
        let parts = bundle.labelParts(in: ontology)
        // Never by colour alone.
        let edition =
            switch change {
            case .came: "new: "
            case .went: "gone: "
            case .changed: "changed: "
            case nil: ""
            }
        let certainty = bundle.status == .denied ? "denied: " : bundle.status == .disputed ? "disputed: " : ""
        let dash: String? =
            switch bundle.status {
            case .possible: "dashed"
            case .denied: "dotted"
            case .asserted, .disputed: nil
            }
        let head: String? = bundle.isDirected ? (bundle.status == .denied ? "teenormal" : "normal") : nil
        var notes: [String] = []
        for relation in bundle.relations { notes += SpokenText.evidence(of: relation, in: graph, options: options) }
        let sentences = bundle.relations.reduce(0) { $0 + max($1.statements.count, 1) }
        return StyledLine(
            source: source, target: target,
            // Two strokes with the ground between them.
            colour: bundle.status == .disputed ? "\(colour):\(palette.ground):\(colour)" : colour,
            labelColour: labelColour, width: bundle.status == .denied ? max(width, 1.6) : width, dash: dash, head: head,
            tail: !bundle.isDirected && bundle.status == .denied ? "tee" : nil,
            label: TextMetrics.wrap(
                edition + certainty + parts.joined(separator: ", "), width: 92, size: 8, lines: 4),
            fontSize: 8, elementID: elementID,
            classes: [
                "relation", "status-\(bundle.status.rawValue)", "polarity-\(bundle.polarity.rawValue)",
            ] + bundle.relations.map { "kind-\(ElementIDs.slug($0.kind))" } + (isFaded ? ["faded"] : [])
                + (change.map { ["change-\($0.rawValue)"] } ?? []),
            spoken: SpokenText.sentence(for: bundle, in: graph) + (change.map { ", \($0.rawValue)" } ?? ""),
            notes: notes, polarity: bundle.polarity, status: bundle.status,
            importance: (isFaded ? -100 : 0) + (isStructural ? 0 : 2) + share + 0.2 * Double(min(sentences, 10)),
            relations: bundle.relations.map(\.id))
    }
}

/// Unique ids of SVG elements, built from names that may hold anything.
struct ElementIDs {
    private var used: Set<String> = []

    mutating func make(_ prefix: String, _ name: String) -> String {
        let base = prefix + "-" + Self.slug(name)
        var candidate = base
        var number = 2
        while !used.insert(candidate).inserted {
            candidate = "\(base)-\(number)"
            number += 1
        }
        return candidate
    }

    /// ASCII letters, digits and hyphens; anything else becomes one hyphen.
    static func slug(_ text: String) -> String {
        var result: [UInt8] = []
        for byte in text.utf8.prefix(80) {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: result.append(byte)
            default: if result.last != 0x2D { result.append(0x2D) }
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
