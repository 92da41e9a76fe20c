import EntenteModel
import EntenteText

/// The texts of documents as a page needs them: whole where they are few, else the surroundings of what they say,
/// with every place in UTF-16 units, in which scripts count.
struct DocumentExcerpts {
    struct Part {
        /// Where it stands in the whole text, in UTF-16 units.
        let start: Int
        let text: String
    }

    /// By document, ascending and disjoint; nothing for documents without a text.
    private(set) var parts: [DocumentID: [Part]] = [:]
    /// Lengths of the whole texts in UTF-16 units.
    private(set) var lengths: [DocumentID: Int] = [:]
    private var units: [DocumentID: [Int: Int]] = [:]

    /// How much stays on either side of a statement where texts are cut, in bytes.
    private static let surroundings = 700

    /// - Parameter limit: Above so many bytes of text altogether, texts are cut.
    /// - Complexity: O(bytes of text + statements · log statements).
    init(of relations: [Relation], texts: [DocumentID: String], limit: Int) {
        var ranges: [DocumentID: Set<Range<Int>>] = [:]
        for relation in relations {
            for statement in relation.statements where texts[statement.document] != nil {
                ranges[statement.document, default: []].insert(statement.range)
            }
        }
        let total = texts.values.reduce(0) { $0 + $1.utf8.count }
        for (document, text) in texts {
            // A range that does not fit is from another text than this one; the page then shows its sentence alone.
            let own = (ranges[document] ?? []).filter { text.slice($0) != nil }
            let kept = total > limit ? Self.cut(text, around: own) : [0..<text.utf8.count]
            var wanted = Set(own.flatMap { [$0.lowerBound, $0.upperBound] })
            for range in kept { wanted.insert(range.lowerBound) }
            units[document] = Self.units(of: text, at: wanted.sorted())
            lengths[document] = text.utf16.count
            parts[document] = kept.compactMap { range in
                guard let start = units[document]?[range.lowerBound], let piece = text.slice(range) else { return nil }
                return Part(start: start, text: piece)
            }
        }
    }

    /// Where a byte of a document stands in UTF-16 units; nil where the document has no text here, or another one.
    func unit(at byte: Int, of document: DocumentID) -> Int? { units[document]?[byte] }

    private static func units(of text: String, at bytes: [Int]) -> [Int: Int] {
        var result: [Int: Int] = [:]
        var (index, byte, unit) = (text.utf8.startIndex, 0, 0)
        for wanted in bytes where wanted <= text.utf8.count {
            let next = text.utf8.index(index, offsetBy: wanted - byte)
            unit += text.utf16.distance(from: index, to: next)
            (index, byte) = (next, wanted)
            result[wanted] = unit
        }
        return result
    }

    /// The surroundings of ranges, joined where they touch, cut where lines or words end.
    private static func cut(_ text: String, around ranges: Set<Range<Int>>) -> [Range<Int>] {
        let bytes = Array(text.utf8)
        func isBreak(_ place: Int) -> Bool { bytes[place] == 0x0A || bytes[place] == 0x20 }
        var result: [Range<Int>] = []
        for range in ranges.sorted(by: { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }) {
            var start = max(0, range.lowerBound - surroundings)
            while start > 0, start < range.lowerBound, !isBreak(start) { start += 1 }
            var end = min(bytes.count, range.upperBound + surroundings)
            while end < bytes.count, end > range.upperBound, !isBreak(end) { end -= 1 }
            if let last = result.last, start <= last.upperBound {
                result[result.count - 1] = last.lowerBound..<max(last.upperBound, end)
            } else {
                result.append(start..<end)
            }
        }
        return result
    }
}
