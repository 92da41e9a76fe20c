import Foundation

/// Recognises the lines that a web page puts round an article: cookie notices, share buttons, invitations to comment,
/// bylines.
///
/// Decided by general phrases (data, `page-furniture.txt`) and by layout: the line stands by itself and is short.
struct PageFurniture: Sendable {
    private var whole: Set<[String]> = []
    private var starts: [[String]] = []
    private var sets: [[String]] = []

    /// - Parameter rules: The text of the data file; lines of no known kind are passed over.
    init(rules: String) {
        for line in rules.split(separator: "\n") where !line.hasPrefix("#") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let words = Self.words(line[line.index(after: colon)...])
            guard !words.isEmpty else { continue }
            switch line[..<colon] {
            case "only": whole.insert(words)
            case "start": starts.append(words)
            case "all": sets.append(words)
            default: break
            }
        }
    }

    /// Whether a line of text is furniture. Complexity: linear in its length; long lines are never looked at closely.
    func matches(_ line: some StringProtocol) -> Bool {
        guard line.utf8.count < 300 else { return false }
        let words = Self.words(line)
        guard !words.isEmpty, words.count <= 40 else { return false }
        if whole.contains(words) { return true }
        if words.count <= 12, starts.contains(where: { words.starts(with: $0) }) { return true }
        if sets.contains(where: { $0.allSatisfy(words.contains) }) { return true }
        return isByline(line, words)
    }

    /// "By Jane Doe", "By Jane Doe and John Roe": nothing but names after the first word, no full stop at the end.
    private func isByline(_ line: some StringProtocol, _ words: [String]) -> Bool {
        guard words.count >= 3, words.count <= 9, words[0] == "by", !line.hasSuffix(".") else { return false }
        let parts = line.split(whereSeparator: { $0.isWhitespace })
        return parts.dropFirst().allSatisfy { part in
            part == "and" || part == "&" || part == "|" || part == "for" || part.first?.isUppercase == true
        }
    }

    private static func words(_ line: some StringProtocol) -> [String] {
        line.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "'" && $0 != "’" })
            .map { $0.replacingOccurrences(of: "’", with: "'") }
    }
}

extension Analyzer {
    /// The lines of a document's body that belong to the page, not to the text: cookie notices, share and comment
    /// lines, bylines. `sentences(of:in:)` passes over them.
    ///
    /// - Returns: Ranges of UTF-8 bytes, ascending, each a line without its line break.
    /// - Complexity: Linear in the length of the body.
    public func furniture(of text: String, in body: [Range<Int>]) -> [Range<Int>] {
        var text = text
        return text.withUTF8 { bytes in
            body.flatMap { furniture(bytes, $0.clamped(to: 0..<bytes.count)) }
        }
    }

    func furniture(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var start = range.lowerBound
        for index in range.lowerBound...range.upperBound
        where index == range.upperBound || bytes[index] == UInt8(ascii: "\n") {
            if index > start, index - start < 300 {
                let line = String(decoding: bytes[start..<index], as: UTF8.self)
                if pageFurniture.matches(line.trimmingCharacters(in: .whitespaces)) { found.append(start..<index) }
            }
            start = index + 1
        }
        return found
    }

    /// A body without the given ranges, which lie within it.
    static func body(_ body: [Range<Int>], without gaps: [Range<Int>]) -> [Range<Int>] {
        guard !gaps.isEmpty else { return body }
        var result: [Range<Int>] = []
        var rest = gaps[...]
        for range in body {
            var start = range.lowerBound
            while let gap = rest.first, gap.lowerBound < range.upperBound {
                if gap.lowerBound > start { result.append(start..<gap.lowerBound) }
                start = max(start, gap.upperBound)
                rest = rest.dropFirst()
            }
            if start < range.upperBound { result.append(start..<range.upperBound) }
        }
        return result
    }

    /// The share of words that the model's vocabulary knows, from 0 to 1: about 0.95 for English prose, below 0.6 for
    /// text in another language. 1 where there are no words.
    public func englishShare(of sentences: [Sentence]) -> Double {
        var words = 0
        var known = 0
        for token in sentences.lazy.flatMap(\.tokens) where token.form.contains(where: \.isLetter) {
            words += 1
            var form = token.form
            if form.withUTF8({ model.profiler.words[WordHash.lower($0, 0..<$0.count).0] }) != nil { known += 1 }
        }
        return words == 0 ? 1 : Double(known) / Double(words)
    }

    /// Whether a text seems to be in another language than English: it holds together by the words of another, or it has
    /// twelve words or more of which under 60 % are ones that English texts use. Names alone are in no language.
    public func seemsForeign(_ sentences: [Sentence]) -> Bool {
        if FunctionWords.areForeign(in: sentences) { return true }
        guard sentences.lazy.map(\.tokens.count).reduce(0, +) >= 12 else { return false }
        return englishShare(of: sentences) < 0.6
    }
}
