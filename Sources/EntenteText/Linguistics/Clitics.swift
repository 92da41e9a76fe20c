/// English words that are written together with the word before: "n't", "'s", the bare apostrophe of the genitive.
enum Clitics {
    private static let forms: Set<String> = [
        "n't", "'s", "'m", "'re", "'ve", "'ll", "'d", "nt", "not", "na", "ta",
    ]

    /// Whether a word is one surface token with the word before it.
    static func joins(_ token: Token, after previous: Token) -> Bool {
        guard !previous.spaceAfter, previous.form.utf8.last.map(isLetter) ?? false else { return false }
        let form = straightened(token.form)
        if forms.contains(form) { return form.first == "'" || previous.range.upperBound == token.range.lowerBound }
        return form == "'" && token.pennTag == "POS"
    }

    /// The form in lower case with a straight apostrophe.
    private static func straightened(_ form: String) -> String {
        guard form.utf8.count <= 6 else { return "" }
        return String(form.lowercased().map { $0 == "’" || $0 == "`" || $0 == "‘" ? "'" : $0 })
    }

    private static func isLetter(_ byte: UInt8) -> Bool { byte >= 0x80 || (byte | 0x20) >= 97 && (byte | 0x20) <= 122 }
}
