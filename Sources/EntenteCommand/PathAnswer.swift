import EntenteAnalysis
import EntenteFormats
import EntenteModel
import Foundation

/// How the paths between two actors are printed.
struct PathAnswer {
    let result: PathResult
    /// Strength of the weakest step, where the question was for the widest path.
    var width: Double?
    /// Of each step the first day on which it can have happened, where the question was for dates in order.
    var days: [TemporalStep]?
    /// Whether these are all paths that were asked for.
    var isComplete = true

    var text: String {
        guard !result.paths.isEmpty else {
            return "No path from \(name(result.source)) to \(name(result.target)) in \(result.projection).\n"
                + "Try --undirected, --with-possible or fewer filters.\n"
        }
        var out = ""
        for (number, path) in result.paths.enumerated() {
            if number > 0 { out += "\n" }
            let hops = path.hops.count == 1 ? "1 step" : "\(path.hops.count) steps"
            out +=
                "Path \(number + 1): \(name(result.source)) to \(name(result.target)), \(hops), cost \(Self.number(path.cost))"
            if result.projection.cost == .influence { out += ", influence \(Self.number(path.influence))" }
            if let width, width < .infinity {
                out += result.projection.cost == .influence ? ", weakest step carries " : ", weakest step of strength "
                out += Self.number(width)
            }
            if let arrival = days?.last?.day { out += ", by \(arrival)" }
            out += "\n"
            for (place, hop) in path.hops.enumerated() {
                if let days { out += "  \(days[place].day)" }
                out += step(hop, isWeakest: marksWeakest && path.hops.count > 1 && hop == path.weakestHop)
            }
        }
        if !isComplete { out += "\nThere are more that cost as much; '-k N' shows N of them.\n" }
        return out + "\n(\(result.projection))\n"
    }

    /// Where every step costs 1, none is weaker than another.
    private var marksWeakest: Bool { result.projection.cost != .hops }

    private func step(_ hop: PathHop, isWeakest: Bool) -> String {
        let (left, right) = hop.reversed ? (hop.target, hop.source) : (hop.source, hop.target)
        let label = hop.label.isEmpty ? "is related to" : Terminal.safe(hop.label)
        var out = "  \(name(left)) \(label) \(name(right))"
        if hop.reversed { out += "  (from \(name(hop.source)) to \(name(hop.target)))" }
        var facts = ["strength \(Self.number(hop.strength))"]
        if hop.status != .asserted { facts.append(hop.status.rawValue) }
        if isWeakest { facts.append("weakest step") }
        out += "  [\(facts.joined(separator: ", "))]\n"
        if let evidence = hop.evidence {
            let place = "\(evidence.document), bytes \(evidence.range.lowerBound)–\(evidence.range.upperBound)"
            let date = evidence.date.map { ", \($0)" } ?? ""
            out += evidence.text.isEmpty ? "" : "    “\(Terminal.safe(evidence.text))”\n"
            out += "    \(Terminal.safe(place))\(date)\n"
        }
        return out
    }

    private func name(_ actor: ViewActor) -> String { Terminal.safe(actor.name) }

    static func number(_ value: Double) -> String {
        if value.isNaN { return "–" }
        return value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(format: "%.3f", value)
    }

    var json: String {
        let paths = result.paths.map { path in
            let hops = path.hops.enumerated().map { hop($1, day: days?[$0]) }
            var fields: [(String, JSONText.Value)] = [
                ("cost", .raw(JSONText.number(path.cost))), ("influence", .raw(JSONText.number(path.influence))),
                ("hops", .list(hops)),
            ]
            if let width { fields.append(("width", .raw(JSONText.number(width)))) }
            return JSONText.object(fields)
        }
        var fields: [(String, JSONText.Value)] = [
            ("source", .text(result.source.id.rawValue)), ("target", .text(result.target.id.rawValue)),
            ("projection", .text("\(result.projection)")), ("paths", .list(paths)),
        ]
        if !isComplete { fields.append(("complete", .raw("false"))) }
        return JSONText.object(fields) + "\n"
    }

    /// `weight` is what the step's cost comes from: with the cost `influence` the cost is −ln weight.
    private func hop(_ hop: PathHop, day: TemporalStep?) -> String {
        let evidence = hop.evidence.map { statement in
            JSONText.object([
                ("document", .text(statement.document.rawValue)),
                ("start", .raw(String(statement.range.lowerBound))), ("end", .raw(String(statement.range.upperBound))),
                ("text", .text(statement.text)),
            ])
        }
        var fields: [(String, JSONText.Value)] = [
            ("source", .text(hop.source.id.rawValue)), ("kind", .text(hop.kind)),
            ("target", .text(hop.target.id.rawValue)), ("label", .text(hop.label)),
            ("reversed", .raw(hop.reversed ? "true" : "false")), ("weight", .raw(JSONText.number(weight(of: hop)))),
            ("status", .text(hop.status.rawValue)), ("evidence", .raw(evidence ?? "null")),
        ]
        if let day { fields += [("day", .text("\(day.day)")), ("date", .text("\(day.date)"))] }
        return JSONText.object(fields)
    }

    private func weight(of hop: PathHop) -> Double {
        result.projection.cost == .influence ? hop.influence : hop.strength
    }

    var csv: String {
        var table = Table([
            .init(title: "path", isNumber: true), .init(title: "step", isNumber: true), .init(title: "source"),
            .init(title: "kind"), .init(title: "target"), .init(title: "reversed"),
            .init(title: "weight", isNumber: true), .init(title: "status"), .init(title: "cost", isNumber: true),
            .init(title: "document"), .init(title: "start", isNumber: true), .init(title: "end", isNumber: true),
            .init(title: "text"),
        ])
        for (number, path) in result.paths.enumerated() {
            for (step, hop) in path.hops.enumerated() {
                table.rows.append([
                    String(number + 1), String(step + 1), hop.source.id.rawValue, hop.kind, hop.target.id.rawValue,
                    hop.reversed ? "true" : "false", JSONText.number(weight(of: hop)), hop.status.rawValue,
                    JSONText.number(hop.cost), hop.evidence?.document.rawValue ?? "",
                    hop.evidence.map { String($0.range.lowerBound) } ?? "",
                    hop.evidence.map { String($0.range.upperBound) } ?? "", hop.evidence?.text ?? "",
                ])
            }
        }
        return table.csv
    }
}
