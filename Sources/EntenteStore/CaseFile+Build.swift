public import EntenteExtraction
public import EntenteModel
public import EntenteText
import Foundation
import GRDB

extension CaseFile {
    /// What a build did.
    public struct BuildSummary: Sendable, Equatable {
        public var added = 0
        public var changed = 0
        public var unchanged = 0
        public var removed = 0
        /// Documents read in this build that seem to be in another language than English, in the order given.
        public var inAnotherLanguage: [DocumentID] = []

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
    /// id replaces that one. Documents are read on all cores and written in batches, each a transaction: whoever stops a
    /// build at any moment keeps every batch that was finished, and the next build goes on from there to the same graph.
    /// Nothing is on the disk before the first batch.
    /// - Parameters:
    ///   - parsed: The sentences of documents that were parsed elsewhere.
    ///   - prune: Whether documents of the case that are not among the given ones are removed.
    ///   - progress: Called with the number of documents done so far and of all that are to be read.
    /// - Throws: `CaseError`; `busy` where another build holds the case for longer than five seconds.
    public static func build(
        at path: String, documents: [Document], parsed: [DocumentID: [Sentence]] = [:], extractor: Extractor,
        prune: Bool = false,
        progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws(CaseError) -> BuildSummary {
        let isNew = !FileManager.default.fileExists(atPath: path)
        if isNew { try CaseConnection.temporaryPath(beside: path) }
        let writer = CaseWriter(path: path, ontology: extractor.ontology, extractor: extractor.fingerprint)
        if !isNew { try writer.open() }
        let plan = try BuildPlan(
            case: path, known: isNew ? [:] : try writer.documents(), documents: documents, extractor: extractor,
            prune: prune)
        var summary = plan.summary
        do {
            summary.inAnotherLanguage = try await read(
                plan, parsed: parsed, extractor: extractor, writer: writer, progress: progress)
            if isNew, !writer.isOpen { try writer.make() }
            try writer.finish(removing: plan.gone)
        } catch {
            writer.giveUp()
            throw error
        }
        return summary
    }

    /// Writes documents that were extracted elsewhere into a new case.
    ///
    /// - Parameters:
    ///   - ontology: The kinds that they use.
    ///   - extractor: What extracted them; a later build reads documents of another extractor again.
    ///   - joining: Called when all documents are in the case, before they are joined.
    /// - Throws: `CaseError`; `busy` where the case is there already.
    public static func write(
        _ documents: some Sequence<(Document, DocumentExtraction)>, at path: String, ontology: Ontology,
        extractor: String, joining: () -> Void = {}
    ) throws(CaseError) {
        try CaseConnection.temporaryPath(beside: path)
        let writer = CaseWriter(path: path, ontology: ontology, extractor: extractor)
        do {
            try writer.make()
            for (document, extraction) in documents { try writer.add(document, extraction) }
            try writer.flush()
            joining()
            try writer.finish(removing: [])
        } catch {
            writer.giveUp()
            throw error
        }
    }

    /// Reads the documents of a plan on all cores and gives them to the writer as they are done; returns those that seem not to
    /// be in English.
    private static func read(
        _ plan: BuildPlan, parsed: [DocumentID: [Sentence]], extractor: Extractor, writer: CaseWriter,
        progress: @Sendable (Int, Int) -> Void
    ) async throws(CaseError) -> [DocumentID] {
        let pending = plan.pending
        do {
            return try await withThrowingTaskGroup(of: (Int, DocumentExtraction).self) { group in
                var next = 0
                // A few more than there are cores keeps all of them busy while a batch is written.
                let window = ProcessInfo.processInfo.activeProcessorCount * 2 + 2
                func start() {
                    guard next < pending.count else { return }
                    let (place, document) = (next, pending[next])
                    next += 1
                    group.addTask {
                        let sentences = parsed[document.id]
                        return (
                            place,
                            sentences.map { extractor.extract(document, sentences: $0) } ?? extractor.extract(document)
                        )
                    }
                }
                for _ in 0..<window { start() }
                var done = 0
                var inAnotherLanguage: [Int] = []
                while let (place, extraction) = try await group.next() {
                    start()
                    done += 1
                    progress(done, pending.count)
                    if extraction.isInAnotherLanguage { inAnotherLanguage.append(place) }
                    try writer.add(pending[place], extraction)
                }
                return inAnotherLanguage.sorted().map { pending[$0].id }
            }
        } catch let error as CaseError {
            throw error
        } catch {
            throw .damaged(path: writer.path, problem: "\(error)")
        }
    }
}
