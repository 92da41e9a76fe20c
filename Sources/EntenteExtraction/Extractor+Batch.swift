public import EntenteText

extension Extractor {
    /// Extracts documents on all cores; the results stand in the order of the documents, whoever finishes first.
    ///
    /// - Parameter progress: Called with the number of documents done so far and of all.
    public func extract(
        _ documents: [Document], progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) async -> [DocumentExtraction] {
        await withTaskGroup(of: (Int, DocumentExtraction).self) { group in
            var results = [DocumentExtraction?](repeating: nil, count: documents.count)
            for (place, document) in documents.enumerated() {
                group.addTask { (place, extract(document)) }
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
