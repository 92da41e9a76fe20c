import EntenteModel
import EntenteText

/// Which frames a word may be the predicate of: its forms, and the words that have to stand beside it or must not.
extension PredicateMatcher {
    /// Frames that a word may be the predicate of.
    func frames(at place: Int, _ tree: SentenceTree) -> [PredicateFrame] {
        var result: [PredicateFrame] = []
        let lemma = tree.lemmas[place]
        // "Rwanda-backed": participles before a noun are often tagged as adjectives; "close to" is no form of closing.
        let form = tree.tokens[place].form.lowercased()
        let isGerund = tree.isVerb(place) && form.hasSuffix("ing") && tree.children(place, ["obj", "nsubj"]).isEmpty
        if tree.isVerb(place)
            || ["acl", "amod"].contains(tree.base(place)) && (form != lemma || tree.isHyphenated(place))
        {
            let lemmas = [lemma, verbForms[form], lemma + "e", Self.undoubled(lemma)].compactMap { $0 }
            result += (lemmas.lazy.compactMap { verbs[$0] }.first ?? []).filter { hasComplement($0, place, tree) }
        }
        if tree.tokens[place].universalTag == "ADJ" || tree.tokens[place].pennTag == "VBN" {
            result += adjectives[form] ?? []
        }
        if tree.isNoun(place) || isGerund, tree.mention(around: place)?.role != .name {
            result += (nouns[isGerund ? form : lemma] ?? nounForms[form].flatMap { nouns[$0] } ?? [])
                .filter { isQualified($0, place, tree) }
        }
        if tree.isNoun(place) {
            result += (roles[lemma] ?? nounForms[form].flatMap { roles[$0] } ?? [])
                .filter { isQualified($0, place, tree) }
        }
        if tree.mention(at: place)?.role == .name {
            result += attached
            // "the soldiers are still in Tigray"
            if !tree.children(place, ["cop"]).isEmpty {
                result += (verbs["be"] ?? []).filter { $0.complements.isEmpty && hasComplement($0, place, tree) }
            }
        }
        return result.filter { !isExcluded($0, place, tree) }
    }

    /// "travell" as "travel": a lemma that was cut from "travelled".
    private static func undoubled(_ lemma: String) -> String {
        let end = lemma.suffix(2)
        return end.count == 2 && end.first == end.last ? String(lemma.dropLast()) : lemma
    }

    private func isExcluded(_ frame: PredicateFrame, _ place: Int, _ tree: SentenceTree) -> Bool {
        if frame.form == .attached, frame.notWith.contains(tree.lemmas[place]) { return true }
        if frame.form == .nouns, !frame.governors.isEmpty { return !isGoverned(frame, place, tree) }
        if frame.form == .verbs, frame.complements.isEmpty, hasChangingParticle(frame, place, tree) { return true }
        guard !frame.notWith.isEmpty else { return false }
        return tree.children(place).contains { child in
            if frame.notWith.contains(tree.lemmas[child]) { return true }
            switch tree.base(child) {
            // "fight alongside the army"
            case "obl": return tree.prepositions(child).contains { frame.notWith.contains($0) }
            // "thousands of refugees travelled"
            case "nsubj":
                return tree.children(child, ["nmod"]).contains {
                    tree.prepositions($0) == ["of"] && frame.notWith.contains(tree.lemmas[$0])
                }
            default: return false
            }
        }
    }

    /// "ruled out", "turned down", "called off": with a particle of its own such a verb means something else.
    private func hasChangingParticle(_ frame: PredicateFrame, _ verb: Int, _ tree: SentenceTree) -> Bool {
        guard lexicon.isCue(frame.lemma, "particleVerb") else { return false }
        return tree.children(verb).contains { child in
            (tree.has(child, "compound:prt") || child == verb + 1 && tree.base(child) == "advmod")
                && lexicon.isCue(tree.lemmas[child], "particle") && !frame.target.contains(tree.lemmas[child])
        }
    }

    /// "its border with Niger remains closed": whether one of the frame's words governs a noun or says what it is.
    private func isGoverned(_ frame: PredicateFrame, _ noun: Int, _ tree: SentenceTree) -> Bool {
        func stands(_ word: Int) -> Bool {
            frame.governors.contains(tree.lemmas[word])
                || frame.governors.contains(tree.tokens[word].form.lowercased())
                || verbForms[tree.tokens[word].form.lowercased()].map { frame.governors.contains($0) } ?? false
        }
        if let head = tree.head(noun), !["nmod", "conj", "compound"].contains(tree.base(noun)) {
            if stands(head) || tree.children(head, ["xcomp"]).contains(where: stands) { return true }
        }
        return tree.children(noun, ["amod", "acl"]).contains(where: stands)
    }

    /// "open fire", "carry out": the further word must be the verb's object, particle or oblique.
    private func hasComplement(_ frame: PredicateFrame, _ verb: Int, _ tree: SentenceTree) -> Bool {
        if !frame.subjects.isEmpty {
            let subject =
                tree.children(verb, ["nsubj", "nsubj:pass"]).first ?? (tree.base(verb) == "acl" ? tree.head(verb) : nil)
            let isRight =
                subject.map { subject in
                    tree.coordinated(subject).contains { frame.subjects.contains(tree.lemmas[$0]) }
                        || tree.children(subject, ["nmod"]).contains {
                            tree.prepositions($0) == ["of"] && frame.subjects.contains(tree.lemmas[$0])
                        }
                } ?? false
            if !isRight { return false }
        }
        guard !frame.complements.isEmpty else { return true }
        return tree.children(verb, ["obj", "compound", "obl", "advmod", "xcomp", "case", "iobj"]).contains { child in
            frame.complements.contains(tree.lemmas[child])
                // "took in a million people": a particle that the parse takes for a preposition.
                || tree.base(child) == "obl"
                    && tree.children(child, ["case"]).contains {
                        $0 == verb + 1 && frame.complements.contains(tree.lemmas[$0])
                    }
                // "gave millions in aid", "a set of guarantees"
                || ["obj", "obl"].contains(tree.base(child))
                    && tree.children(child, ["nmod"]).contains {
                        frame.complements.contains(tree.lemmas[$0])
                            && !["with", "by", "to", "from"].contains(tree.prepositions($0).first ?? "with")
                    }
        }
            // The particle of a passive or a relative clause can end up as a bare preposition or as the subject.
            || tree.children(verb, ["nsubj:pass"]).contains { frame.complements.contains(tree.lemmas[$0]) }
            // "troops sent to Mali"
            || ["acl", "amod"].contains(tree.base(verb))
                && (tree.head(verb).map { head in
                    frame.complements.contains(tree.lemmas[head])
                        // "a declaration of principles that they signed"
                        || tree.prepositions(head) == ["of"]
                            && (tree.head(head).map { frame.complements.contains(tree.lemmas[$0]) } ?? false)
                } ?? false)
    }

    /// "arms sales", "sales of weapons": a noun of which only some mean the relation.
    private func isQualified(_ frame: PredicateFrame, _ noun: Int, _ tree: SentenceTree) -> Bool {
        guard !frame.complements.isEmpty else { return true }
        return tree.children(noun).contains { child in
            guard ["compound", "amod", "nmod"].contains(tree.base(child)) else { return false }
            guard tree.base(child) != "nmod" || tree.prepositions(child) == ["of"] else { return false }
            return frame.complements.contains(tree.lemmas[child])
                || tree.children(child, ["conj", "compound"]).contains { frame.complements.contains(tree.lemmas[$0]) }
        }
    }
}
