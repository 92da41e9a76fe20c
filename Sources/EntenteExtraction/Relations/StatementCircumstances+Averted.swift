import EntenteModel
import EntenteText

/// Deeds that all but came about, are about to come, or belong to the past; the words right before the verb tell, which trees hang
/// now here and now there.
extension StatementCircumstances {
    /// "nearly attacked", "stopped short of attacking", "thought better of attacking", "did nothing to help", "resisted the
    /// temptation to attack".
    func isAverted(_ verb: Int) -> Bool {
        guard tree.isVerb(verb), verb > 1 else { return false }
        let (last, before) = (form(verb - 1), form(verb - 2))
        if lexicon.isCue(last, "nearAdverb") { return true }
        switch last {
        case "of": return before == "short" || before == "better"
        case "to": return before == "temptation" || before == "nothing" && verb > 2 && tree.lemmas[verb - 3] == "do"
        default: return false
        }
    }

    /// "was about to attack", "on the point of attacking".
    func isImminent(_ verb: Int) -> Bool {
        guard tree.isVerb(verb), verb > 2 else { return false }
        if form(verb - 1) == "to", form(verb - 2) == "about" { return tree.lemmas[verb - 3] == "be" }
        return form(verb - 1) == "of" && lexicon.isCue(form(verb - 2), "brinkNoun")
            && verb > 3 && form(verb - 4) == "on"
    }

    /// Whether a state of things that a predicate tells of has ended: "had a base there until 2024", "used to arm", "formerly
    /// supported".
    func isOver(_ predicate: Int, kind: String) -> Bool {
        guard Self.lasting.contains(kind) else { return false }
        var verb = predicate
        for _ in 0..<3 where !tree.isVerb(verb) {
            guard ["obj", "nsubj", "obl", "nmod", "xcomp"].contains(tree.base(verb)), let head = tree.head(verb) else {
                return false
            }
            verb = head
        }
        guard tree.isVerb(verb) else { return false }
        if verb > 1, form(verb - 1) == "to", form(verb - 2) == "used" { return true }
        if tree.children(verb, ["advmod"]).contains(where: { lexicon.isCue(tree.lemmas[$0], "formerAdverb") }) {
            return true
        }
        guard
            tree.tokens[verb].pennTag == "VBD"
                || tree.children(verb, ["aux", "aux:pass", "cop"]).contains(where: { tree.tokens[$0].pennTag == "VBD" })
        else { return false }
        let owned = tree.children(verb, ["obl"]) + tree.children(verb, ["obj"]).flatMap { tree.children($0, ["nmod"]) }
        return owned.contains { time in
            tree.prepositions(time).contains { ["until", "till"].contains($0) }
                && (tree.tokens[time].form.allSatisfy(\.isNumber) || StatementDates.months[form(time)] != nil)
        }
    }

    /// Kinds that last, so that one may be over.
    private static let lasting: Set<String> = [
        "hasForcesIn", "controls", "memberOf", "alliedWith", "suppliesArmsTo", "supports",
        "operatesIn",
        "aids", "hasTiesWith", "tradesWith", "exportsTo", "funds",
    ]

    private func form(_ place: Int) -> String {
        tree.tokens.indices.contains(place) ? tree.tokens[place].form.lowercased() : ""
    }
}
