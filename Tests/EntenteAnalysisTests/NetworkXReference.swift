import Foundation
import Testing

/// What NetworkX says about some three hundred graphs; read once for all tests.
struct NetworkXReference: Decodable {
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

    enum CodingKeys: String, CodingKey {
        case name, directed, count, edges, values, steps, assortativity, distances, hops, weak, strong, articulation
        case bridges, paths
        case pathsByCost = "paths by cost"
    }

    /// Nil, with a message on standard error, where Python or NetworkX is missing.
    static let all: [NetworkXReference]? = {
        do {
            return try JSONDecoder().decode([NetworkXReference].self, from: output())
        } catch {
            FileHandle.standardError.write(
                Data("skipped: the comparison with NetworkX needs python3-networkx and python3-numpy (\(error))\n".utf8)
            )
            return nil
        }
    }()

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private static func output() throws -> Data {
        let script = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Reference/networkx_reference.py")
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", script.path]
        let (output, errors) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        let message = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            let missing = message.contains("ModuleNotFoundError") || message.contains("No such file")
            // A reference that fails for another reason than a missing library must not pass for a skip.
            if !missing { Issue.record("networkx_reference.py failed: \(message)") }
            throw Failure(description: message.split(separator: "\n").last.map(String.init) ?? "it failed")
        }
        return data
    }
}
