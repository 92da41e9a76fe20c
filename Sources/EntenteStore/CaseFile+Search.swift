public import EntenteModel
import Foundation
import GRDB

/// A sentence that a search found.
public struct SearchHit: Hashable, Sendable {
    public let document: DocumentID
    /// UTF-8 bytes of the document's text.
    public let range: Range<Int>
    public let text: String
    /// The actors of the graph that it names, by id.
    public let actors: [ActorID]
    /// The relations that rest on it, by id.
    public let relations: [RelationID]
}

extension CaseFile {
    /// Finds sentences by their words, without regard to case, accents and Unicode form.
    ///
    /// All words must be in the sentence, in any order; words between quotation marks stand together, and a star ends
    /// the beginning of a word (`migra*`).
    /// - Parameter limit: How many sentences at most.
    /// - Returns: The best first, by BM25 (Robertson and Zaragoza 2009), ties by document and place.
    /// - Throws: `CaseError.tooOld` where the case has no index yet.
    /// - Complexity: O(sentences with the words + statements of the graph).
    public func search(_ text: String, limit: Int = .max) throws(CaseError) -> [SearchHit] {
        guard let query = SearchQuery(text) else { return [] }
        let found = try CaseConnection.access(path, writing: false) {
            try queue.read { database in
                guard try database.holds(table: "sentence_index") else { throw CaseError.tooOld(path: path) }
                return try Row.fetchAll(
                    database,
                    sql: """
                        SELECT sentence.document, sentence.start, sentence."end", sentence_index.text,
                            (SELECT json_group_array(DISTINCT mention.actor) FROM mention
                                WHERE mention.document = sentence.document AND mention.is_qualifier = 0
                                    AND mention.start >= sentence.start AND mention."end" <= sentence."end")
                        FROM sentence_index JOIN sentence ON sentence.id = sentence_index.rowid
                        WHERE sentence_index MATCH ?
                        ORDER BY bm25(sentence_index), sentence.document, sentence.start LIMIT ?
                        """, arguments: [query.expression, limit == .max ? -1 : limit]
                ).map { row in
                    (
                        document: DocumentID(row[0]), range: (row[1] as Int)..<(row[2] as Int),
                        text: (row[3] as String?) ?? "", actors: Self.list(row[4])
                    )
                }
            }
        }
        let curated = try content().curated
        let joined = Dictionary(
            curated.joined.map { ($0.actor.id, $0.into) }, uniquingKeysWith: { first, _ in first })
        var relations: [DocumentID: [(range: Range<Int>, relation: RelationID)]] = [:]
        let documents = Set(found.map(\.document))
        for relation in curated.graph.relations {
            for statement in relation.statements where documents.contains(statement.document) {
                relations[statement.document, default: []].append((statement.range, relation.id))
            }
        }
        return found.map { hit in
            let resting = (relations[hit.document] ?? []).filter { hit.range.overlaps($0.range) }.map(\.relation)
            let named = hit.actors.map { joined[$0] ?? $0 }.filter { curated.graph[$0] != nil }
            return SearchHit(
                document: hit.document, range: hit.range, text: hit.text,
                actors: Set(named + resting.flatMap { [$0.source, $0.target] }).sorted(),
                relations: Set(resting).sorted())
        }
    }

    private static func list(_ json: String?) -> [ActorID] {
        guard let json, let names = try? JSONDecoder().decode([String].self, from: Data(json.utf8)) else { return [] }
        return names.map { ActorID($0) }
    }
}

/// What a person typed, as an expression of FTS5: every word quoted, so that nothing in it is an operator.
struct SearchQuery {
    let expression: String

    /// Nil where the text holds no word.
    init?(_ text: String) {
        var terms: [String] = []
        for (place, part) in text.split(separator: "\"", omittingEmptySubsequences: false).enumerated() {
            if place.isMultiple(of: 2) {
                for word in part.split(whereSeparator: \.isWhitespace) where Self.isWord(word) {
                    let isStart = word.hasSuffix("*")
                    terms.append("\"\(word.filter { $0 != "*" && $0 != "\0" })\"" + (isStart ? "*" : ""))
                }
            } else if Self.isWord(part) {
                terms.append("\"\(part.filter { $0 != "\0" })\"")
            }
        }
        guard !terms.isEmpty else { return nil }
        expression = terms.joined(separator: " AND ")
    }

    private static func isWord(_ part: Substring) -> Bool { part.contains { $0.isLetter || $0.isNumber } }
}
