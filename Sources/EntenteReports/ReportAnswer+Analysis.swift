public import EntenteAnalysis
public import EntenteModel
import Foundation

/// What analyses say, as a report sets it: each in one table with the projection for which it holds.
extension ReportAnswer {
    /// An actor with its place in a ranking.
    public struct Rank: Sendable {
        let rank: Int
        let actor: ViewActor
        let score: Double
        /// Where the rank lies when statements are drawn anew; nil where that was not asked.
        let ranks: ClosedRange<Int>?

        public init(rank: Int, actor: ViewActor, score: Double, ranks: ClosedRange<Int>? = nil) {
            self.rank = rank
            self.actor = actor
            self.score = score
            self.ranks = ranks
        }
    }

    /// A ranking by a measure.
    ///
    /// - Parameter remark: What else there is to say of the scores, such as how they were estimated.
    public static func ranking(
        _ ranks: [Rank], measure: Measure, projection: Projection, graph: ActorGraph, remark: String? = nil
    ) -> ReportAnswer {
        var columns: [ReportTable.Column] = [
            .init("Rank", isNumber: true), .init("Actor"), .init("Kind"), .init("Score", isNumber: true),
        ]
        let hasRanges = ranks.contains { $0.ranks != nil }
        if hasRanges { columns.append(.init("Rank lies in", isNumber: true)) }
        let rows = ranks.map { entry -> [[ReportText]] in
            let range = entry.ranks.map { "\($0.lowerBound)–\($0.upperBound)" } ?? ""
            return [
                [.plain(String(entry.rank))], [.plain(entry.actor.name)],
                [.plain(kindLabel(entry.actor.kind, in: graph))], [.plain(number(entry.score))],
            ] + (hasRanges ? [[.plain(range)]] : [])
        }
        let notes = [measure.rawValue, remark, "\(projection)"].compactMap { $0 }
        return ReportAnswer(
            kind: .table, caption: "Actors by \(measure.rawValue)",
            contents: [.table(ReportTable(columns, rows: rows)), .remark(notes.joined(separator: "; "))])
    }

    /// The paths between two actors, with the sentence behind every step.
    public static func paths(_ result: PathResult, graph: ActorGraph) -> ReportAnswer {
        let caption = "How \(result.source.name) reaches \(result.target.name)"
        guard !result.paths.isEmpty else {
            return ReportAnswer(
                kind: .table, caption: caption,
                contents: [
                    .paragraph([.plain("No path leads from \(result.source.name) to \(result.target.name).")]),
                    .remark("\(result.projection)"),
                ])
        }
        var contents: [ReportContent] = []
        for (place, path) in result.paths.enumerated() {
            var facts = [path.hops.count == 1 ? "1 step" : "\(path.hops.count) steps", "cost \(number(path.cost))"]
            if result.projection.cost == .influence { facts.append("influence \(number(path.influence))") }
            contents.append(
                .paragraph([
                    .strong("Path \(place + 1): \(path.actors.map(\.name).joined(separator: " → "))"),
                    .plain(" (\(facts.joined(separator: ", ")))"),
                ]))
            let rows = path.hops.enumerated().map { step, hop in
                [
                    [ReportText.plain(String(step + 1))], [.plain(sentence(of: hop))],
                    [.plain(number(hop.strength))], evidence(of: hop, in: graph),
                ]
            }
            contents.append(
                .table(
                    ReportTable(
                        [
                            .init("Step", isNumber: true), .init("Relation"), .init("Strength", isNumber: true),
                            .init("Evidence"),
                        ], rows: rows)))
        }
        return ReportAnswer(kind: .table, caption: caption, contents: contents + [.remark("\(result.projection)")])
    }

    private static func sentence(of hop: PathHop) -> String {
        let (left, right) = hop.reversed ? (hop.target, hop.source) : (hop.source, hop.target)
        let label = hop.label.isEmpty ? "is related to" : hop.label
        return "\(left.name) \(label) \(right.name)" + (hop.status == .asserted ? "" : " (\(hop.status.rawValue))")
    }

    private static func evidence(of hop: PathHop, in graph: ActorGraph) -> [ReportText] {
        guard let statement = hop.evidence else { return [] }
        let quote = ReportQuote(statement, in: graph)
        return [.plain(quote.text.isEmpty ? "" : "“\(quote.text)”"), .note(quote.place)]
    }

    /// The groups that an analysis found; actors without a tie are counted.
    public static func communities(_ found: Communities) -> ReportAnswer {
        let groups = found.groups.groups.filter { $0.count > 1 }
        let rows = groups.enumerated().map { place, actors in
            [
                [ReportText.plain(String(place + 1))], [.plain(String(actors.count))],
                [.plain(actors.map(\.name).joined(separator: ", "))],
            ]
        }
        let table = ReportTable(
            [.init("Community", isNumber: true), .init("Size", isNumber: true), .init("Actors")], rows: rows)
        let single = found.groups.groups.count - groups.count
        let rest = single > 0 ? "; \(single) actors are in no group" : ""
        return ReportAnswer(
            kind: .table, caption: "Communities",
            contents: [
                .table(table), .remark("modularity \(number(found.modularity))\(rest); \(found.groups.projection)"),
            ])
    }

    /// What holds a graph together.
    public static func bridges(
        _ points: CutPoints, brokers: [ActorScores.Entry], top: Int
    ) -> ReportAnswer {
        var rows: [[[ReportText]]] = []
        func add(_ what: String, _ who: String, _ value: String, _ meaning: String) {
            rows.append([[.plain(what)], [.plain(who)], [.plain(value)], [.plain(meaning)]])
        }
        for point in points.articulationActors.prefix(top) {
            add("cut actor", point.actor.name, String(point.parts), "parts without it")
        }
        for tie in points.bridges.prefix(top) {
            add(
                "bridge", "\(tie.first.name) – \(tie.second.name)", String(tie.smallerSide), "actors cut off without it"
            )
        }
        for broker in brokers.prefix(top) { add("broker", broker.actor.name, number(broker.score), "constraint") }
        let table = ReportTable(
            [.init("What"), .init("Who"), .init("Value", isNumber: true), .init("Meaning")], rows: rows)
        return ReportAnswer(
            kind: .table, caption: "What holds the graph together",
            contents: [.table(table), .remark("\(points.projection)")])
    }

    /// Friends and foes.
    public static func balance(_ report: BalanceReport) -> ReportAnswer {
        func names(_ actors: [ViewActor]) -> String { actors.map(\.name).joined(separator: ", ") }
        let friendly = report.ties.count(where: \.isFriendly)
        let frustration =
            report.isFrustrationExact
            ? "\(report.frustration.lowerBound)"
            : "\(report.frustration.lowerBound) to \(report.frustration.upperBound)"
        var contents: [ReportContent] = [
            .paragraph([
                .plain(
                    "\(report.ties.count) signed ties, \(friendly) friendly and \(report.ties.count - friendly) hostile. "
                        + "Of the triads \(report.balancedTriadCount) are balanced and \(report.unbalancedTriadCount) "
                        + "are not. \(frustration) ties would have to change sign for all to be without contradiction.")
            ])
        ]
        let parts = report.camps.filter { !$0.second.isEmpty }
        if !parts.isEmpty {
            contents.append(
                .table(
                    ReportTable(
                        [.init("Part", isNumber: true), .init("One camp"), .init("The other")],
                        rows: parts.enumerated().map { place, camps in
                            [[.plain(String(place + 1))], [.plain(names(camps.first))], [.plain(names(camps.second))]]
                        })))
        }
        if !report.frustratedTies.isEmpty {
            let ties = report.frustratedTies.prefix(20).map { tie -> [ReportContent] in
                [
                    .paragraph([
                        .plain("\(tie.first.name) and \(tie.second.name), \(tie.isFriendly ? "friendly" : "hostile")")
                    ])
                ]
            }
            contents += [.paragraph([.strong("Against the camps")]), .list(ties)]
        }
        return ReportAnswer(
            kind: .table, caption: "Friends and foes", contents: contents + [.remark("\(report.projection)")])
    }

    static func kindLabel(_ kind: String, in graph: ActorGraph) -> String {
        graph.ontology.actorKind(kind)?.label ?? kind
    }

    /// Three places, and whole numbers without a fraction.
    static func number(_ value: Double) -> String {
        guard value.isFinite else { return "–" }
        return value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(format: "%.3f", value)
    }
}
