import EntenteAnalysis
import EntenteModel
import Foundation
import Testing

/// What another library says about a graph.
struct ReferenceGraph: Decodable {
    struct Paths: Decodable {
        let source: Int
        let target: Int
        let costs: [Double]
    }

    let name: String
    let directed: Bool
    let count: Int
    let edges: [[Double]]
    let values: [String: [Double?]]
    let steps: [String: [[Double]]]
    let assortativity: Double?
    let distances: [Double?]
    let hops: [Double?]
    let weak: [[Int]]
    let strong: [[Int]]
    let articulation: [Int]
    let bridges: [[Int]]
    let paths: [Paths]
    let pathsByCost: [Paths]
    /// Of the best of several runs of Leiden, where the library has that.
    let modularity: Double?

    enum CodingKeys: String, CodingKey {
        case name, directed, count, edges, values, steps, assortativity, distances, hops, weak, strong, articulation
        case bridges, paths, modularity
        case pathsByCost = "paths by cost"
    }

    func view(cost: Projection.Cost = .hops) throws -> GraphView {
        var list = EdgeList()
        for edge in edges { try list.append(from: Int(edge[0]), to: Int(edge[1]), strength: edge[2]) }
        return try GraphView(
            actorCount: count, edges: list, direction: directed ? .directed : .undirected, cost: cost)
    }
}

/// What NetworkX and igraph say about the same three hundred graphs; asked once for all tests.
enum References {
    /// Nil, with a message on standard error, where Python or NetworkX is missing.
    static let networkX: [ReferenceGraph]? = networkXOutput.flatMap { read($0, what: "NetworkX") }

    /// Nil, with a message on standard error, where Python, NetworkX (which makes the graphs) or igraph is missing.
    static let igraph: [ReferenceGraph]? = {
        guard let graphs = networkXOutput else { return nil }
        let file = FileManager.default.temporaryDirectory.appending(path: "entente-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: file) }
        guard (try? graphs.write(to: file)) != nil else { return nil }
        return output(of: "igraph_reference.py", [file.path]).flatMap { read($0, what: "igraph") }
    }()

    private static let networkXOutput = output(of: "networkx_reference.py", [])

    private static func read(_ data: Data, what: String) -> [ReferenceGraph]? {
        do {
            return try JSONDecoder().decode([ReferenceGraph].self, from: data)
        } catch {
            Issue.record("the answer of \(what) was not understood: \(error)")
            return nil
        }
    }

    /// What a script prints under the first Python that has its libraries: the user's own, or the system's.
    private static func output(of script: String, _ arguments: [String]) -> Data? {
        let path = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Reference/\(script)").path
        for python in ["python3", "/usr/bin/python3"] {
            guard let run = try? run([python, path] + arguments) else { continue }
            if run.status == 0 { return run.output }
            // A reference that fails for another reason than a missing library must not pass for a skip.
            guard run.errors.contains("ModuleNotFoundError") || run.errors.contains("No such file") else {
                Issue.record("\(script) failed: \(run.errors)")
                return nil
            }
        }
        FileHandle.standardError.write(
            Data("skipped: \(script) needs python3 with networkx, numpy and igraph; see scripts/system-packages\n".utf8)
        )
        return nil
    }

    private static func run(_ command: [String]) throws -> (status: Int32, output: Data, errors: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        let message = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return (process.terminationStatus, data, message)
    }
}
