import EntenteModel

/// From which documents a report was made, so that a check can say what has changed since.
///
/// Like a stamp it stands in the report as one word of ASCII letters, digits and `:.%-`.
struct ReportDocuments: Hashable {
    /// The beginning of each document's SHA-256.
    private let digests: [DocumentID: String]

    private static let prefix = "entente-documents:1:"

    init(_ graph: ActorGraph) {
        digests = Dictionary(
            graph.documents.map { ($0.id, String($0.sha256.prefix(16))) }, uniquingKeysWith: { $1 })
    }

    var word: String {
        Self.prefix
            + digests.sorted { $0.key < $1.key }.map { id, digest in
                "\(ReportStamp.encoded(id.rawValue)):\(ReportStamp.encoded(digest))"
            }.joined(separator: ":")
    }

    /// Reads them back from a written report, Markdown or HTML; nil where it names none.
    init?(report: String) {
        for (opening, closing) in [("<!-- ", " -->"), ("data-documents=\"", "\"")] {
            guard let start = report.firstRange(of: opening + Self.prefix) else { continue }
            let rest = report[start.upperBound...]
            guard let end = rest.firstRange(of: closing) else { continue }
            let parts = rest[..<end.lowerBound].split(separator: ":", omittingEmptySubsequences: false)
                .compactMap { ReportStamp.decoded($0) }
            guard parts.count.isMultiple(of: 2) else { return nil }
            digests = Dictionary(
                stride(from: 0, to: parts.count, by: 2).map { (DocumentID(parts[$0]), parts[$0 + 1]) },
                uniquingKeysWith: { $1 })
            return
        }
        return nil
    }

    /// What has changed since: "added: x, y; removed: z".
    func changes(to now: ReportDocuments) -> String {
        func list(_ what: String, _ ids: [DocumentID]) -> String? {
            guard !ids.isEmpty else { return nil }
            let names = ids.sorted().prefix(4).map(\.rawValue).joined(separator: ", ")
            return "\(what): \(names)" + (ids.count > 4 ? " and \(ids.count - 4) more" : "")
        }
        let parts = [
            list("added", now.digests.keys.filter { digests[$0] == nil }),
            list("removed", digests.keys.filter { now.digests[$0] == nil }),
            list("rewritten", digests.keys.filter { now.digests[$0] != nil && now.digests[$0] != digests[$0] }),
        ].compactMap { $0 }
        return parts.isEmpty ? "the same documents, read or edited differently" : parts.joined(separator: "; ")
    }
}
