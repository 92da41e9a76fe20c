import EntenteExtraction
import EntenteModel
import EntenteText
import Foundation

/// What a build has to do, seen from the documents that the case knows and those that are given.
struct BuildPlan {
    /// To be extracted and written.
    private(set) var pending: [Document] = []
    /// To be removed from the case.
    let gone: [DocumentID]
    private(set) var summary = CaseFile.BuildSummary()

    /// - Throws: `CaseError.sameName` where the case knows another file by the id of a document.
    init(
        case path: String, known: [DocumentID: StoredDocument.Hash], documents: [Document], extractor: Extractor,
        prune: Bool
    ) throws(CaseError) {
        let given = Set(documents.map(\.id))
        let places = Set(documents.map { Self.place(of: $0.path) })
        // An id tells files of one name apart as far as a build sees them, so a file may come back under another.
        let renamed = known.filter { !given.contains($0.key) && places.contains(Self.place(of: $0.value.path)) }
        let knownPlaces = Set(renamed.values.map { Self.place(of: $0.path) })
        gone = prune ? known.keys.filter { !given.contains($0) }.sorted() : renamed.keys.sorted()
        summary.removed = gone.count - renamed.count
        for document in documents {
            let former = known[document.id]
            if let former, Self.isAnotherFile(document, former) {
                throw .sameName(path: path, id: document.id, first: former.path, second: document.path)
            }
            let hash = StoredDocument.Hash(
                path: document.path, sha256: document.sha256, extractor: extractor.fingerprint)
            if former == hash {
                summary.unchanged += 1
                continue
            }
            let isNew = former == nil && !knownPlaces.contains(Self.place(of: document.path))
            if isNew { summary.added += 1 } else { summary.changed += 1 }
            pending.append(document)
        }
    }

    /// Whether the case knows a different file, which still stands at its place, by the id of this document.
    private static func isAnotherFile(_ document: Document, _ known: StoredDocument.Hash) -> Bool {
        known.path != document.path && known.sha256 != document.sha256
            && [known.path, document.path].allSatisfy(FileManager.default.fileExists)
            && place(of: known.path) != place(of: document.path)
    }

    /// Where a path leads, however it is spelled.
    private static func place(of path: String) -> String {
        URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    }
}
