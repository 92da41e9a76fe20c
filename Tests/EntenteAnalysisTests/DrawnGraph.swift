import EntenteAnalysis
import EntenteModel

/// A view from a drawing: "a>b" is an arrow, "a-b" an undirected edge, "a>b:2" has the strength 2, "x" stands alone.
func drawn(_ text: String, cost: Projection.Cost = .hops, undirected: Bool = false) throws -> GraphView {
    var names: [String] = []
    func number(_ name: Substring) -> Int {
        if let known = names.firstIndex(of: String(name)) { return known }
        names.append(String(name))
        return names.count - 1
    }
    var edges = EdgeList()
    for item in text.split(separator: " ") {
        let parts = item.split(separator: ":")
        let strength = parts.count > 1 ? Double(parts[1]) ?? .nan : 1
        let ends = parts[0].split(whereSeparator: { $0 == ">" || $0 == "-" })
        guard ends.count == 2 else {
            _ = number(parts[0])
            continue
        }
        let (source, target) = (number(ends[0]), number(ends[1]))
        try edges.append(from: source, to: target, strength: strength)
        if parts[0].contains("-"), !undirected { try edges.append(from: target, to: source, strength: strength) }
    }
    return try GraphView(
        actorCount: names.count, edges: edges, direction: undirected ? .undirected : .directed, cost: cost,
        names: names)
}
