import EntenteModel
public import Foundation

/// What a careful reader found in one document: its actors and the relations between them.
///
/// Always true: ids of actors are unique, and relations and principals refer to actors of the list.
public struct GoldDocument: Sendable {
    public struct Actor: Sendable, Hashable, Decodable {
        public let id: String
        public let name: String
        public let kind: String
        public let aliases: [String]?
        /// The state or group it acts for; nil for those that act for themselves.
        public let principal: String?
    }

    public struct Relation: Sendable, Hashable, Decodable {
        public let source: String
        public let kind: String
        public let target: String
        public let status: String
        public let date: String?
        public let attributedTo: String?
        public let quote: String?
        /// Whether readers could differ: it then counts neither as missed nor as spurious.
        public let optional: Bool?
    }

    /// The name of the file of annotations.
    public let file: String
    /// The name of the annotated text.
    public let document: String
    public let actors: [Actor]
    public let relations: [Relation]

    /// Reads every `*.json` file of a folder, in the order of their names.
    ///
    /// - Throws: `GoldError` for the first file at fault, or where the folder holds none.
    public static func read(folder: String) throws(GoldError) -> [GoldDocument] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            throw .notReadable(path: folder, reason: error.localizedDescription)
        }
        let files = names.filter { $0.hasSuffix(".json") }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        guard !files.isEmpty else { throw .noAnnotations(folder: folder) }
        var result: [GoldDocument] = []
        for name in files {
            let path = (folder.hasSuffix("/") ? String(folder.dropLast()) : folder) + "/" + name
            let data: Data
            do { data = try Data(contentsOf: URL(fileURLWithPath: path)) } catch {
                throw .notReadable(path: path, reason: error.localizedDescription)
            }
            result.append(try GoldDocument(data, path: path))
        }
        return result
    }

    /// Reads the annotations of one document.
    ///
    /// - Parameter path: Its place, for messages and as the name that it is paired by.
    public init(_ data: Data, path: String) throws(GoldError) {
        let decoded: Contents
        do {
            decoded = try JSONDecoder().decode(Contents.self, from: data)
        } catch {
            throw GoldError(error, path: path)
        }
        var ids: Set<String> = []
        for (place, actor) in decoded.actors.enumerated() where !ids.insert(actor.id).inserted {
            throw .wrongShape(
                path: path, place: "actors[\(place)].id", expected: "each id once, not '\(actor.id)' again")
        }
        for (place, relation) in decoded.relations.enumerated() {
            for (field, id) in [("source", relation.source), ("target", relation.target)] where !ids.contains(id) {
                throw .wrongShape(
                    path: path, place: "relations[\(place)].\(field)", expected: "an actor of the list, not '\(id)'")
            }
            guard ["asserted", "denied", "possible"].contains(relation.status) else {
                throw .wrongShape(
                    path: path, place: "relations[\(place)].status",
                    expected: "asserted, denied or possible, not '\(relation.status)'")
            }
        }
        file = (path as NSString).lastPathComponent
        (document, actors, relations) = (decoded.document, decoded.actors, decoded.relations)
    }

    private struct Contents: Decodable {
        let document: String
        let actors: [Actor]
        let relations: [Relation]
    }
}

/// Why annotations cannot be used.
public enum GoldError: Error, Equatable, CustomStringConvertible {
    case notReadable(path: String, reason: String)
    case noAnnotations(folder: String)
    case notJSON(path: String, problem: String)
    case wrongShape(path: String, place: String, expected: String)

    /// Whether what was named is not there, rather than bad.
    public var isMissingInput: Bool {
        switch self {
        case .notReadable, .noAnnotations: true
        case .notJSON, .wrongShape: false
        }
    }

    public var description: String {
        switch self {
        case .notReadable(let path, let reason): "cannot read; \(path): \(reason); name a folder of annotations"
        case .noAnnotations(let folder): "no annotations; \(folder); it needs one .json file for each document"
        case .notJSON(let path, let problem): "not JSON; \(path): \(problem); mend the file"
        case .wrongShape(let path, let place, let expected):
            "bad annotation; \(path): \(place): expected \(expected); see 'docs/extraction.md'"
        }
    }

    fileprivate init(_ error: any Error, path: String) {
        func place(_ context: DecodingError.Context) -> String {
            let keys = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }.joined()
            return keys.isEmpty ? "top" : keys.hasPrefix(".") ? String(keys.dropFirst()) : keys
        }
        switch error {
        case DecodingError.keyNotFound(let key, let context):
            self = .wrongShape(path: path, place: place(context), expected: "'\(key.stringValue)'")
        case DecodingError.typeMismatch(let type, let context), DecodingError.valueNotFound(let type, let context):
            self = .wrongShape(path: path, place: place(context), expected: "\(type)")
        case DecodingError.dataCorrupted(let context):
            let problem = (context.underlyingError as NSError?)?.userInfo[NSDebugDescriptionErrorKey] as? String
            self = .notJSON(path: path, problem: problem ?? context.debugDescription)
        default: self = .notJSON(path: path, problem: error.localizedDescription)
        }
    }
}
