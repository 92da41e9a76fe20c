import EntenteExtraction
public import EntenteModel
import Foundation
import GRDB

/// A case: documents, what they say and what people decided about it, in one SQLite file.
///
/// ```swift
/// let summary = try await CaseFile.build(at: "a.entente", documents: documents, extractor: extractor)
/// let graph = try CaseFile.open("a.entente").graph()
/// try CaseFile.decide([Decision(.merge("rahmon", into: "emomali-rahmon"))], at: "a.entente")
/// ```
/// Records and SQL stay inside; the methods speak of documents, graphs and decisions. What is asked of an open case is
/// answered as of one moment, while others may write it: readers neither wait nor make anybody wait.
public struct CaseFile: Sendable {
    public let path: String
    let queue: DatabaseQueue

    /// Opens a case to read it.
    ///
    /// - Throws: `CaseError` where there is no such file, or it is no case, or damaged, or of a newer version.
    public static func open(_ path: String) throws(CaseError) -> CaseFile {
        CaseFile(path: path, queue: try CaseConnection.reading(path))
    }

    /// The graph that the documents and the decisions make.
    ///
    /// - Throws: `CaseError` where the file cannot be read or breaks a rule of the graph.
    /// - Complexity: O(actors + relations + statements); where a build was cut short, the documents are joined first.
    public func graph() throws(CaseError) -> ActorGraph {
        try CaseConnection.access(path, writing: false) {
            try queue.read { database in
                let ontology = try StoredOntology.read(database)
                if let graph = try StoredGraph.curated(database, ontology) { return graph }
                return CaseContent(
                    joined: try StoredGraph.joined(database, ontology), curation: try StoredCuration.read(database)
                ).graph
            }
        }
    }

    /// What the documents say, what was decided, and the graph that both make.
    public func content() throws(CaseError) -> CaseContent {
        try CaseConnection.access(path, writing: false) {
            let (joined, curation) = try queue.read { database in
                let ontology = try StoredOntology.read(database)
                return (try StoredGraph.joined(database, ontology), try StoredCuration.read(database))
            }
            return CaseContent(joined: joined, curation: curation)
        }
    }

    /// The log of decisions.
    public func curation() throws(CaseError) -> Curation {
        try CaseConnection.access(path, writing: false) { try queue.read(StoredCuration.read) }
    }

    /// The version of the SQLite library that reads and writes cases.
    public static var sqliteVersion: String {
        (try? DatabaseQueue().read { try String.fetchOne($0, sql: "SELECT sqlite_version()") }) ?? "unknown"
    }

    /// The text of a document, to show evidence in its surroundings; nil where the case has no such document.
    public func text(of document: DocumentID) throws(CaseError) -> String? {
        try CaseConnection.access(path, writing: false) {
            try queue.read { database in
                if let text = try String.fetchOne(
                    database, sql: "SELECT text FROM document WHERE id = ?", arguments: [document.rawValue])
                {
                    return text
                }
                guard try database.holds(table: "graph_note") else { return nil }
                return try String.fetchOne(
                    database, sql: "SELECT text FROM graph_note WHERE document = ?", arguments: [document.rawValue])
            }
        }
    }

    /// By which names each document calls an actor of the documents.
    public func names(of actor: ActorID) throws(CaseError) -> [DocumentName] {
        try CaseConnection.access(path, writing: false) {
            try queue.read { database in
                try Row.fetchAll(
                    database,
                    sql: """
                        SELECT document, name AS name FROM document_actor WHERE actor = ?
                        UNION SELECT document, alias FROM document_alias WHERE actor = ?
                        ORDER BY name, document
                        """, arguments: [actor.rawValue, actor.rawValue]
                ).map { DocumentName(document: DocumentID($0[0]), name: $0[1]) }
            }
        }
    }

    /// A name that a document has for an actor.
    public struct DocumentName: Hashable, Sendable {
        public let document: DocumentID
        public let name: String
    }
}
