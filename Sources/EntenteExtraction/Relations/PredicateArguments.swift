import EntenteModel
import EntenteText

/// Finds who does what to whom around a predicate, whatever the construction: active and passive, relative and participial
/// clauses, coordination, control and raising, possessives, support verbs.
struct PredicateArguments {
    let tree: SentenceTree
    let lexicon: Lexicon
    let references: References
    var actors: [ActorID: Actor] = [:]
    /// The state whose capital a place is.
    var seats: [ActorID: ActorID] = [:]

    // MARK: Who stands at a word

    /// The actors that a nominal stands for, those coordinated with it included.
    func actors(_ place: Int, depth: Int = 0) -> [ActorID] {
        var result: [ActorID] = []
        for part in tree.coordinated(place) + joint(place) {
            for id in single(part, depth: depth) where !result.contains(id) { result.append(id) }
        }
        return result
    }

    /// "Chad, along with Niger": who stands beside a name.
    private func joint(_ place: Int) -> [Int] {
        tree.children(place, ["nmod"]).filter { child in
            tree.prepositions(child).contains { preposition in
                ["along with", "together with", "alongside", "as well as"].contains { preposition.hasPrefix($0) }
            }
                || ["along", "together"].contains(tree.prepositions(child).first ?? "")
                    && tree.prepositions(child).contains("with")
        }
    }

    private func single(_ place: Int, depth: Int) -> [ActorID] {
        guard depth < 4 else { return [] }
        if let mention = tree.mention(around: place) {
            // "Chad President N. N.": the name behind the title, not the state before it.
            if mention.role == .name,
                let named = tree.children(place, ["flat", "nmod:desc"]).first(where: { child in
                    child > place
                        && tree.mention(at: child).map { $0.role == .name && $0.actor != mention.actor } ?? false
                })
            {
                return actors(named, depth: depth + 1)
            }
            if mention.role == .name { return sharing(mention, place) + [mention.actor] }
            if tree.isPeople(place) { return [mention.actor] }
            // "the Afghan and Tajik sides": the nationality stands for the state where the noun does.
            return []
        }
        let lemma = tree.lemmas[place]
        // "the bloc to which it belongs"
        if isRelativePronoun(place), let antecedent = antecedent(of: place) {
            return actors(antecedent, depth: depth + 1)
        }
        let referred = references.actors(at: tree.tokens[place].range.lowerBound)
        if !referred.isEmpty { return referred }
        // "his counterpart N. N.", "terrorist groups such as A and B": the name stands behind the noun.
        let named = tree.children(place, ["appos", "flat"]).filter { tree.mention(at: $0)?.role == .name }
        let examples = tree.children(place, ["nmod"]).filter { child in
            tree.prepositions(child).contains { lexicon.isCue($0, "examplePreposition") }
        }
        if tree.isNoun(place), let first = (named + examples).first { return actors(first, depth: depth + 1) }
        // "the leaders of Kazakhstan", "Taliban fighters", "Tajik territory": the noun stands for what it belongs to.
        guard tree.isNoun(place) else { return [] }
        // "the CSTO, an alliance led by Russia": what stands behind a name as its description is what the name stands for.
        if tree.base(place) == "appos", let head = tree.head(place), let mention = tree.mention(at: head),
            mention.role == .name
        {
            return [mention.actor]
        }
        guard lexicon.standsForOwner(lemma) else { return [] }
        // "the Taliban resistance forces", "Syrian opposition fighters" are against whom they are named after.
        if lexicon.isCue(lemma, "opposingNoun")
            || tree.children(place, ["compound", "amod"]).contains(where: {
                lexicon.isCue(tree.lemmas[$0], "opposingNoun")
            })
        {
            return []
        }
        // "the Ethiopian town of Humera" is Humera.
        if lexicon.isCue(lemma, "namedByOf") {
            let named = tree.children(place, ["nmod"]).filter {
                tree.prepositions($0) == ["of"] && tree.mention(at: $0)?.role == .name
            }
            if let first = named.first { return actors(first, depth: depth + 1) }
        }
        let owners = owners(place, depth: depth)
        // "officials in Tbilisi"
        if owners.isEmpty, lexicon.isCue(lemma, "seatedPerson") {
            let seated = tree.children(place, ["nmod"]).filter { tree.prepositions($0) == ["in"] }
            return seated.flatMap { actors($0, depth: depth + 1) }.compactMap { seats[$0] }
        }
        // "Maduro's government" is that of his state.
        guard lexicon.isCue(lemma, "seatedNoun") else { return owners }
        return owners.map { id in actors[id]?.kind == "person" ? actors[id]?.principal ?? id : seats[id] ?? id }
    }

    /// "Iranian and Saudi officials": the state before the one whose nationality the name of a body begins with.
    private func sharing(_ mention: Mention, _ place: Int) -> [ActorID] {
        tree.children(place, ["amod", "compound"]).compactMap { child in
            guard let other = tree.mention(at: child), other.role == .qualifier, other != mention,
                tree.children(child, ["conj"]).contains(where: { tree.mention(around: $0) == mention })
            else { return nil }
            return other.actor
        }
    }

    /// What a noun belongs to: possessor, nationality, compound, or "of …".
    ///
    /// - Parameter namedAlone: Leaves out what only a pronoun or a description stands for.
    func owners(_ place: Int, depth: Int = 0, namedAlone: Bool = false) -> [ActorID] {
        var result: [ActorID] = []
        func add(_ ids: [ActorID]) { for id in ids where !result.contains(id) { result.append(id) } }
        for child in tree.children(place) {
            switch tree.base(child) {
            case "nmod"
            where tree.has(child, "nmod:poss") || tree.prepositions(child) == ["of"]
                // "refugees from Sudan", "a delegation from Chad"
                || tree.prepositions(child) == ["from"] && lexicon.isCue(tree.lemmas[place], "originNoun")
                // "the junta in Niger"
                || tree.prepositions(child) == ["in"] && lexicon.isCue(tree.lemmas[place], "seatedNoun")
                // "the border with Sudan"
                || tree.prepositions(child) == ["with"] && lexicon.isCue(tree.lemmas[place], "borderNoun"):
                if !namedAlone || tree.mention(around: child) != nil { add(actors(child, depth: depth + 1)) }
            case "compound", "amod", "nmod":
                guard tree.prepositions(child).isEmpty else { continue }
                for part in tree.coordinated(child) {
                    if let mention = tree.mention(around: part) { add([mention.actor]) }
                }
            case "appos": break
            default: break
            }
        }
        return result
    }

    // MARK: Verbs

    /// The subject of a verb in the active sense, wherever the sentence has it.
    func subjects(_ verb: Int, depth: Int = 0) -> [ActorID] {
        guard depth < 6 else { return [] }
        if isPassive(verb) { return agents(verb) }
        // Without an auxiliary there is no passive, whatever the parse says of the subject.
        if let subject = tree.children(verb, ["nsubj"]).first {
            let named = resolved(subject, of: verb)
            return named.isEmpty ? named : named + companions(of: verb, besides: named)
        }
        if tree.isVerb(verb), let subject = tree.children(verb, ["vocative", "dislocated"]).first(where: { $0 < verb })
        {
            return resolved(subject, of: verb)
        }
        guard let head = tree.head(verb) else { return [] }
        switch tree.base(verb) {
        case "conj":
            return tree.isVerb(head) || hasSubject(head)
                ? (isPassive(head) ? passiveSubjects(head) : subjects(head, depth: depth + 1)) : []
        case "xcomp", "ccomp":
            // "asked Kenya to send": the object acts; "wants to send": the subject does.
            if tree.base(verb) == "xcomp", let object = tree.children(head, ["obj", "iobj"]).first,
                !lexicon.isCue(tree.lemmas[head], "subjectControl")
            {
                let named = actors(object)
                if !named.isEmpty { return named }
            }
            // "called on Kenya to send"
            if lexicon.isCue(tree.lemmas[head], "obliqueControl"), !tree.children(verb, ["mark"]).isEmpty {
                let asked = behind(["on", "upon", "to"], of: head)
                if !asked.isEmpty { return asked }
            }
            return isPassive(head) ? passiveSubjects(head) : subjects(head, depth: depth + 1)
        case "advcl"
        where lexicon.isCue(tree.lemmas[head], "obliqueControl")
            && tree.children(verb, ["mark"]).contains { tree.lemmas[$0] == "to" }:
            let asked = behind(["on", "upon", "to"], of: head)
            return asked.isEmpty ? subjects(head, depth: depth + 1) : asked
        case "advcl"
        where tree.children(verb, ["mark", "case"]).contains { ["of", "for", "from"].contains(tree.lemmas[$0]) }
            && !isPassive(head) && !objects(head).isEmpty:
            // "accused Turkey of killing", "blamed Ukraine for aiding"
            let blamed = objects(head)
            return blamed.isEmpty ? subjects(head, depth: depth + 1) : blamed
        case "advcl": return isPassive(head) ? passiveSubjects(head) : subjects(head, depth: depth + 1)
        case "acl":
            if tree.has(verb, "acl:relcl") {
                guard gap(verb, takes: "nsubj") else { return [] }
                return predicated(head) ?? antecedents(head, of: verb)
            }
            // "the last country to recognise Taiwan"
            if let named = predicated(head) { return named }
            // "forces fighting the rebels"; "plans to attack": the owner of the plan acts.
            if tree.isNoun(head), tree.mention(around: head) == nil, !lexicon.standsForOwner(tree.lemmas[head]) {
                // Whose plan it is, not who does something to the noun: "countries bordering Chad".
                let isPlan = !tree.children(verb, ["mark"]).isEmpty
                let owner = isPlan ? agentsOfNoun(head, depth: depth + 1) : []
                if !owner.isEmpty { return owner }
            }
            return actors(head)
        case "amod": return actors(head)
        default: return []
        }
    }

    /// Of whom an adjective or a participle is said: "Niger is wary of", "the group, which is linked to".
    func described(_ word: Int) -> [ActorID] {
        isPassive(word) ? passiveSubjects(word) : subjects(word)
    }

    /// "Chad, along with Niger and Mali": who does it, too.
    private func companions(of verb: Int, besides subjects: [ActorID]) -> [ActorID] {
        var result: [ActorID] = []
        for place in tree.children(verb, ["obl", "nmod"]) {
            guard
                let mark = tree.children(place, ["case"]).first(where: {
                    tree.lemmas[$0] == "with" || tree.lemmas[$0] == "alongside"
                })
                    ?? tree.children(place, ["case"]).first(where: { ["along", "together"].contains(tree.lemmas[$0]) })
            else { continue }
            let isJoint =
                ["along", "together", "alongside"].contains(tree.lemmas[mark])
                || mark > 0 && ["along", "together"].contains(tree.lemmas[mark - 1])
            guard isJoint else { continue }
            for id in actors(place) where !subjects.contains(id) && !result.contains(id) { result.append(id) }
        }
        return result
    }

    /// "Chad is one of the neighbours that host refugees": of whom the noun before a relative clause is said.
    private func predicated(_ noun: Int) -> [ActorID]? {
        var place = noun
        if tree.base(place) == "nmod", let head = tree.head(place), tree.tokens[head].universalTag != "VERB" {
            place = head
        }
        // "became the first country to recognise"
        if tree.base(place) == "xcomp", let verb = tree.head(place), tree.children(verb, ["obj"]).isEmpty {
            let named = subjects(verb)
            return named.isEmpty ? nil : named
        }
        guard !tree.children(place, ["cop"]).isEmpty, let subject = tree.children(place, ["nsubj"]).first else {
            return nil
        }
        let named = actors(subject)
        return named.isEmpty ? nil : named
    }

    /// What a relative clause belongs to: "Germany, which hosted talks, and France" leaves France out.
    private func antecedents(_ noun: Int, of clause: Int) -> [ActorID] { alone(noun, before: clause) }

    /// Those whom a noun names up to what is said of it: "N. N., president of A, and M. M." leaves M. M. out.
    func alone(_ noun: Int, before place: Int) -> [ActorID] {
        guard let later = tree.children(noun, ["conj"]).first, later > place else { return actors(noun) }
        return single(noun, depth: 0)
    }

    /// What a verb acts on, in the active sense.
    func objects(_ verb: Int) -> [ActorID] {
        if isPassive(verb) { return passiveSubjects(verb) }
        let own = tree.children(verb, ["obj", "iobj"])
        var result: [ActorID] = []
        for object in own { for id in resolved(object, of: verb) where !result.contains(id) { result.append(id) } }
        if !result.isEmpty { return result }
        // "received more than two million migrants": an object that the parse has no name for.
        for bare in tree.children(verb, ["obl"])
        where bare > verb && tree.has(bare, "obl") && tree.prepositions(bare).isEmpty && tree.isNoun(bare) {
            for id in resolved(bare, of: verb) where !result.contains(id) { result.append(id) }
        }
        if !result.isEmpty { return result }
        // "what it called reckless conduct by China"
        for object in own where tree.lemmas[object] == "what" {
            for word in tree.children(object, ["acl"]).flatMap({ [$0] + tree.children($0) }) {
                for id in behind(["by", "of"], of: word) where !result.contains(id) { result.append(id) }
            }
        }
        // "backed the junta in Niger", with the place hung on the verb
        if result.isEmpty, own.contains(where: { lexicon.isCue(tree.lemmas[$0], "seatedNoun") }) {
            for id in behind(["in"], of: verb) where !result.contains(id) { result.append(id) }
        }
        if !own.isEmpty { return result }
        if tree.has(verb, "acl:relcl"), let head = tree.head(verb), !tree.children(verb, ["nsubj"]).isEmpty,
            gap(verb, takes: "obj")
        {
            return actors(head)
        }
        if tree.base(verb) == "conj", let head = tree.head(verb), tree.isVerb(head) {
            // "seized and held Goma"
            let later = tree.children(head, ["obj"]).filter { $0 > verb }
            return later.flatMap { actors($0) }
        }
        return []
    }

    /// What stands behind one of the prepositions, at the verb or at its object ("held talks with").
    ///
    /// - Parameter nouns: The nouns that have to stand there ("the protection of the border with"); empty for any.
    func behind(_ prepositions: Set<String>, of verb: Int, via nouns: Set<String> = []) -> [ActorID] {
        let places =
            tree.children(verb, ["obl", "nmod", "advcl"])
            + tree.children(verb, ["xcomp"]).flatMap { tree.children($0, ["obl"]) }
        var result: [ActorID] = []
        for place in places where !prepositions.isDisjoint(with: tree.prepositions(place)) {
            guard nouns.isEmpty || nouns.contains(tree.lemmas[place]) else { continue }
            for id in actors(place) where !result.contains(id) { result.append(id) }
        }
        return result
    }

    /// What the clauses below a word act on: "promised not to attack Niger", "a promise to protect Niger".
    func objectsOfClauses(_ place: Int) -> [ActorID] {
        tree.children(place, ["xcomp", "ccomp", "acl"]).filter { !tree.has($0, "acl:relcl") }.flatMap { clause in
            let own = objects(clause)
            if !own.isEmpty { return own }
            // "threatened to cut off supplies to Jordan"
            let marks: Set<String> = ["to", "against", "on", "for", "with"]
            return behind(marks, of: clause) + tree.children(clause, ["obj"]).flatMap { behind(marks, of: $0) }
        }
    }

    /// Who acts in the clauses below a word: "warned that Mali may attack", "calls for Mali to attack".
    func subjectsOfClauses(_ place: Int) -> [ActorID] {
        tree.children(place, ["xcomp", "ccomp", "acl"]).filter { !tree.has($0, "acl:relcl") }.flatMap { clause in
            let named = subjects(clause)
            guard named.isEmpty, tree.base(clause) == "ccomp", tree.isNoun(clause) else { return named }
            // "demanded that China return": a verb taken for a noun
            return tree.children(clause, ["compound"]).filter { tree.mention(at: $0)?.role == .name }
                .flatMap { actors($0) }
        }
    }

    /// Who the clause around a noun is about: "Goma" in "Goma is in rebel hands".
    func clauseSubjects(of noun: Int) -> [ActorID] {
        var place = noun
        for _ in 0..<4 {
            if let subject = tree.children(place, ["nsubj", "nsubj:pass"]).first { return actors(subject) }
            guard let head = tree.head(place) else { return [] }
            if tree.isNoun(head), tree.base(place) == "nmod" { return actors(head) }
            place = head
        }
        return []
    }

    func isPassive(_ verb: Int) -> Bool {
        let token = tree.tokens[verb]
        if !tree.children(verb, ["aux:pass"]).isEmpty { return true }
        if !tree.children(verb, ["nsubj:pass"]).isEmpty {
            return tree.children(verb, ["aux", "cop"]).contains { ["be", "get"].contains(tree.lemmas[$0]) }
        }
        // "attacked by", "a U.S.-backed group": participles at a noun.
        // "Russian-occupied Crimea"
        if tree.base(verb) == "amod", tree.isHyphenated(verb), token.form.hasSuffix("ed") || token.pennTag == "VBN" {
            return true
        }
        guard
            token.pennTag == "VBN" || token.features.contains("VerbForm=Part") && token.features.contains("Tense=Past")
        else { return false }
        if ["acl", "amod"].contains(tree.base(verb)), !tree.has(verb, "acl:relcl") { return true }
        // "Backed by Russia, Serbia threatened Kosovo."
        if tree.base(verb) == "advcl", let head = tree.head(verb), verb < head,
            tree.children(verb, ["aux", "nsubj", "obj", "cop"]).isEmpty,
            tree.children(verb, ["obl"]).contains(where: { tree.prepositions($0) == ["by"] })
        {
            return true
        }
        return tree.base(verb) == "conj" && tree.children(verb, ["nsubj"]).isEmpty
            && (tree.head(verb).map { isPassiveWithoutConj($0) } ?? false)
    }

    /// Whether "by" names who does it, known or not.
    func hasAgent(_ verb: Int) -> Bool {
        isPassive(verb) && tree.children(verb, ["obl"]).contains { tree.prepositions($0) == ["by"] }
    }

    private func isPassiveWithoutConj(_ verb: Int) -> Bool { !tree.children(verb, ["nsubj:pass", "aux:pass"]).isEmpty }

    private func passiveSubjects(_ verb: Int) -> [ActorID] {
        if let subject = tree.children(verb, ["nsubj:pass", "nsubj"]).first { return resolved(subject, of: verb) }
        guard let head = tree.head(verb) else { return [] }
        switch tree.base(verb) {
        case "acl", "amod": return actors(head)
        case "conj": return tree.isVerb(head) ? (isPassive(head) ? passiveSubjects(head) : subjects(head)) : []
        case "advcl" where isPassive(head): return passiveSubjects(head)
        case "xcomp", "advcl": return subjects(head)
        default: return []
        }
    }

    /// "by Mali", "Mali-backed".
    private func agents(_ verb: Int) -> [ActorID] {
        var result: [ActorID] = []
        for child in tree.children(verb, ["obl", "nmod"]) where tree.prepositions(child).contains("by") {
            result += actors(child)
        }
        if !result.isEmpty { return result }
        for child in tree.children(verb, ["obl:npmod", "obl:unmarked", "compound", "nmod", "amod"])
        where tree.prepositions(child).isEmpty {
            if let mention = tree.mention(around: child) { result.append(mention.actor) }
        }
        return result
    }

    private func hasSubject(_ place: Int) -> Bool { !tree.children(place, ["nsubj", "nsubj:pass"]).isEmpty }

    /// Whether the relative clause leaves this argument to the noun that it belongs to.
    private func gap(_ verb: Int, takes relation: String) -> Bool {
        let own = tree.children(verb, [relation])
        return own.isEmpty || own.allSatisfy(isRelativePronoun)
    }

    /// The noun that a relative pronoun stands for.
    private func antecedent(of pronoun: Int) -> Int? {
        var place = pronoun
        for _ in 0..<4 {
            guard let head = tree.head(place) else { return nil }
            if tree.has(place, "acl:relcl") { return head }
            place = head
        }
        return nil
    }

    private func isRelativePronoun(_ place: Int) -> Bool {
        ["who", "which", "that", "whom"].contains(tree.lemmas[place]) && tree.tokens[place].universalTag == "PRON"
            || ["WP", "WDT", "WP$"].contains(tree.tokens[place].pennTag) || tree.lemmas[place] == "whose"
    }

    /// An argument; a relative pronoun stands for the noun that its clause belongs to.
    private func resolved(_ place: Int, of verb: Int) -> [ActorID] {
        guard isRelativePronoun(place) else { return actors(place) }
        var clause = verb
        for _ in 0..<4 {
            if tree.base(clause) == "acl" {
                return tree.head(clause).map { predicated($0) ?? antecedents($0, of: clause) } ?? []
            }
            guard let head = tree.head(clause) else { break }
            clause = head
        }
        return []
    }
}
