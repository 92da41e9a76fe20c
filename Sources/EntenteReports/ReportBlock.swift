import EntenteModel

/// A block of a report: a command line with the attributes of its fence.
///
/// ````markdown
/// ```{.entente #fig:talks caption="Who talks to whom" evidence=yes}
/// map --around Taliban --kind negotiatesWith
/// ```
/// ````
/// A block holds one command, without `entente` before it; it may run over several lines. Words are split as a shell
/// splits them, with quotes and backslashes; nothing is expanded.
public struct ReportBlock: Sendable, Hashable {
    /// For cross references (`@fig:talks`): letters, digits and `:._-`; nil where the block has none.
    public let identifier: String?
    public let caption: String?
    /// Whether the evidence behind a map's lines is listed; nil for the way of the format.
    public let showsEvidence: Bool?
    /// The command and its arguments.
    public let words: [String]

    public init(identifier: String?, caption: String?, showsEvidence: Bool?, words: [String]) {
        self.identifier = identifier
        self.caption = caption
        self.showsEvidence = showsEvidence
        self.words = words
    }

    /// Reads the text behind the fence (the info string) and the lines of the block; nil where it is not one of ours.
    ///
    /// - Throws: `ReportProblem` where it is ours but cannot be understood.
    public init?(info: String, text: String) throws(ReportProblem) {
        let info = info.trimmed
        let isBraced = info.hasPrefix("{")
        guard isBraced || info == "entente" || info.hasPrefix("entente ") || info.hasPrefix("entente{") else {
            return nil
        }
        var rest = isBraced ? info : String(info.dropFirst("entente".count)).trimmed
        var classes = isBraced ? [] : ["entente"]
        var identifier: String?
        var pairs: [(String, String)] = []
        if rest.hasPrefix("{") {
            guard rest.hasSuffix("}") else {
                if isBraced, !info.contains(".entente") { return nil }
                throw ReportProblem("the attributes of the block have no closing '}'; write {.entente #fig:name}")
            }
            rest = String(rest.dropFirst().dropLast())
        }
        for word in try Self.words(rest) {
            if word.hasPrefix(".") {
                classes.append(String(word.dropFirst()))
            } else if word.hasPrefix("#") {
                identifier = String(word.dropFirst())
            } else if let sign = word.firstIndex(of: "=") {
                pairs.append((String(word[..<sign]), String(word[word.index(after: sign)...])))
            } else {
                guard classes.contains("entente") else { return nil }
                throw ReportProblem("'\(word)' is no attribute; write #fig:name, caption=\"…\" or evidence=yes")
            }
        }
        guard classes.contains("entente") else { return nil }
        try self.init(identifier: identifier, attributes: pairs, text: text)
    }

    /// Makes a block of attributes that were read elsewhere, by pandoc.
    ///
    /// - Throws: `ReportProblem` where an attribute or the command line cannot be understood.
    public init(identifier: String?, attributes: [(String, String)], text: String) throws(ReportProblem) {
        let identifier = identifier.flatMap { $0.isEmpty ? nil : $0 }
        if let identifier {
            let isSound = identifier.utf8.count <= 200 && identifier.unicodeScalars.allSatisfy(Self.isNameScalar)
            guard isSound else {
                throw ReportProblem(
                    "the id '#\(identifier)' is not usable; take letters, digits and ':._-', as in #fig:talks")
            }
        }
        var (caption, evidence): (String?, Bool?) = (nil, nil)
        for (name, value) in attributes {
            switch name {
            case "caption": caption = value
            case "evidence":
                guard ["yes", "no"].contains(value) else {
                    throw ReportProblem("evidence=\(value) is neither 'yes' nor 'no'")
                }
                evidence = value == "yes"
            default:
                throw ReportProblem("no attribute '\(name)'; a block takes #id, caption=\"…\" and evidence=yes|no")
            }
        }
        let lines = text.split(whereSeparator: \.isNewline).map { String($0).trimmed }
            .filter { !$0.isEmpty && !$0.hasPrefix("#") }
            .map { $0.hasSuffix("\\") ? String($0.dropLast()) : $0 }
        var words = try Self.words(lines.joined(separator: " "))
        if words.first == "entente" { words.removeFirst() }
        guard !words.isEmpty else {
            throw ReportProblem("the block is empty; write a command, for example: map --around Taliban")
        }
        self.init(identifier: identifier, caption: caption, showsEvidence: evidence, words: words)
    }

    /// The block in one line, the same for blocks that mean the same: what its digest is made of.
    var canonical: String {
        let attributes = [
            identifier.map { "#" + $0 }, caption.map { "caption=" + $0 }, showsEvidence.map { "evidence=\($0)" },
        ]
        return (words + ["{"] + attributes.compactMap { $0 }).map { $0.replacing("\u{0}", with: "\u{FFFD}") }
            .joined(separator: "\u{0}")
    }

    static func isNameScalar(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", ":", ".", "_", "-": true
        default: false
        }
    }

    /// Splits a line as a shell does, with quotes and backslashes and without expanding anything.
    static func words(_ line: String) throws(ReportProblem) -> [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        var characters = line.makeIterator()
        while let character = characters.next() {
            if let open = quote {
                if character == open {
                    quote = nil
                } else if character == "\\", open == "\"", let next = characters.next() {
                    if next != "\"", next != "\\" { word?.append("\\") }
                    word?.append(next)
                } else {
                    word?.append(character)
                }
                continue
            }
            switch character {
            case "\"", "'":
                quote = character
                word = word ?? ""
            case "\\":
                guard let next = characters.next() else { break }
                word = (word ?? "") + String(next)
            case _ where character.isWhitespace:
                if let done = word { words.append(done) }
                word = nil
            default: word = (word ?? "") + String(character)
            }
        }
        if let quote { throw ReportProblem("a quotation mark \(quote) is not closed in: \(line)") }
        if let word { words.append(word) }
        return words
    }
}

/// Why a block of a report has no answer, with what to do next. It is shown in the report where the block stands.
public struct ReportProblem: Error, Sendable, Hashable, CustomStringConvertible {
    public let description: String
    /// Whether a time limit ran out, rather than that the block is wrong.
    public let isTimeLimit: Bool

    public init(_ description: String, isTimeLimit: Bool = false) {
        self.description = description
        self.isTimeLimit = isTimeLimit
    }
}

extension String {
    var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
