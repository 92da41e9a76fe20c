/// The regular forms of English words, so that a word is known whatever lemma an analysis has cut from it.
enum WordForms {
    /// Lemmas by the forms that they take; a form that two verbs share goes to the one whose spelling needs no doubling.
    static func verbs(_ lemmas: [String]) -> [String: String] {
        var result: [String: String] = [:]
        for lemma in lemmas where result[lemma] == nil { result[lemma] = lemma }
        for lemma in lemmas {
            for form in verbForms(lemma) where result[form] == nil { result[form] = lemma }
        }
        for lemma in lemmas {
            guard let last = lemma.last, isDoubling(lemma) else { continue }
            for ending in ["ed", "ing"] where result["\(lemma)\(last)\(ending)"] == nil {
                result["\(lemma)\(last)\(ending)"] = lemma
            }
        }
        return result
    }

    /// Lemmas by their plurals.
    static func nouns(_ lemmas: [String]) -> [String: String] {
        var result: [String: String] = [:]
        for lemma in lemmas {
            result[lemma] = lemma
            let plural = third(lemma)
            if result[plural] == nil { result[plural] = lemma }
        }
        return result
    }

    private static func verbForms(_ lemma: String) -> [String] {
        if lemma.hasSuffix("ee") { return [third(lemma), lemma + "d", lemma + "ing"] }
        if lemma.hasSuffix("e") { return [third(lemma), lemma + "d", lemma.dropLast() + "ing"] }
        if endsInConsonantAndY(lemma) { return [third(lemma), lemma.dropLast() + "ied", lemma + "ing"] }
        return [third(lemma), lemma + "ed", lemma + "ing"]
    }

    /// "attacks", "crushes", "defies"; the same for plurals.
    private static func third(_ lemma: String) -> String {
        if endsInConsonantAndY(lemma) { return lemma.dropLast() + "ies" }
        return ["s", "x", "z", "ch", "sh"].contains { lemma.hasSuffix($0) } ? lemma + "es" : lemma + "s"
    }

    private static func endsInConsonantAndY(_ lemma: String) -> Bool {
        lemma.hasSuffix("y") && !(lemma.dropLast().last.map(isVowel) ?? true)
    }

    /// "ban" → "banned", "shell" not.
    private static func isDoubling(_ lemma: String) -> Bool {
        let end = Array(lemma.suffix(3))
        return end.count == 3 && !isVowel(end[0]) && isVowel(end[1]) && !isVowel(end[2])
            && !["w", "x", "y"].contains(end[2])
    }

    private static func isVowel(_ letter: Character) -> Bool { "aeiou".contains(letter) }
}
