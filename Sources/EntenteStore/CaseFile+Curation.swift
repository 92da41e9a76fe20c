public import EntenteModel
import GRDB

extension CaseFile {
    /// Takes decisions as one step of the log, on the disk when this returns.
    ///
    /// - Returns: The number of the step.
    /// - Throws: `CaseError`; the case is then as it was.
    @discardableResult
    public static func decide(_ decisions: [Decision], at path: String) throws(CaseError) -> Int {
        try change(path) { curation in curation.append(decisions) }
    }

    /// Takes back a step of the log, by a step of its own.
    ///
    /// - Parameter step: The step to undo; nil for the last one that decided something and still counts.
    /// - Returns: The number of the step that was undone.
    /// - Throws: `CaseError.cannotDecide` where there is nothing to undo.
    @discardableResult
    public static func undo(_ step: Int? = nil, at path: String) throws(CaseError) -> Int {
        try change(path) { curation in
            guard let number = step ?? curation.lastStanding else { throw CurationError.nothingToUndo }
            try curation.undo(number)
            return number
        }
    }

    private static func change(_ path: String, _ work: (inout Curation) throws -> Int) throws(CaseError) -> Int {
        let queue = try CaseConnection.writing(path, keepsEveryCommit: true)
        return try CaseConnection.access(path, writing: true) {
            let number = try queue.write { database in
                var curation = try StoredCuration.read(database)
                let former = curation.steps.count
                let number = try work(&curation)
                for step in curation.steps.dropFirst(former) { try StoredCuration.append(step, in: database) }
                try StoredGraph.refresh(database)
                return number
            }
            try queue.close()
            return number
        }
    }
}
