import EntenteExtraction
import EntenteModel
import EntenteText
import Foundation
import GRDB

/// The one that writes a case in a build: gathers documents into batches and writes each as a transaction.
final class CaseWriter {
    let path: String
    private let ontology: Ontology
    /// What extracted the documents, as a hash.
    private let extractor: String
    private var lock: WriterLock?
    private var queue: DatabaseQueue?
    private var batch: [(document: Document, extraction: DocumentExtraction)] = []
    private var batchStart = ContinuousClock.now
    private var isNew = false
    private var hasWritten = false

    /// How much is lost at most when a build is stopped: this long, or this many statements.
    private static let batchTime = Duration.milliseconds(500)
    private static let batchStatements = 20_000

    init(path: String, ontology: Ontology, extractor: String) {
        self.path = path
        self.ontology = ontology
        self.extractor = extractor
    }

    var isOpen: Bool { queue != nil }

    /// Opens the case that is there.
    func open() throws(CaseError) {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
            throw .cannotWrite(path: path, reason: "this is a folder")
        }
        // Before the lock, which would leave its file beside something that is no case.
        try CaseConnection.reading(path).close(path)
        lock = try WriterLock(case: path)
        queue = try CaseConnection.writing(path, keepsEveryCommit: false)
    }

    /// Makes the case and opens it.
    func make() throws(CaseError) {
        lock = try WriterLock(case: path)
        try CaseConnection.make(path)
        isNew = true
        queue = try CaseConnection.writing(path, keepsEveryCommit: false)
    }

    func documents() throws(CaseError) -> [DocumentID: StoredDocument.Hash] {
        try CaseConnection.access(path, writing: false) { try queue?.read(StoredDocument.hashes) ?? [:] }
    }

    /// Takes a document, and writes what has gathered when it is time.
    func add(_ document: Document, _ extraction: DocumentExtraction) throws(CaseError) {
        if batch.isEmpty, hasWritten { batchStart = .now }
        batch.append((document, extraction))
        statements += extraction.findings.count
        if ContinuousClock.now - batchStart >= Self.batchTime || statements >= Self.batchStatements { try flush() }
    }

    private var statements = 0

    /// Writes what has gathered.
    func flush() throws(CaseError) {
        if batch.isEmpty { return }
        if queue == nil { try make() }
        try CaseConnection.access(path, writing: true) {
            guard let queue else { return }
            try DocumentRows.write(batch, extractor: extractor, in: queue) { database in
                // From the first batch on the case must know the kinds that its documents use.
                try writeOntology(database, isLast: false)
            }
        }
        hasWritten = true
        batch = []
        statements = 0
    }

    /// Writes the rest, removes what is gone, and leaves one file with the graph of its documents.
    func finish(removing gone: [DocumentID]) throws(CaseError) {
        try flush()
        try CaseConnection.access(path, writing: true) {
            try queue?.write { database in
                for id in gone { try StoredDocument.delete(id, in: database) }
                try writeOntology(database, isLast: true)
            }
            hasWritten = true
            try queue?.write(StoredGraph.refresh)
            // The last to close a case makes one file of it; who still reads it will.
            try queue?.close()
        }
        queue = nil
        lock = nil
    }

    /// Leaves what is written; a case in which nothing was written yet goes.
    func giveUp() {
        batch = []
        try? queue?.close()
        queue = nil
        if isNew, !hasWritten { for ending in ["", "-wal", "-shm"] { unlink(path + ending) } }
        lock = nil
    }

    private func writeOntology(_ database: Database, isLast: Bool) throws {
        // Documents that stay from an earlier build may need kinds that this extractor does not know.
        let stays = try Bool.fetchOne(
            database, sql: "SELECT EXISTS (SELECT 1 FROM document WHERE extractor <> ?)",
            arguments: [extractor])
        let former = stays == true || !isLast ? try StoredOntology.read(database) : nil
        try StoredOntology.write(former?.extended(by: ontology) ?? ontology, in: database)
    }
}

extension DatabaseQueue {
    fileprivate func close(_ path: String) throws(CaseError) {
        try CaseConnection.access(path, writing: false) { try close() }
    }
}
