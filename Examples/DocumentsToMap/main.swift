// Reads a folder of documents and draws who does what to whom: swift run DocumentsToMap seeds map.svg

import EntenteExtraction
import EntenteFormats
import EntenteModel
import EntenteRendering
import EntenteText

let arguments = CommandLine.arguments
guard arguments.count == 3 else { fatalError("usage: DocumentsToMap FOLDER MAP.svg") }

let reading = try DocumentReader().read(paths: [arguments[1]])
let extractor = try Extractor()
let extractions = await extractor.extract(reading.documents)
let graph = try ActorGraph(ontology: extractor.ontology, extractions: extractions)

let map = try ActorMap(graph: graph, options: MapOptions(title: "Who does what to whom"))
try OutputFile.write(try map.render(.svg), to: arguments[2])
print("\(graph.actorCount) actors, \(graph.relationCount) relations: \(arguments[2])")
