import EntenteAnalysis
import EntenteModel
import Foundation
import Testing

/// The example graphs of LDBC Graphalytics with the reference output that the benchmark publishes.
@Suite struct GraphalyticsTests {
    struct Case: Decodable, CustomTestStringConvertible {
        let `case`: String
        let algorithm: String
        let directed: Bool
        let source: Int?
        let iterations: Int?

        var testDescription: String { `case` }
    }

    private struct CaseList: Decodable {
        let cases: [Case]
    }

    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Graphalytics")

    static var cases: [Case] {
        get throws {
            let data = try Data(contentsOf: folder.appending(path: "cases.json"))
            return try JSONDecoder().decode(CaseList.self, from: data).cases
        }
    }

    @Test(arguments: try GraphalyticsTests.cases)
    func agreesWithThePublishedOutput(of example: Case) throws {
        let expected = try lines(example.case + ".expected.txt").map { $0.split(separator: " ").map(String.init) }
        let view = try view(of: example)
        for (line, value) in zip(expected, try values(of: example, in: view, ids: expected.map { $0[0] })) {
            if value == .infinity {
                #expect(line[1] == "Infinity" || line[1] == String(Int.max), "\(example.case): \(line)")
            } else {
                let wanted = try #require(Double(line[1]))
                #expect(abs(value - wanted) <= 1e-9 * max(abs(wanted), 1), "\(example.case): \(line), not \(value)")
            }
        }
    }

    private func values(of example: Case, in view: GraphView, ids: [String]) throws -> [Double] {
        let actors = ids.map { ActorID(Self.name($0)) }
        func each(_ value: (ActorID) -> Double?) throws -> [Double] { try actors.map { try #require(value($0)) } }
        switch example.algorithm {
        case "bfs", "sssp":
            let distances = try view.distances(from: ActorID(Self.name(String(try #require(example.source)))))
            return try each { distances[$0] }
        case "pr":
            let scores = try view.pageRank(unweighted: true, rounds: example.iterations)
            return try each { scores[$0] }
        case "lcc":
            let scores = try view.localClustering()
            return try each { scores[$0] }
        case "wcc", "cdlp":
            let groups =
                example.algorithm == "wcc"
                ? try view.weakComponents() : try view.labelPropagation(rounds: try #require(example.iterations))
            // A component is named for its first member, as in the reference; a label for whoever first had it.
            if example.algorithm == "wcc" {
                return try each { groups[$0].flatMap { Double(groups.groups[$0][0].name) } }
            }
            let labels = try view.propagatedLabels(rounds: try #require(example.iterations))
            return try zip(view.actors, labels).map { _, label in try #require(Double(view.actors[label].name)) }
        default:
            Issue.record("no algorithm '\(example.algorithm)'")
            return []
        }
    }

    private func view(of example: Case) throws -> GraphView {
        let names = try lines(example.case + ".vertices.txt").map(Self.name)
        var edges = EdgeList()
        for line in try lines(example.case + ".csv").dropFirst() {
            let fields = line.split(separator: ",").map(String.init)
            let source = try #require(names.firstIndex(of: Self.name(fields[0])))
            let target = try #require(names.firstIndex(of: Self.name(fields[1])))
            try edges.append(
                from: source, to: target, strength: fields.count > 2 ? try #require(Double(fields[2])) : 1)
        }
        return try GraphView(
            actorCount: names.count, edges: edges, direction: example.directed ? .directed : .undirected,
            cost: example.algorithm == "sssp" ? .strengthAsCost : .hops, names: names)
    }

    /// Numbers of equal width, so that the order of names is that of numbers.
    private static func name(_ number: String) -> String { String(repeating: "0", count: 3 - number.count) + number }

    private func lines(_ name: String) throws -> [String] {
        try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
            .split(separator: "\n").map(String.init)
    }
}
