import ArgumentParser
import EntenteAnalysis
import EntenteFormats
import EntenteModel
import EntenteRendering
import Foundation

struct DiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Show which actors and relations came, went or changed between two cases or two times.",
        discussion: """
            Two files are compared as they are; with --before and --after, what one case says held on or before the one
            date is compared with what it says held on or after the other. Relations of all statuses count unless
            --status says otherwise. Where nothing differs, the answer says so and the status is 0.

            EXAMPLE
              entente diff july.entente august.entente --map changes.svg
              entente diff --case summer.entente --before 2021-07 --after 2021-08
            """)

    @OptionGroup var caseOption: CaseOption

    @Argument(help: ArgumentHelp("The earlier and the later case or graph.", valueName: "old new"))
    var files: [String] = []

    @Option(help: ArgumentHelp("Within one case: what holds on or before this date.", valueName: "date"))
    var before: PartialDate?

    @Option(help: ArgumentHelp("Within one case: what holds on or after this date.", valueName: "date"))
    var after: PartialDate?

    @Option(help: ArgumentHelp("Also draw what changed: .svg, .png, .pdf or .dot.", valueName: "file"))
    var map: String?

    @Option(help: ArgumentHelp("How many seconds the layout of the map may take.", valueName: "seconds"))
    var timeout: Double?

    @Option(help: ArgumentHelp("A title above the map.", valueName: "text"))
    var title: String?

    @Option(help: "Colours of the map.")
    var theme: MapOptions.Theme = .light

    @Option(parsing: .upToNextOption, help: ArgumentHelp("Only relations of these kinds.", valueName: "kind"))
    var kind: [String] = []

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Only relations of these statuses (asserted, possible, denied, disputed).", valueName: "status"))
    var status: [Status] = []

    @Flag(help: "Let persons, ministries and armies act as the state or group they act for.")
    var rollUp = false

    @Option(help: "How to print the answer.")
    var format: OutputFormat = .table

    func validate() throws {
        if let timeout, !(timeout > 0) { throw ValidationError("--timeout needs more than 0 seconds, not \(timeout)") }
        if let map, MapFormat(rawValue: (map as NSString).pathExtension.lowercased()) == nil {
            throw ValidationError("'\(map)' has no known ending; use .svg, .png, .pdf or .dot")
        }
        if before != nil || after != nil {
            guard let before, let after else { throw ValidationError("--before and --after need each other") }
            guard files.count <= 1 else {
                throw ValidationError("--before and --after compare within one case; give one file, or none and --case")
            }
            guard before.lastDay < after.firstDay else {
                throw ValidationError("--after \(after) does not lie after --before \(before)")
            }
        } else if files.count != 2 {
            throw ValidationError(
                "two cases are needed, OLD and NEW, not \(files.count); or one with --before DATE --after DATE")
        }
    }

    func run() async throws {
        let (old, new) = try graphs()
        let difference = GraphDifference(from: old, to: new)
        if let map { try draw(difference, old, new, to: map) }
        let answer = DifferenceAnswer(difference: difference, ontology: new.ontology.extended(by: old.ontology)) { id in
            new[id]?.name ?? old[id]?.name ?? id.rawValue
        }
        switch format {
        case .table: try Terminal.print(answer.text)
        case .json: try Terminal.print(answer.json)
        case .csv: try Terminal.print(answer.table.csv)
        }
    }

    // MARK: The two graphs

    private func graphs() throws -> (ActorGraph, ActorGraph) {
        if let before, let after {
            let source = try files.first.map(Self.load) ?? caseOption.load()
            return (
                try selected(source.graph) { $0.to = before }.withoutIdlers,
                try selected(source.graph) { $0.from = after }.withoutIdlers
            )
        }
        return (try selected(try Self.load(files[0]).graph), try selected(try Self.load(files[1]).graph))
    }

    private static func load(_ path: String) throws -> CaseOption.Source {
        try CaseOption.parse(["--case=\(path)"]).load()
    }

    private func selected(
        _ graph: ActorGraph, adjust: (inout Projection) -> Void = { _ in }
    ) throws -> ActorGraph {
        var projection = Projection()
        // A kind that only the other graph knows is no mistake.
        projection.kinds = Set(kind.filter { graph.ontology.relationKind($0) != nil })
        projection.statuses = Set(status.isEmpty ? Status.allCases : status)
        projection.rollUp = rollUp
        adjust(&projection)
        if !kind.isEmpty, projection.kinds.isEmpty {
            throw AnalysisError.unknownKind(kind[0], closest: graph.ontology.closestRelationKind(to: kind[0]))
        }
        return try GraphView(graph, projection: projection).subgraph(of: graph)
    }

    // MARK: The map

    private func draw(
        _ difference: GraphDifference, _ old: ActorGraph, _ new: ActorGraph, to path: String
    ) throws {
        guard !difference.isEmpty else {
            Terminal.note("note: nothing differs, so no map is drawn; \(Terminal.safe(path)) is left as it was")
            return
        }
        let both = try old.overlaid(by: new)
        var options = MapOptions(title: title ?? heading)
        options.theme = theme
        options.changes = MapChanges(
            actors: Dictionary(uniqueKeysWithValues: difference.actors.map { ($0.id, Self.change($0.change)) }),
            relations: Dictionary(uniqueKeysWithValues: difference.relations.map { ($0.id, Self.change($0.change)) }))
        let count = difference.actors.count + difference.relations.count
        options.caption = ["\(count) differences in all; grey is what stayed the same between the actors concerned"]
        var selection = MapSelection()
        selection.actors = Set(difference.actors.map(\.id))
            .union(difference.relations.flatMap { [$0.id.source, $0.id.target] })
        selection.showsUnconnected = difference.relations.isEmpty
        let drawing = try ActorMap(graph: both, selection: selection, options: options)
        let format = MapFormat(rawValue: (path as NSString).pathExtension.lowercased()) ?? .svg
        try OutputFile.write(
            try drawing.render(format, isolation: GraphvizPlace.isolation(of: drawing, timeout: timeout)), to: path)
    }

    private var heading: String {
        if let before, let after { return "Up to \(before), and from \(after) on" }
        func name(_ path: String) -> String { ((path as NSString).lastPathComponent as NSString).deletingPathExtension }
        return files.count == 2 ? "From \(name(files[0])) to \(name(files[1]))" : "Changes"
    }

    private static func change(_ change: GraphDifference.Change) -> MapChanges.Change {
        switch change {
        case .came: .came
        case .went: .went
        case .changed: .changed
        }
    }
}

extension ActorGraph {
    /// The graph without actors that take no part in its relations: between two times, being there means to have relations.
    fileprivate var withoutIdlers: ActorGraph {
        get throws {
            var active = Set(relations.flatMap { [$0.source, $0.target] + $0.statements.compactMap(\.attributedTo) })
            for id in active.sorted() {
                var next = self[id]?.principal
                while let principal = next, active.insert(principal).inserted { next = self[principal]?.principal }
            }
            var result = ActorGraph(ontology: ontology)
            for document in documents { result.insert(document) }
            var waiting = actors.filter { active.contains($0.id) }
            while !waiting.isEmpty {
                let ready = waiting.filter { $0.principal.map { result[$0] != nil } ?? true }
                for actor in ready { try result.insert(actor) }
                if ready.isEmpty { break }
                waiting.removeAll { result[$0.id] != nil }
            }
            for relation in relations { try result.insert(relation) }
            return result
        }
    }
}

/// How a difference is printed.
struct DifferenceAnswer {
    let difference: GraphDifference
    let ontology: Ontology
    let name: (ActorID) -> String

    var table: Table {
        var table = Table([
            .init(title: "Change"), .init(title: "What"), .init(title: "In"), .init(title: "Before"),
            .init(title: "After"),
        ])
        for actor in difference.actors {
            let label = (actor.after ?? actor.before).map { ontology.actorKind($0.kind)?.label ?? $0.kind } ?? ""
            table.rows.append([
                actor.change.rawValue, "\(name(actor.id)) (\(label))",
                actor.aspects.map(\.rawValue).joined(separator: ", "),
                actor.before.map { facts($0, actor.aspects, besides: actor.after) } ?? "",
                actor.after.map { facts($0, actor.aspects, besides: actor.before) } ?? "",
            ])
        }
        for relation in difference.relations {
            let label = ontology.relationKind(relation.id.kind)?.label ?? relation.id.kind
            table.rows.append([
                relation.change.rawValue, "\(name(relation.id.source)) \(label) \(name(relation.id.target))",
                relation.aspects.map(\.rawValue).joined(separator: ", "), relation.before.map(facts) ?? "",
                relation.after.map(facts) ?? "",
            ])
        }
        return table
    }

    var text: String {
        guard !difference.isEmpty else { return "No difference.\n" }
        func counts(_ changes: [GraphDifference.Change]) -> String {
            GraphDifference.Change.allCases.map { change in "\(changes.count { $0 == change }) \(change.rawValue)" }
                .joined(separator: ", ")
        }
        return table.text + "\n(actors: \(counts(difference.actors.map(\.change))); relations: "
            + "\(counts(difference.relations.map(\.change))))\n"
    }

    /// What an actor is, in the respects that changed; of its aliases those that the other has not.
    private func facts(_ actor: Actor, _ aspects: [GraphDifference.Aspect], besides other: Actor?) -> String {
        aspects.map { aspect in
            switch aspect {
            case .name: actor.name
            case .kind: actor.kind
            case .aliases: actor.aliases.filter { other?.aliases.contains($0) == false }.joined(separator: "; ")
            case .country: actor.country ?? "none"
            case .principal: actor.principal.map(name) ?? "nobody"
            case .status, .strength, .dates, .evidence: ""
            }
        }.joined(separator: ", ")
    }

    private func facts(_ relation: Relation) -> String {
        let count = relation.statements.count
        var facts = [relation.status.rawValue, JSONText.number(relation.strength)]
        if count > 0 { facts.append(count == 1 ? "1 statement" : "\(count) statements") }
        return facts.joined(separator: ", ")
    }

    var json: String {
        let actors = difference.actors.map { actor in
            JSONText.object([
                ("id", .text(actor.id.rawValue)), ("name", .text(name(actor.id))),
                ("change", .text(actor.change.rawValue)),
                ("aspects", .list(actor.aspects.map { JSONText.quoted($0.rawValue) })),
                ("before", .raw(actor.before.map { JSONWriter().object($0) } ?? "null")),
                ("after", .raw(actor.after.map { JSONWriter().object($0) } ?? "null")),
            ])
        }
        let relations = difference.relations.map { relation in
            JSONText.object([
                ("id", .text(relation.id.description)), ("source", .text(relation.id.source.rawValue)),
                ("kind", .text(relation.id.kind)), ("target", .text(relation.id.target.rawValue)),
                ("change", .text(relation.change.rawValue)),
                ("aspects", .list(relation.aspects.map { JSONText.quoted($0.rawValue) })),
                ("before", .raw(relation.before.map { JSONWriter().object($0) } ?? "null")),
                ("after", .raw(relation.after.map { JSONWriter().object($0) } ?? "null")),
                ("newStatements", .raw(String(relation.newStatements.count))),
                ("lostStatements", .raw(String(relation.lostStatements.count))),
            ])
        }
        return JSONText.object([
            ("differs", .raw(difference.isEmpty ? "false" : "true")), ("actors", .list(actors)),
            ("relations", .list(relations)),
        ]) + "\n"
    }
}
