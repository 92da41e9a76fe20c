import EntenteModel
import EntenteText

/// Who does what a noun says, who is called by it, and between whom it is.
extension PredicateArguments {
    /// Who does what a noun says: "Mali's attack", "the Malian attack", "an attack by Mali", "Mali launched an attack".
    ///
    /// - Parameter prepositions: Further prepositions behind which this noun has its doer.
    func agentsOfNoun(
        _ noun: Int, depth: Int = 0, behind further: Set<String> = [], isShared: Bool = false
    ) -> [ActorID] {
        guard depth < 5 else { return [] }
        var result: [ActorID] = []
        func add(_ ids: [ActorID]) { for id in ids where !result.contains(id) { result.append(id) } }
        for child in tree.children(noun) {
            let prepositions = tree.prepositions(child)
            switch tree.base(child) {
            case "nmod" where tree.has(child, "nmod:poss"): add(actors(child))
            case "nmod" where prepositions == ["by"], "obl" where prepositions == ["by"]: add(actors(child))
            case "nmod" where prepositions == ["from"], "acl" where prepositions == ["from"]: add(actors(child))
            case "nmod" where !further.isDisjoint(with: prepositions): add(actors(child))
            case "compound", "amod":
                for part in tree.coordinated(child) {
                    if let mention = tree.mention(around: part) { add([mention.actor]) }
                }
            default: break
            }
        }
        if !result.isEmpty { return result }
        // "Ethiopia was at war with", "Chad is home to"
        if !tree.children(noun, ["cop"]).isEmpty, let subject = tree.children(noun, ["nsubj"]).first {
            add(actors(subject))
        }
        if !result.isEmpty { return result }
        // "the killing of N. N. by Mali": hung on the one who suffers it.
        for child in tree.children(noun, ["nmod"]) where tree.prepositions(child) == ["of"] {
            for inner in tree.children(child, ["nmod"]) where tree.prepositions(inner) == ["by"] { add(actors(inner)) }
        }
        if !result.isEmpty { return result }
        if let entrusted = entrusted(noun) { return entrusted }
        // A support verb lends its subject: "launched an attack", "warned during talks", but not "appealed for help".
        let prepositions = tree.prepositions(noun)
        let isSupported =
            tree.base(noun) == "obl"
            ? prepositions.contains { lexicon.isCue($0, "supportPreposition") }
            : ["obj", "xcomp"].contains(tree.base(noun))
        if let verb = tree.head(noun), tree.isVerb(verb), isSupported {
            if isAnothers(noun, isShared: isShared) { return [] }
            return subjects(verb, depth: depth + 1)
        }
        if tree.base(noun) == "conj", let head = tree.head(noun), tree.isNoun(head) {
            return agentsOfNoun(head, depth: depth + 1, behind: further, isShared: isShared)
        }
        return []
    }

    /// "condemned the invasion of Ukraine by Russia": blamed is who did it; nil where no deed is condemned.
    func blamed(by verb: Int) -> [ActorID]? {
        let deeds = tree.children(verb, ["obj"]).filter {
            lexicon.isCue(tree.lemmas[$0], "deedNoun") && tree.mention(around: $0) == nil
        }
        guard !deeds.isEmpty else { return nil }
        let sufferers = Set(deeds.flatMap { behind(["of"], of: $0) })
        return deeds.flatMap { agentsOfNoun($0) }.filter { !sufferers.contains($0) }
    }

    /// To whom a task is given, who does it then: "entrusted the guarding of the border to the rebels"; nil where none is given.
    private func entrusted(_ noun: Int) -> [ActorID]? {
        guard tree.base(noun) == "obj" || tree.has(noun, "nsubj:pass"), let verb = tree.head(noun), tree.isVerb(verb),
            lexicon.isCue(tree.lemmas[verb], "entrustingVerb")
        else { return nil }
        let receivers = behind(["to"], of: verb)
        if !receivers.isEmpty { return receivers }
        // Hung on a word in between.
        let circumstances = tree.children(verb, ["obl"]).flatMap { [$0] + tree.children($0, ["nmod"]) }
        let named = circumstances.filter { tree.prepositions($0) == ["to"] }.flatMap { actors($0) }
        return named.isEmpty ? nil : named
    }

    /// "condemned the attack", "repelled an assault": what the subject speaks of or suffers is somebody else's deed.
    ///
    /// - Parameter isShared: Whether the noun names what several have together: who expects talks will mostly sit at the table.
    func isAnothers(_ noun: Int, isShared: Bool) -> Bool {
        var noun = noun
        for _ in 0..<4 {
            guard tree.base(noun) == "conj", let head = tree.head(noun), tree.isNoun(head) else { break }
            noun = head
        }
        guard tree.base(noun) == "obj", let verb = tree.head(noun), tree.isVerb(verb) else { return false }
        let lemma = tree.lemmas[verb]
        return lexicon.isCue(lemma, "onlookerVerb") || !isShared && lexicon.isCue(lemma, "awaitingVerb")
    }

    /// Those between whom something is: "talks between A and B resumed", "clashes broke out between A and B".
    func between(_ noun: Int) -> [ActorID] {
        let marks: Set<String> = ["between", "among"]
        var result = behind(marks, of: noun)
        if result.isEmpty, let verb = tree.head(noun), tree.isVerb(verb),
            ["nsubj", "nsubj:pass", "obj"].contains(tree.tokens[noun].relation)
        {
            result = behind(marks, of: verb)
        }
        // "between the army and the rebels", where the parse joins the rebels with the talks.
        if result.count == 1 {
            for other in tree.children(noun, ["conj"]).flatMap({ actors($0) }) where !result.contains(other) {
                result.append(other)
            }
        }
        return result
    }

    /// What stands behind a preposition at the doer of a noun, where the parse has hung it there.
    func behindDoer(_ prepositions: Set<String>, of noun: Int) -> [ActorID] {
        tree.children(noun, ["nmod"]).filter { child in
            tree.prepositions(child).contains { ["by", "from", "of"].contains($0) } && !actors(child).isEmpty
        }.flatMap { behind(prepositions, of: $0) }
    }

    /// Who is called by a noun: "Albania, a member of", "Albania is a member of", "the member Albania".
    func bearers(_ noun: Int) -> [ActorID] {
        if let mention = tree.mention(at: noun), mention.role == .name { return [mention.actor] }
        if let subject = tree.children(noun, ["nsubj"]).first { return actors(subject) }
        // "became a member of"
        if tree.base(noun) == "xcomp", let verb = tree.head(noun), tree.children(verb, ["obj"]).isEmpty {
            return subjects(verb)
        }
        // "the bloc's member Chad", "bloc members Chad and Niger"
        if tree.base(noun) == "compound", let head = tree.head(noun), tree.mention(at: head)?.role == .name {
            return actors(head)
        }
        // "the city of Goma"
        if lexicon.isCue(tree.lemmas[noun], "namedByOf") {
            let named = tree.children(noun, ["nmod"]).filter { tree.prepositions($0) == ["of"] }
                .flatMap { child in tree.mention(at: child).map { $0.role == .name ? [$0.actor] : [] } ?? [] }
            if !named.isEmpty { return named }
        }
        if tree.base(noun) == "appos", let head = tree.head(noun) { return alone(head, before: noun) }
        // "France and other NATO members"
        if tree.base(noun) == "conj", let head = tree.head(noun),
            tree.children(noun, ["amod", "det"]).contains(where: { tree.lemmas[$0] == "other" })
        {
            return actors(head)
        }
        let names = tree.children(noun, ["appos", "flat", "compound"]).flatMap { child in
            tree.mention(at: child).map { $0.role == .name ? [$0.actor] : [] } ?? []
        }
        if !names.isEmpty { return names }
        if tree.base(noun) == "conj", let head = tree.head(noun) { return bearers(head) }
        return []
    }
}
