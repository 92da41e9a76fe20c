public import EntenteExtraction
public import EntenteModel
public import EntenteText
import Foundation
import GRDB

/// A case: documents and what they say, in one SQLite file.
///
/// ```swift
/// let summary = try await CaseFile.build(at: "a.entente", documents: documents, extractor: extractor)
/// let graph = try CaseFile.open("a.entente").graph()
/// ```
/// Records and SQL stay inside; the methods speak of documents and graphs. Each is one transaction: a reader sees the case
/// before or after it, never between.
public struct CaseFile: Sendable {
    public let path: String
    private let queue: DatabaseQueue

    private init(path: String, queue: DatabaseQueue) {
        self.path = path
        self.queue = queue
    }

    /// Opens a case to read it.
    ///
    /// - Throws: `CaseError` where there is no such file, or it is no case, or damaged, or of a newer version.
    public static func open(_ path: String) throws(CaseError) -> CaseFile {
        guard FileManager.default.fileExists(atPath: path) else { throw .notFound(path: path) }
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw .cannotRead(path: path, reason: "permission denied")
        }
        var configuration = Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        return try access(path, writing: false) {
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            try check(queue, path: path)
            return CaseFile(path: path, queue: queue)
        }
    }

    /// Opens a case to change it, or makes a new one.
    private static func openForWriting(_ path: String) throws(CaseError) -> CaseFile {
        try access(path, writing: true) {
            var configuration = Configuration()
            configuration.busyMode = .timeout(5)
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            let isNew = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_master") ?? 0 } == 0
            if !isNew { try check(queue, path: path) }
            try CaseSchema.migrator.migrate(queue)
            return CaseFile(path: path, queue: queue)
        }
    }

    private static func check(_ queue: DatabaseQueue, path: String) throws {
        try queue.read { database in
            let id = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
            guard id == CaseSchema.applicationID else { throw CaseError.notACase(path: path) }
            if try CaseSchema.migrator.hasBeenSuperseded(database) { throw CaseError.newerVersion(path: path) }
        }
    }

    /// What a build did.
    public struct BuildSummary: Sendable, Equatable {
        public var added = 0
        public var changed = 0
        public var unchanged = 0
        public var removed = 0

        public init(added: Int = 0, changed: Int = 0, unchanged: Int = 0, removed: Int = 0) {
            self.added = added
            self.changed = changed
            self.unchanged = unchanged
            self.removed = removed
        }
    }

    /// Writes or updates a case from documents.
    ///
    /// Documents whose text and extractor are those of the case are skipped. A file that is in the case under another
    /// id replaces that one. A new case appears under its name only
    /// when it is whole; a case that exists changes in one transaction.
    /// - Parameters:
    ///   - parsed: The sentences of documents that were parsed elsewhere.
    ///   - prune: Whether documents of the case that are not among the given ones are removed.
    ///   - progress: Called with the number of documents done so far and of all that are to be read.
    /// - Throws: `CaseError`; the file is then as it was.
    public static func build(
        at path: String, documents: [Document], parsed: [DocumentID: [Sentence]] = [:], extractor: Extractor,
        prune: Bool = false,
        progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws(CaseError) -> BuildSummary {
        let isNew = !FileManager.default.fileExists(atPath: path)
        let target = isNew ? try temporaryPath(beside: path) : path
        let known = isNew ? [:] : try openForWriting(path).documents()
        let plan = try BuildPlan(case: path, known: known, documents: documents, extractor: extractor, prune: prune)
        // Nothing is on the disk while documents are read, so whoever stops that leaves nothing behind.
        let extractions = await extractor.extract(plan.pending, parsed: parsed, progress: progress)
        do {
            let file = try openForWriting(target)
            try file.write(plan, extractions, extractor: extractor)
            if isNew {
                try access(path, writing: true) {
                    try file.queue.close()
                    guard rename(target, path) == 0 else {
                        throw CaseError.cannotWrite(path: path, reason: String(cString: strerror(errno)))
                    }
                }
            }
            return plan.summary
        } catch {
            if isNew { for ending in ["", "-journal", "-wal", "-shm"] { unlink(target + ending) } }
            if case .cannotWrite(_, let reason) = error { throw .cannotWrite(path: path, reason: reason) }
            throw error
        }
    }

    private static func temporaryPath(beside path: String) throws(CaseError) -> String {
        let folder = (path as NSString).deletingLastPathComponent
        let place = folder.isEmpty ? "." : folder
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: place, isDirectory: &isFolder), isFolder.boolValue else {
            throw .cannotWrite(path: path, reason: "no such folder")
        }
        guard FileManager.default.isWritableFile(atPath: place) else {
            throw .cannotWrite(path: path, reason: "permission denied")
        }
        return "\(place)/.\((path as NSString).lastPathComponent).\(ProcessInfo.processInfo.processIdentifier)"
    }

    private func documents() throws(CaseError) -> [DocumentID: StoredDocument.Hash] {
        try Self.access(path, writing: false) { try queue.read(StoredDocument.hashes) }
    }

    private func write(
        _ plan: BuildPlan, _ extractions: [DocumentExtraction], extractor: Extractor
    ) throws(CaseError) {
        try Self.access(path, writing: true) {
            try queue.write { database in
                for id in plan.gone { try StoredDocument.delete(id, in: database) }
                for (document, extraction) in zip(plan.pending, extractions) {
                    try StoredDocument.write(document, extraction, extractor: extractor.fingerprint, in: database)
                }
                // Documents that stay from an earlier build may need kinds that this extractor does not know.
                let stays = try StoredDocument.hashes(database).values.contains {
                    $0.extractor != extractor.fingerprint
                }
                let former = stays ? try StoredOntology.read(database) : nil
                try StoredOntology.write(former?.extended(by: extractor.ontology) ?? extractor.ontology, in: database)
            }
        }
    }

    /// Joins what the documents say into one graph.
    ///
    /// - Throws: `CaseError` where the file cannot be read or breaks a rule of the graph.
    public func graph() throws(CaseError) -> ActorGraph {
        let (ontology, extractions) = try Self.access(path, writing: false) {
            try queue.read { database in
                (try StoredOntology.read(database), try StoredDocument.extractions(database))
            }
        }
        do throws(ActorGraphError) {
            return try ActorGraph(ontology: ontology, extractions: extractions)
        } catch {
            throw .brokenRule(path: path, error)
        }
    }

    /// The version of the SQLite library that reads and writes cases.
    public static var sqliteVersion: String {
        (try? DatabaseQueue().read { try String.fetchOne($0, sql: "SELECT sqlite_version()") }) ?? "unknown"
    }

    /// The text of a document, to show evidence in its surroundings; nil where the case has no such document.
    public func text(of document: DocumentID) throws(CaseError) -> String? {
        try Self.access(path, writing: false) {
            try queue.read { database in
                try String.fetchOne(
                    database, sql: "SELECT text FROM document WHERE id = ?", arguments: [document.rawValue])
            }
        }
    }

    /// Runs a piece of work on the database and says what went wrong in terms of the case.
    private static func access<Value>(
        _ path: String, writing: Bool, _ work: () throws -> Value
    ) throws(CaseError) -> Value {
        do {
            return try work()
        } catch let error as CaseError {
            throw error
        } catch let error as DatabaseError {
            let problem = error.message ?? "SQLite error \(error.resultCode.rawValue)"
            switch error.resultCode {
            case .SQLITE_NOTADB: throw .notACase(path: path)
            case .SQLITE_BUSY, .SQLITE_LOCKED: throw .busy(path: path)
            case .SQLITE_FULL, .SQLITE_READONLY: throw .cannotWrite(path: path, reason: problem)
            case .SQLITE_CANTOPEN, .SQLITE_IOERR, .SQLITE_PERM:
                throw writing ? .cannotWrite(path: path, reason: problem) : .cannotRead(path: path, reason: problem)
            default: throw .damaged(path: path, problem: problem)
            }
        } catch {
            throw .damaged(path: path, problem: "\(error)")
        }
    }
}
