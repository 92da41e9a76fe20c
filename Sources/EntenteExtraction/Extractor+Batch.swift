public import EntenteModel
public import EntenteText

extension Extractor {
    /// Extracts documents on all cores; the results stand in the order of the documents, whoever finishes first.
    ///
    /// - Parameters:
    ///   - parsed: The sentences of documents that were parsed elsewhere.
    ///   - progress: Called with the number of documents done so far and of all.
    public func extract(
        _ documents: [Document], parsed: [DocumentID: [Sentence]] = [:],
        progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) async -> [DocumentExtraction] {
        await withTaskGroup(of: (Int, DocumentExtraction).self) { group in
            var results = [DocumentExtraction?](repeating: nil, count: documents.count)
            for (place, document) in documents.enumerated() {
                group.addTask {
                    let sentences = parsed[document.id]
                    return (place, sentences.map { extract(document, sentences: $0) } ?? extract(document))
                }
            }
            var done = 0
            for await (place, extraction) in group {
                results[place] = extraction
                done += 1
                progress(done, documents.count)
            }
            return results.compactMap { $0 }
        }
    }
}
