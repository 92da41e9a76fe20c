// The measured half of `scripts/benchmark`: makes the graphs, runs one task, and prints its times as JSON.
//
//   entente-benchmark generate FOLDER
//   entente-benchmark run TASK GRAPH FOLDER THREADS REPEATS
import EntenteAnalysis
import EntenteModel
import Foundation

let arguments = CommandLine.arguments.dropFirst()

func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data("error: \(message)\n".utf8))
    exit(64)
}

switch arguments.first {
case "generate":
    guard arguments.count == 2, let folder = arguments.last else { fail("generate FOLDER") }
    for graph in BenchmarkGraph.allCases { try graph.write(to: URL(filePath: folder)) }
case "run":
    let rest = Array(arguments.dropFirst())
    guard rest.count == 5, let task = BenchmarkTask(rawValue: rest[0]), let graph = BenchmarkGraph(rawValue: rest[1]),
        let threads = Int(rest[3]), let repeats = Int(rest[4])
    else {
        fail("run TASK GRAPH FOLDER THREADS REPEATS; tasks: \(BenchmarkTask.allCases.map(\.rawValue))")
    }
    try task.measure(graph, folder: URL(filePath: rest[2]), threads: threads, repeats: repeats)
default:
    fail("generate or run")
}
