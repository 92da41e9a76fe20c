/// What is wrong with a CoNLL-U text, and in which line.
public struct CoNLLUError: Error, Equatable, CustomStringConvertible {
    /// Counted from 1.
    public let line: Int
    public let problem: String

    public var description: String { "line \(line): \(problem)" }
}

/// A sentence as read from CoNLL-U: the words, the surface tokens that hold several of them, and the comments.
public struct CoNLLUSentence: Hashable, Sendable {
    /// The lines that begin with `#`, without it and the blank after it.
    public var comments: [String]
    /// The words. `range` counts UTF-8 bytes from the beginning of the text that the reader rebuilt.
    public var sentence: Sentence
    /// Positions of the words of each surface token that holds more than one ("don't").
    public var multiwordTokens: [Range<Int>]
    /// The MISC column of each word, "_" where there is none.
    public var miscellaneous: [String]
    /// True where the sentence begins a document.
    public var startsDocument: Bool
}

/// Reads and writes CoNLL-U, the exchange format of Universal Dependencies
/// (https://universaldependencies.org/format.html).
public enum CoNLLU {
    /// Reads CoNLL-U and rebuilds the running text that it annotates.
    ///
    /// Forms are joined by a blank unless `SpaceAfter=No` stands in MISC; a paragraph (`# newpar`) or document begins
    /// after an empty line. Ranges stand on that text; words of a multiword token whose forms do not add up to it
    /// stand on the whole of it. Lines with a decimal id (empty nodes) are passed over.
    ///
    /// - Complexity: Linear in the length of the text.
    /// - Throws: `CoNLLUError` at the first malformed line: a wrong number of columns, an id out of sequence, a head
    ///   that is not in the sentence, no root or several, a cycle.
    public static func read(_ source: String) throws(CoNLLUError) -> (text: String, sentences: [CoNLLUSentence]) {
        var reader = CoNLLUReader()
        var number = 0
        for line in source.split(separator: "\n", omittingEmptySubsequences: false) {
            number += 1
            try reader.take(line.utf8.last == UInt8(ascii: "\r") ? line.dropLast() : line, number: number)
        }
        try reader.endSentence(number: number)
        return (reader.text, reader.sentences)
    }

    /// Writes sentences as CoNLL-U.
    ///
    /// - Parameters:
    ///   - sentences: The sentences of one document in order.
    ///   - text: The document's text, whose bytes the sentences stand on; gives `# text`.
    ///   - identifier: Name of the document, for `# newdoc` and `# sent_id`.
    public static func write(_ sentences: [Sentence], of text: String, identifier: String) -> String {
        var text = text
        var output = "# newdoc id = \(oneLine(identifier))\n"
        text.withUTF8 { bytes in
            for (position, sentence) in sentences.enumerated() {
                output += write(sentence, number: position + 1, of: bytes, identifier: identifier)
            }
        }
        return output
    }

    /// One sentence of a document.
    ///
    /// - Parameters:
    ///   - number: Its place in the document, from 1.
    ///   - text: The document's text.
    package static func write(
        _ sentence: Sentence, number: Int, of text: UnsafeBufferPointer<UInt8>, identifier: String
    ) -> String {
        var output = sentence.startsParagraph ? "# newpar\n" : ""
        output += "# sent_id = \(oneLine(identifier))-\(number)\n"
        let range = sentence.range.clamped(to: 0..<text.count)
        output += "# text = \(oneLine(String(decoding: text[range], as: UTF8.self)))\n"
        append(sentence, to: &output)
        return output + "\n"
    }

    /// The line with which a document begins.
    package static func heading(_ identifier: String) -> String { "# newdoc id = \(oneLine(identifier))\n" }

    /// Positions of the words that are written as one ("do" and "n't"), for each such group.
    package static func multiwordTokens(of sentence: Sentence) -> [Range<Int>] {
        let tokens = sentence.tokens
        var groups: [Range<Int>] = []
        var index = 0
        while index < tokens.count {
            var end = index + 1
            while end < tokens.count, Clitics.joins(tokens[end], after: tokens[end - 1]) { end += 1 }
            if end > index + 1 { groups.append(index..<end) }
            index = end
        }
        return groups
    }

    private static func append(_ sentence: Sentence, to output: inout String) {
        let tokens = sentence.tokens
        var index = 0
        var groups = multiwordTokens(of: sentence)[...]
        while index < tokens.count {
            var end = index + 1
            if let group = groups.first, group.lowerBound == index {
                end = group.upperBound
                groups = groups.dropFirst()
            }
            if end > index + 1 {
                let surface = tokens[index..<end].map(\.form).joined()
                let space = tokens[end - 1].spaceAfter || end == tokens.count ? "_" : "SpaceAfter=No"
                output += "\(index + 1)-\(end)\t\(surface)\t_\t_\t_\t_\t_\t_\t_\t\(space)\n"
            }
            for place in index..<end {
                let token = tokens[place]
                let single = end == index + 1
                let space = token.spaceAfter || place + 1 == tokens.count || !single ? "_" : "SpaceAfter=No"
                output += "\(place + 1)\t\(cell(token.form))\t\(cell(token.lemma))\t\(cell(token.universalTag))\t"
                output += "\(cell(token.pennTag))\t\(cell(token.features))\t"
                if token.relation.isEmpty {
                    output += "_\t_\t_\t\(space)\n"
                } else {
                    output += "\(token.head.map { $0 + 1 } ?? 0)\t\(token.relation)\t_\t\(space)\n"
                }
            }
            index = end
        }
    }

    private static func cell(_ text: String) -> String { text.isEmpty ? "_" : oneLine(text) }

    private static func oneLine(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 9 || $0 == 10 || $0 == 13 }) else { return text }
        return String(decoding: text.utf8.map { $0 == 9 || $0 == 10 || $0 == 13 ? 32 : $0 }, as: UTF8.self)
    }
}

private struct CoNLLUReader {
    var text = ""
    var sentences: [CoNLLUSentence] = []
    private var length = 0
    private var comments: [String] = []
    private var tokens: [Token] = []
    private var miscellaneous: [String] = []
    private var lines: [Int] = []
    private var heads: [Int] = []
    private var multiword: [Range<Int>] = []
    private var startsDocument = true
    private var startsParagraph = true
    private var pendingSpace = false
    /// The multiword token being read: the id of its last word, where it began, its form and how much is used up.
    private var surface: (last: Int, form: String, range: Range<Int>, spaceAfter: Bool, used: Int)?

    mutating func take(_ line: Substring, number: Int) throws(CoNLLUError) {
        if line.isEmpty { return try endSentence(number: number) }
        if line.utf8.first == UInt8(ascii: "#") {
            let comment = line.dropFirst().drop { $0 == " " }
            if comment.hasPrefix("newdoc") {
                startsDocument = true
                startsParagraph = true
            }
            if comment == "newpar" || comment.hasPrefix("newpar ") || comment.hasPrefix("newpar=") {
                startsParagraph = true
            }
            comments.append(String(comment))
            return
        }
        let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
        guard cells.count == 10 else {
            throw CoNLLUError(line: number, problem: "has \(cells.count) columns, not 10 parted by tabs")
        }
        if cells[0].contains(".") { return }
        let spaceAfter = !cells[9].split(separator: "|").contains("SpaceAfter=No")
        if cells[0].contains("-") { return try beginSurface(cells, spaceAfter: spaceAfter, number: number) }
        guard let id = Int(cells[0]), id == tokens.count + 1 else {
            throw CoNLLUError(
                line: number, problem: "the id '\(cells[0])' stands where \(tokens.count + 1) is expected")
        }
        guard !cells[1].isEmpty else { throw CoNLLUError(line: number, problem: "the form is empty") }
        var head = -1
        if cells[6] != "_" {
            guard let value = Int(cells[6]), value >= 0 else {
                throw CoNLLUError(line: number, problem: "the head '\(cells[6])' is not a number from 0")
            }
            head = value
        }
        let form = String(cells[1])
        let (range, space) = place(form, id: id, spaceAfter: spaceAfter)
        heads.append(head)
        lines.append(number)
        miscellaneous.append(String(cells[9]))
        tokens.append(
            Token(
                range: range, form: form, lemma: empty(cells[2]), universalTag: empty(cells[3]),
                pennTag: empty(cells[4]), features: empty(cells[5]), head: head > 0 ? head - 1 : nil,
                relation: empty(cells[7]), spaceAfter: space))
    }

    private func empty(_ cell: Substring) -> String { cell == "_" ? "" : String(cell) }

    private mutating func beginSurface(_ cells: [Substring], spaceAfter: Bool, number: Int) throws(CoNLLUError) {
        let ends = cells[0].split(separator: "-").map { Int($0) }
        guard ends.count == 2, let first = ends[0], let last = ends[1], first == tokens.count + 1, last > first else {
            throw CoNLLUError(line: number, problem: "the range of ids '\(cells[0])' is out of sequence")
        }
        let form = String(cells[1])
        surface = (last, form, write(form), spaceAfter, 0)
        pendingSpace = spaceAfter
        multiword.append(first - 1..<last)
    }

    /// Appends a form to the text, after the white space that is due.
    private mutating func write(_ form: String) -> Range<Int> {
        if tokens.isEmpty && surface == nil {
            let gap = text.isEmpty ? "" : startsParagraph ? "\n\n" : pendingSpace ? " " : ""
            text += gap
            length += gap.utf8.count
        } else if pendingSpace {
            text += " "
            length += 1
        }
        let start = length
        text += form
        length += form.utf8.count
        return start..<length
    }

    private mutating func place(_ form: String, id: Int, spaceAfter: Bool) -> (Range<Int>, Bool) {
        guard var current = surface else {
            let range = write(form)
            pendingSpace = spaceAfter
            return (range, spaceAfter)
        }
        var range = current.range
        let rest = current.form.utf8.dropFirst(current.used)
        if rest.starts(with: form.utf8) {
            range = range.lowerBound + current.used..<range.lowerBound + current.used + form.utf8.count
            current.used += form.utf8.count
        }
        surface = id == current.last ? nil : current
        return (range, id == current.last ? current.spaceAfter : false)
    }

    mutating func endSentence(number: Int) throws(CoNLLUError) {
        if let surface {
            throw CoNLLUError(
                line: number, problem: "the sentence ends before word \(surface.last) of '\(surface.form)'")
        }
        guard !tokens.isEmpty else { return }
        try checkTree()
        let first = tokens.map(\.range.lowerBound).min() ?? 0
        let last = tokens.map(\.range.upperBound).max() ?? 0
        sentences.append(
            CoNLLUSentence(
                comments: comments,
                sentence: Sentence(range: first..<last, tokens: tokens, startsParagraph: startsParagraph),
                multiwordTokens: multiword, miscellaneous: miscellaneous, startsDocument: startsDocument))
        comments = []
        tokens = []
        miscellaneous = []
        lines = []
        heads = []
        multiword = []
        startsDocument = false
        startsParagraph = false
    }

    private func checkTree() throws(CoNLLUError) {
        guard heads.contains(where: { $0 >= 0 }) else { return }
        var root: Int?
        for (index, head) in heads.enumerated() {
            let line = lines[index]
            guard head >= 0 else { throw CoNLLUError(line: line, problem: "the word has no head while others have") }
            guard head <= heads.count else {
                throw CoNLLUError(
                    line: line, problem: "the head \(head) is not in the sentence of \(heads.count) words")
            }
            if head == 0 {
                if root != nil { throw CoNLLUError(line: line, problem: "a second word with head 0") }
                root = index
            }
        }
        guard root != nil else { throw CoNLLUError(line: lines[0], problem: "no word of the sentence has head 0") }
        // 0: not seen, 1: on the path being followed, 2: known to reach the root.
        var state = [UInt8](repeating: 0, count: heads.count)
        for start in heads.indices {
            var path: [Int] = []
            var index = start
            while state[index] == 0 {
                state[index] = 1
                path.append(index)
                guard heads[index] > 0 else { break }
                index = heads[index] - 1
            }
            if heads[index] > 0 && state[index] == 1 {
                throw CoNLLUError(line: lines[index], problem: "the heads form a cycle")
            }
            for place in path { state[place] = 2 }
        }
    }
}
