import EntenteModel
import Foundation
import GRDB

/// Opens the database of a case, for reading or for writing, and says what went wrong in terms of the case.
enum CaseConnection {
    /// Opens a case to read it. Readers neither wait for a writer nor make it wait.
    static func reading(_ path: String) throws(CaseError) -> DatabaseQueue {
        guard FileManager.default.fileExists(atPath: path) else { throw .notFound(path: path) }
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw .cannotRead(path: path, reason: "permission denied")
        }
        return try access(path, writing: false) {
            var configuration = Configuration()
            configuration.busyMode = .timeout(5)
            let folder = (path as NSString).deletingLastPathComponent
            let isWritable = [path, folder.isEmpty ? "." : folder].allSatisfy(FileManager.default.isWritableFile)
            var name = path
            if isWritable {
                // A connection that could write leaves no files behind when it is the last to close.
                configuration.prepareDatabase { try $0.execute(sql: "PRAGMA query_only = 1") }
            } else {
                configuration.readonly = true
                // Without a place for the files that tell writers of readers; nobody can write there, so none is needed.
                if !FileManager.default.fileExists(atPath: path + "-wal") { name = immutable(path) }
            }
            let queue = try DatabaseQueue(path: name, configuration: configuration)
            try check(queue, path: path)
            return queue
        }
    }

    /// Opens a case to change it, and brings an older one up to date.
    ///
    /// - Parameter keepsEveryCommit: Whether a decision outlives a power failure the moment it is taken; without, the
    ///   last batches of a build may be lost, though never the case.
    static func writing(_ path: String, keepsEveryCommit: Bool) throws(CaseError) -> DatabaseQueue {
        guard FileManager.default.fileExists(atPath: path) else { throw .notFound(path: path) }
        // SQLite would open it to read, and leave the files of a writer beside it.
        guard FileManager.default.isWritableFile(atPath: path) else {
            throw .cannotWrite(path: path, reason: "permission denied")
        }
        return try access(path, writing: true) {
            var configuration = Configuration()
            configuration.busyMode = .timeout(5)
            configuration.prepareDatabase { database in
                try database.execute(sql: "PRAGMA secure_delete = OFF")
                // The pages that a batch touches, in memory and in the log; by default SQLite writes them out within it.
                try database.execute(sql: "PRAGMA cache_size = -65536")
                try database.execute(sql: "PRAGMA wal_autocheckpoint = 8000")
            }
            let queue = try DatabaseQueue(path: path, configuration: configuration)
            // Nothing is changed before it is known to be a case.
            try check(queue, path: path)
            try queue.writeWithoutTransaction { database in
                let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
                guard mode == "wal" else {
                    throw CaseError.cannotWrite(
                        path: path, reason: "the file system cannot share files between processes")
                }
                try database.execute(sql: "PRAGMA synchronous = \(keepsEveryCommit ? "FULL" : "NORMAL")")
            }
            try CaseSchema.migrator.migrate(queue)
            return queue
        }
    }

    /// Makes an empty case under a name that nobody has yet. It appears whole: the file is a case from the start.
    static func make(_ path: String) throws(CaseError) {
        let target = try temporaryPath(beside: path)
        defer { for ending in ["", "-journal"] { unlink(target + ending) } }
        try access(path, writing: true) {
            let queue = try DatabaseQueue(path: target)
            try CaseSchema.migrator.migrate(queue)
            try queue.close()
        }
        // A link fails where the name is taken; where the file system has no links, a rename must do.
        if link(target, path) == 0 { return }
        if errno == EEXIST { throw .busy(path: path, holder: "a build that began at the same time") }
        guard rename(target, path) == 0 else {
            throw .cannotWrite(path: path, reason: String(cString: strerror(errno)))
        }
    }

    /// Where a new case is made before it gets its name.
    ///
    /// - Throws: `CaseError.cannotWrite` where the folder is missing or takes no files.
    @discardableResult
    static func temporaryPath(beside path: String) throws(CaseError) -> String {
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

    private static func check(_ queue: DatabaseQueue, path: String) throws {
        try queue.read { database in
            let id = try Int.fetchOne(database, sql: "PRAGMA application_id") ?? 0
            guard id == CaseSchema.applicationID else { throw CaseError.notACase(path: path) }
            let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
            if version > CaseSchema.version { throw CaseError.newerVersion(path: path) }
        }
    }

    private static func immutable(_ path: String) -> String {
        let allowed = CharacterSet(charactersIn: "/-._~").union(.alphanumerics)
        let absolute = URL(fileURLWithPath: path).path
        return "file://\(absolute.addingPercentEncoding(withAllowedCharacters: allowed) ?? absolute)?immutable=1"
    }

    /// Runs a piece of work on the database and says what went wrong in terms of the case.
    static func access<Value>(
        _ path: String, writing: Bool, _ work: () throws -> Value
    ) throws(CaseError) -> Value {
        do {
            return try work()
        } catch let error as CaseError {
            throw error
        } catch let error as ActorGraphError {
            throw .brokenRule(path: path, error)
        } catch let error as CurationError {
            throw .cannotDecide(error)
        } catch let error as DatabaseError {
            let problem = error.message ?? "SQLite error \(error.resultCode.rawValue)"
            switch error.resultCode {
            case .SQLITE_NOTADB: throw .notACase(path: path)
            case .SQLITE_BUSY, .SQLITE_LOCKED: throw .busy(path: path, holder: nil)
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
