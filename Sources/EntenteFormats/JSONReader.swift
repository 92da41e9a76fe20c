public import EntenteModel
public import Foundation

/// Why a graph file cannot be read.
public enum FormatError: Error, Equatable, CustomStringConvertible {
    case notJSON(file: String, problem: String)
    case wrongShape(file: String, place: String, expected: String)
    case newerVersion(file: String, version: Int)
    case brokenRule(file: String, place: String, ActorGraphError)
    case badRow(file: String, line: Int, problem: String)
    case badPlace(format: String, file: String, line: Int, problem: String)
    case wrongEncoding(file: String, encoding: String)
    case binary(file: String, line: Int)
    case missingLibrary(file: String)
    case notUTF8(file: String, line: Int)

    public var description: String {
        switch self {
        case .notJSON(let file, let problem): "not JSON; \(file): \(problem); export the graph again"
        case .wrongShape(let file, let place, let expected):
            "not an entente-graph; \(file): \(place): expected \(expected); see 'entente export --format json'"
        case .newerVersion(let file, let version):
            "version \(version) is newer than this program; \(file); update Entente"
        case .brokenRule(let file, let place, let error):
            "broken graph; \(file): \(place): \(error); export the graph again"
        case .badRow(let file, let line, let problem): "bad row; \(file):\(line): \(problem); mend that line"
        case .badPlace(let format, let file, let line, let problem):
            "bad \(format); \(file):\(line): \(problem); mend that line or export the graph again"
        case .wrongEncoding(let file, let encoding):
            "this is \(encoding); \(file); convert it with 'iconv -f \(encoding) -t UTF-8'"
        case .binary(let file, let line):
            "this is no text; \(file):\(line): it holds a NUL byte; export the graph again"
        case .missingLibrary(let file):
            "libxml2 is missing; \(file): XML cannot be read without it; install it with 'apt-get install libxml2'"
        case .notUTF8(let file, let line): "not UTF-8; \(file):\(line); convert it with iconv"
        }
    }
}

extension FormatError {
    /// That bytes are not UTF-8, with the first line that is not.
    public static func notUTF8(file: String, bytes: some Sequence<UInt8>) -> FormatError {
        .notUTF8(file: file, line: Array(bytes).withUnsafeBytes { PlainText.firstBadLine($0) })
    }
}

/// Reads `entente-graph` JSON. Unknown fields are ignored, so that later versions may add some.
///
/// A kind that the ontology lacks is kept, as neutral.
public struct JSONReader: Sendable {
    public let ontology: Ontology

    public init(ontology: Ontology) { self.ontology = ontology }

    /// - Parameter file: Its name, for messages.
    public func graph(_ data: Data, file: String) throws(FormatError) -> ActorGraph {
        let decoded: GraphFile
        do {
            decoded = try JSONDecoder().decode(GraphFile.self, from: data)
        } catch let error as DecodingError {
            if case .dataCorrupted(let context) = error, context.codingPath.isEmpty, let place = Self.flaw(in: data) {
                throw .notJSON(file: file, problem: place)
            }
            throw Self.explain(error, file: file)
        } catch {
            throw .notJSON(file: file, problem: error.localizedDescription)
        }
        guard decoded.format == "entente-graph" else {
            throw .wrongShape(file: file, place: "format", expected: "\"entente-graph\"")
        }
        guard decoded.version <= 1 else { throw .newerVersion(file: file, version: decoded.version) }
        return try build(decoded, file: file)
    }

    private func build(_ decoded: GraphFile, file: String) throws(FormatError) -> ActorGraph {
        var graph = ActorGraph(ontology: ontology)
        for document in decoded.documents {
            graph.insert(
                DocumentRecord(
                    id: DocumentID(document.id), path: document.path, title: document.title,
                    date: try date(document.date, file: file, place: "document \(document.id)"),
                    source: document.source, sha256: document.sha256))
        }
        try insertActors(decoded.actors, into: &graph, file: file)
        for item in decoded.relations { try insert(item, into: &graph, file: file) }
        return graph
    }

    private func insertActors(
        _ actors: [GraphFile.ActorItem], into graph: inout ActorGraph, file: String
    ) throws(FormatError) {
        let byID = Dictionary(actors.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        if byID.count < actors.count {
            var seen = Set<String>()
            let twice = actors.first { !seen.insert($0.id).inserted }?.id ?? ""
            throw .wrongShape(file: file, place: "actor \(twice)", expected: "each id once")
        }
        var pending = actors
        while !pending.isEmpty {
            var later: [GraphFile.ActorItem] = []
            for item in pending {
                if let principal = item.principal, byID[principal] != nil, graph[ActorID(principal)] == nil {
                    later.append(item)
                    continue
                }
                if graph.ontology.actorKind(item.kind) == nil { graph.define(ActorKind(name: item.kind)) }
                let actor = Actor(
                    id: ActorID(item.id), name: item.name, kind: item.kind, aliases: item.aliases ?? [],
                    country: item.country, principal: item.principal.map { ActorID($0) },
                    documents: (item.documents ?? []).map { DocumentID($0) }, mentions: item.mentions ?? 0)
                do throws(ActorGraphError) { try graph.insert(actor) } catch {
                    throw .brokenRule(file: file, place: "actor \(item.id)", error)
                }
            }
            if later.count == pending.count {
                throw .brokenRule(
                    file: file, place: "actor \(later[0].id)", .circularPrincipal(ActorID(later[0].id)))
            }
            pending = later
        }
    }

    private func insert(
        _ item: GraphFile.RelationItem, into graph: inout ActorGraph, file: String
    ) throws(FormatError) {
        let place = "relation \(item.source) \(item.kind) \(item.target)"
        let kind = graph.ontology.relationKind(item.kind) ?? GraphAssembly.kind(item.kind, isSymmetric: false)
        if graph.ontology.relationKind(item.kind) == nil { graph.define(kind) }
        let id = RelationID(source: ActorID(item.source), kind: kind, target: ActorID(item.target))
        var statements: [Statement] = []
        for statement in item.statements ?? [] {
            guard let status = Status(rawValue: statement.status ?? "asserted"), statement.start <= statement.end else {
                throw .wrongShape(file: file, place: place, expected: "a statement with a known status and a range")
            }
            statements.append(
                Statement(
                    document: DocumentID(statement.document), range: statement.start..<statement.end,
                    text: statement.text ?? "",
                    status: status, date: try date(statement.date, file: file, place: place),
                    attributedTo: statement.attributedTo.map { ActorID($0) }, confidence: statement.confidence ?? 1))
        }
        guard let status = Status(rawValue: item.status ?? "asserted") else {
            throw .wrongShape(
                file: file, place: place,
                expected: "a status of \(Status.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        // Which documents repeat a sentence cannot be told without the sentences, so the file's word stands.
        let strength = statements.contains(where: \.text.isEmpty) ? item.weight : nil
        let relation =
            statements.isEmpty
            ? Relation(
                id: id, status: status, strength: item.weight ?? 1,
                firstDate: try date(item.firstDate, file: file, place: place),
                lastDate: try date(item.lastDate, file: file, place: place))
            : Relation(id: id, statements: statements, strength: strength)
        do throws(ActorGraphError) { try graph.insert(relation) } catch {
            throw .brokenRule(file: file, place: place, error)
        }
    }

    private func date(_ text: String?, file: String, place: String) throws(FormatError) -> PartialDate? {
        guard let text else { return nil }
        guard let date = PartialDate(text) else {
            throw .wrongShape(file: file, place: place, expected: "a date such as 2021-08-07, not '\(text)'")
        }
        return date
    }

    /// What makes a text no JSON, with line and column, which the decoder keeps to itself.
    private static func flaw(in data: Data) -> String? {
        do {
            _ = try JSONSerialization.jsonObject(with: data)
            return nil
        } catch {
            return (error as NSError).userInfo[NSDebugDescriptionErrorKey] as? String
        }
    }

    private static func explain(_ error: DecodingError, file: String) -> FormatError {
        func place(_ context: DecodingError.Context) -> String {
            let path = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
            return path.isEmpty ? "top" : path
        }
        return switch error {
        case .keyNotFound(let key, let context):
            .wrongShape(file: file, place: place(context), expected: "'\(key.stringValue)'")
        case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
            .wrongShape(file: file, place: place(context), expected: "\(type)")
        case .dataCorrupted(let context):
            .notJSON(
                file: file,
                problem: (context.underlyingError as NSError?)?.userInfo[NSDebugDescriptionErrorKey] as? String
                    ?? context.debugDescription)
        @unknown default: .notJSON(file: file, problem: "\(error)")
        }
    }
}

/// The file as it stands.
struct GraphFile: Decodable {
    struct DocumentItem: Decodable {
        let id: String
        let path: String
        let title: String?
        let date: String?
        let source: String?
        let sha256: String
    }

    struct ActorItem: Decodable {
        let id: String
        let name: String
        let kind: String
        let aliases: [String]?
        let country: String?
        let principal: String?
        let documents: [String]?
        let mentions: Int?
    }

    struct RelationItem: Decodable {
        let source: String
        let kind: String
        let target: String
        let status: String?
        let weight: Double?
        let firstDate: String?
        let lastDate: String?
        let statements: [StatementItem]?
    }

    struct StatementItem: Decodable {
        let document: String
        let start: Int
        let end: Int
        let text: String?
        let status: String?
        let date: String?
        let attributedTo: String?
        let confidence: Double?
    }

    let format: String
    let version: Int
    let documents: [DocumentItem]
    let actors: [ActorItem]
    let relations: [RelationItem]
}
