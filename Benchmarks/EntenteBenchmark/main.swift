// The measured half of `scripts/benchmark`: makes the graphs, runs one task, and prints its times as JSON.
//
//   entente-benchmark generate FOLDER
//   entente-benchmark case FILE RELATIONS
//   entente-benchmark run TASK GRAPH FOLDER THREADS REPEATS
//   entente-benchmark growth FOLDER SECONDS
//   entente-benchmark cancel FOLDER THREADS
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
case "case":
    let rest = Array(arguments.dropFirst())
    guard rest.count == 2, let relations = Int(rest[1]), relations > 0 else { fail("case FILE RELATIONS") }
    try BenchmarkCase(relations: relations).measure(writing: rest[0])
case "run":
    let rest = Array(arguments.dropFirst())
    guard rest.count == 5, let task = BenchmarkTask(rawValue: rest[0]), let graph = BenchmarkGraph(rawValue: rest[1]),
        let threads = Int(rest[3]), let repeats = Int(rest[4])
    else {
        fail("run TASK GRAPH FOLDER THREADS REPEATS; tasks: \(BenchmarkTask.allCases.map(\.rawValue))")
    }
    try task.measure(graph, folder: URL(filePath: rest[2]), threads: threads, repeats: repeats)
case "growth":
    let rest = Array(arguments.dropFirst())
    guard rest.count == 2, let limit = Double(rest[1]), limit > 0 else { fail("growth FOLDER SECONDS") }
    try await LongJob.growth(folder: URL(filePath: rest[0]), limit: limit)
case "cancel":
    let rest = Array(arguments.dropFirst())
    guard rest.count == 2, let threads = Int(rest[1]), threads > 0 else { fail("cancel FOLDER THREADS") }
    try await LongJob.cancelling(folder: URL(filePath: rest[0]), threads: threads)
default:
    fail("generate, case, run, growth or cancel")
}
