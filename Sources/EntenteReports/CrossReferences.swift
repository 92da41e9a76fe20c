/// References in the text of a report, `@fig:talks` or `[@fig:talks]`, to the blocks of these ids.
struct CrossReferences {
    private let names: [String: String]

    init(_ names: [String: String]) { self.names = names }

    /// The text with every reference to a known id replaced; others stay as they are.
    ///
    /// - Parameters:
    ///   - text: Writes what stands between references.
    ///   - link: Writes a reference, given the id and the name: "fig:talks", "Figure 2".
    func replaced(_ source: String, text: (String) -> String, link: (String, String) -> String) -> String {
        var out = ""
        var rest = source[...]
        var pending = ""
        while let sign = rest.firstIndex(of: "@") {
            let after = rest[rest.index(after: sign)...]
            // A point at the end closes the sentence, not the id.
            var id = String(
                after.prefix { character in character.unicodeScalars.allSatisfy(ReportBlock.isNameScalar) })
            while names[id] == nil, let last = id.last, ".:-_".contains(last) { id.removeLast() }
            let isWord = rest[..<sign].last.map { !$0.isLetter && !$0.isNumber } ?? true
            guard isWord, let name = names[id] else {
                pending += rest[...sign]
                rest = after
                continue
            }
            pending += rest[..<sign]
            rest = after.dropFirst(id.count)
            if pending.hasSuffix("["), rest.hasPrefix("]") {
                pending.removeLast()
                rest = rest.dropFirst()
            }
            out += text(pending) + link(id, name)
            pending = ""
        }
        return out + text(pending + rest)
    }
}
