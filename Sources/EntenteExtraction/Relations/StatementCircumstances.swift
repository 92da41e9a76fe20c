import EntenteModel
import EntenteText

/// Whether what a predicate says is asserted, possible or denied, and who says so: read off the words around it in the tree.
struct StatementCircumstances {
    let tree: SentenceTree
    let lexicon: Lexicon
    let arguments: PredicateArguments

    // MARK: Status

    /// Walks from the predicate to the root: its own negation and modals, then each word that governs it.
    ///
    /// - Parameter frame: What it is read as: a membership does not hang on the modal of the clause that mentions it in passing.
    func status(of predicate: Int, frame: PredicateFrame? = nil, isStructural: Bool = false) -> Status {
        // A border is there, whatever is done about it.
        if isStructural, frame?.form == .nouns, frame?.status == .asserted {
            return isNegated(predicate) ? .denied : .asserted
        }
        if frame?.form == .roles, tree.base(predicate) != "xcomp", tree.children(predicate, ["cop"]).isEmpty {
            return isNegated(predicate) ? .denied : .asserted
        }
        var isDenied = isNegated(predicate)
        let isEnded = isEnded(predicate, by: frame?.endings ?? [])
        if isEnded { isDenied.toggle() }
        var isAsked = false
        var isPossible = isHedged(predicate)
        var isNegationSpent = false
        var place = predicate
        for _ in 0..<8 {
            guard let head = tree.head(place) else { break }
            let relation = tree.base(place)
            // "sought a favour: that it shelter the families" is no relative clause, but what is asked for.
            if relation == "acl" && tree.has(place, "acl:relcl") || ["appos", "parataxis"].contains(relation),
                tree.children(place, ["mark"]).contains(where: { tree.lemmas[$0] != "to" }),
                let verb = tree.isVerb(head) ? head : tree.head(head),
                lexicon.isCue(tree.lemmas[verb], "request") || lexicon.isCue(tree.lemmas[verb], "possibleGovernor")
            {
                isPossible = true
                isAsked = true
                break
            }
            if ["nsubj", "root", "parataxis"].contains(relation), !tree.has(place, "csubj") {
                // "talks with Mali are scheduled for May"
                if tree.has(place, "nsubj:pass"), tree.isNoun(predicate),
                    lexicon.isCue(tree.lemmas[head], "schedulingVerb")
                {
                    isPossible = true
                }
                // "talks have not begun", "the withdrawal would begin"
                if place == predicate, tree.isNoun(predicate), lexicon.isCue(tree.lemmas[head], "occurrenceVerb"),
                    tree.base(place) == "nsubj"
                {
                    if isNegated(head) { isDenied.toggle() }
                    if isHedged(head) { isPossible = true }
                }
                // "any attack on Estonia would be answered"
                if place == predicate, tree.isNoun(predicate), tree.base(place) == "nsubj", isHypothetical(place, head)
                {
                    isPossible = true
                }
                break
            }
            // A modifier of a name says nothing about the clause around it.
            if relation == "acl" || relation == "amod" || relation == "appos", tree.mention(around: head) != nil {
                break
            }
            if relation == "acl", tree.has(place, "acl:relcl") {
                // "a summit that was to have brought them together was called off"
                if isIntended(place), tree.has(head, "nsubj:pass") || tree.base(head) == "obj",
                    let verb = tree.head(head), calls(off: verb), !isNegated(verb), !isHedged(verb)
                {
                    return .denied
                }
                break
            }
            // "does not recognise the rebel-held town", "troops fighting in Mali": given, whatever is said about the noun.
            if relation == "amod"
                || relation == "acl" && tree.children(place, ["mark"]).isEmpty && tree.isVerb(place)
            {
                break
            }
            // "parted without talks"
            if place == predicate, ["obl", "nmod"].contains(relation), tree.prepositions(place) == ["without"] {
                isDenied.toggle()
            }
            if relation == "obl", tree.prepositions(place).contains(where: { lexicon.isCue($0, "asidePreposition") }) {
                break
            }
            // "thinks of joining", "the idea of leaving": what is only turned over in the mind.
            if ["advcl", "acl", "ccomp", "xcomp", "obl"].contains(relation),
                lexicon.isCue(tree.lemmas[head], "deliberation"),
                tree.children(place, ["mark", "case"]).contains(where: {
                    ["of", "about", "on"].contains(tree.lemmas[$0])
                })
            {
                isPossible = true
            }
            // "prevented Uganda from attacking", "ruled out sending troops", "warned Uganda against attacking"
            if relation == "advcl", tree.tokens[place].pennTag == "VBG",
                tree.children(place, ["mark", "case"]).allSatisfy({ ["from", "against"].contains(tree.lemmas[$0]) })
            {
                let marks = tree.children(place, ["mark", "case"]).map { tree.lemmas[$0] }
                let isRuledOut = tree.lemmas[head] != "rule" || has("out", head)
                if lexicon.isCue(tree.lemmas[head], "preventingVerb"), isRuledOut, !marks.contains("against"),
                    !marks.isEmpty || ["rule", "avoid", "deny"].contains(tree.lemmas[head])
                {
                    // What was not ruled out may come.
                    if isNegated(head) { isPossible = true } else { isDenied.toggle() }
                    if isHedged(head) { isPossible = true }
                    place = head
                    continue
                }
                if marks == ["against"], lexicon.isCue(tree.lemmas[head], "request") || tree.lemmas[head] == "caution" {
                    isPossible = true
                    break
                }
            }
            if relation == "advcl" {
                if isInstead(place) || isWithout(place) { isDenied.toggle() }
                // "will open its border once Turkey has withdrawn"
                let waiting = tree.isVerb(head) ? head : tree.head(head) ?? head
                if awaited(place), isHedged(waiting) || isNegated(waiting) && !isPast(waiting) { isPossible = true }
                if isConditional(place) { isPossible = true }
                // "flew to Tripoli to meet" tells of the meeting, unless the flight itself is open.
                let isPurpose = tree.children(place, ["mark"]).contains { tree.lemmas[$0] == "to" }
                // "launched an operation to oust" tells of both, too.
                let isUnderWay =
                    lexicon.isCue(tree.lemmas[head], "motionVerb")
                    || tree.children(head, ["obj"]).contains { lexicon.isCue(tree.lemmas[$0], "actionNoun") }
                if isPurpose, !isUnderWay || isHedged(head) { isPossible = true }
                // "asked for help by taking in refugees"
                if tree.tokens[place].pennTag == "VBG", lexicon.isCue(tree.lemmas[head], "request"),
                    tree.children(place, ["mark"]).contains(where: { tree.lemmas[$0] == "by" }),
                    tree.children(head, ["obj", "obl"]).contains(where: {
                        ["help", "assistance", "support", "aid"].contains(tree.lemmas[$0])
                    })
                {
                    isPossible = true
                }
                break
            }
            let governor = tree.lemmas[head]
            if relation == "conj" {
                // Coordinated verbs share the modal of the first unless they have a subject of their own.
                if tree.children(place, ["nsubj"]).isEmpty, isHedged(head) { isPossible = true }
                // "refused to take in refugees and closed the border": a past tense goes with the verb above the infinitive.
                if tree.tokens[place].pennTag == "VBD",
                    tree.children(head, ["mark"]).contains(where: { tree.lemmas[$0] == "to" }),
                    let outer = tree.head(head)
                {
                    place = outer
                    continue
                }
                place = head
                continue
            }
            if ["xcomp", "ccomp", "acl", "obl", "obj", "nmod", "csubj"].contains(relation) {
                let governs = ["xcomp", "ccomp", "acl", "csubj"].contains(relation) || tree.isNoun(predicate)
                // "has no choice but to turn to Russia", "there is no doubt that it arms them"
                let isOption =
                    lexicon.isCue(governor, "optionNoun")
                    && tree.children(place, ["cc", "mark", "case"]).contains { tree.lemmas[$0] == "but" }
                if isOption || isBeyondDoubt(place, head) {
                    isNegationSpent = isOption && !isNegated(head)
                    place = head
                    continue
                }
                // "refused the accord of 2016": there is one.
                let isGiven =
                    place == predicate && frame?.kind == "signsAgreementWith"
                    && tree.children(place, ["det"]).contains { tree.lemmas[$0] == "the" }
                // "ruled out sending troops", but not "ruled that it had sent them"
                let isRefusing =
                    lexicon.isCue(governor, "denyingGovernor")
                    || governor == "rule" && has("out", head) || governor == "give" && has("up", head)
                // "stopped its aid": the word that ends it counts once.
                if governs, !isGiven, isRefusing, !(isEnded && place == predicate) { isDenied.toggle() }
                // "told the BBC that Israel had bombed", "called the attack a crime": nothing is asked for.
                let isReported =
                    lexicon.isCue(governor, "finiteReport") && relation == "ccomp" && isFinite(place)
                    || governor == "call" && relation == "obj"
                if governs, !isReported, lexicon.isCue(governor, "possibleGovernor") { isPossible = true }
                if governs, !isReported, lexicon.isCue(governor, "request") { isAsked = true }
                // "blocks its accession", "vetoed its admission"
                if relation == "obj", place == predicate, frame?.status == .possible,
                    lexicon.isCue(governor, "vetoingVerb")
                {
                    isDenied = true
                }
                // "does not have a choice but to"
                if !isNegationSpent, isNegated(head, onTheWay: place) { isDenied.toggle() }
                isNegationSpent = false
                if isHedged(head), !lexicon.isCue(governor, "report") { isPossible = true }
            }
            place = head
        }
        // "threatened to cut off supplies", "called on Chad not to send troops": it may still come to it.
        if isDenied, isPossible, isEnded || isAsked { return .possible }
        return isDenied ? .denied : isPossible ? .possible : .asserted
    }

    /// "instead of attacking", "far from supporting"
    private func isInstead(_ place: Int) -> Bool {
        tree.children(place, ["mark", "case", "advmod", "cc"]).contains { word in
            guard word + 1 < tree.tokens.count else { return false }
            return ["instead of", "rather than"].contains("\(tree.lemmas[word]) \(tree.lemmas[word + 1])")
                || word > 0 && tree.lemmas[word] == "from" && tree.lemmas[word - 1] == "far"
        }
    }

    /// "ruled out", "gave up", "called off"
    private func has(_ particle: String, _ verb: Int) -> Bool {
        tree.children(verb, ["compound", "advmod"]).contains { tree.lemmas[$0] == particle }
    }

    /// "without signing an accord"
    private func isWithout(_ place: Int) -> Bool {
        tree.children(place, ["mark", "case"]).contains { tree.lemmas[$0] == "without" }
    }

    /// "until Hezbollah has left", "as soon as it recognises"
    private func awaited(_ place: Int) -> Bool {
        tree.children(place, ["mark", "advmod"]).contains { word in
            if lexicon.isCue(tree.lemmas[word], "awaitedMark") { return true }
            guard tree.lemmas[word] == "as" || tree.lemmas[word] == "soon" else { return false }
            return [word - 1, word, word + 1].contains { tree.lemmas.indices.contains($0) && tree.lemmas[$0] == "soon" }
        }
    }

    /// A clause with a verb of its own time: "that Israel had bombed", not "to bomb", "that it bomb".
    private func isFinite(_ place: Int) -> Bool {
        guard !tree.children(place, ["mark"]).contains(where: { tree.lemmas[$0] == "to" }) else { return false }
        if ["VBD", "VBZ", "VBP"].contains(tree.tokens[place].pennTag) { return true }
        return tree.children(place, ["aux", "aux:pass", "cop"]).contains {
            ["VBD", "VBZ", "VBP", "MD"].contains(tree.tokens[$0].pennTag)
        }
    }

    private func isPast(_ verb: Int) -> Bool {
        tree.tokens[verb].pennTag == "VBD" || tree.children(verb, ["aux"]).contains { tree.tokens[$0].pennTag == "VBD" }
    }

    /// "any attack would be answered": what has not come to pass.
    private func isHypothetical(_ noun: Int, _ verb: Int) -> Bool {
        guard
            tree.children(verb, ["aux"]).contains(where: {
                ["would", "could"].contains(tree.tokens[$0].form.lowercased())
            })
        else { return false }
        let determiners = tree.children(noun, ["det"]).map { tree.lemmas[$0] }
        return determiners.contains("any") || determiners.contains("a") || determiners.contains("an")
    }

    /// "there is no doubt that", "it is no secret that": what the clause says is certain.
    private func isBeyondDoubt(_ place: Int, _ head: Int) -> Bool {
        lexicon.isCue(tree.lemmas[head], "doubtNoun") && isNegated(head)
            && tree.children(place, ["mark"]).contains { tree.lemmas[$0] == "that" }
    }

    /// "was to have met", "was to meet"
    private func isIntended(_ place: Int) -> Bool {
        guard let mark = tree.children(place, ["mark", "aux"]).first(where: { tree.lemmas[$0] == "to" }) else {
            return false
        }
        return tree.children(place, ["aux", "cop"]).contains { $0 < mark && tree.lemmas[$0] == "be" }
    }

    /// "called off", "cancelled"
    private func calls(off verb: Int) -> Bool {
        lexicon.isCue(tree.lemmas[verb], "cancellingVerb")
            || tree.lemmas[verb] == "call" && has("off", verb)
    }

    /// Whether what a predicate says has not been done: "may ask for help", "if it asks for help", "will issue an appeal".
    ///
    /// Its own modal or condition counts, not what governs its clause: "was expected to".
    func isOpen(_ predicate: Int) -> Bool {
        var place = predicate
        if tree.isNoun(place), ["obj", "obl", "nsubj"].contains(tree.base(place)), let verb = tree.head(place),
            tree.isVerb(verb)
        {
            place = verb
        }
        for _ in 0..<4 {
            if isHedged(place) { return true }
            // Coordinated verbs share the modal of the first.
            guard tree.base(place) == "conj", tree.children(place, ["nsubj"]).isEmpty, let first = tree.head(place),
                tree.tokens[place].pennTag != "VBD"
            else { return false }
            place = first
        }
        return false
    }

    /// Whether a promise governs the predicate: "gave assurances that it would not attack".
    func isRenounced(_ predicate: Int) -> Bool {
        var place = predicate
        for _ in 0..<5 {
            guard let head = tree.head(place) else { return false }
            if lexicon.isCue(tree.lemmas[head], "assurance")
                || tree.children(head, ["obj"]).contains(where: { lexicon.isCue(tree.lemmas[$0], "assurance") })
            {
                return true
            }
            place = head
        }
        return false
    }

    /// Whether a predicate speaks of what is still to come: "would not attack", "has no plans to attack", not "has not attacked".
    func isAhead(_ predicate: Int) -> Bool {
        if let head = tree.head(predicate), lexicon.isCue(tree.lemmas[head], "disputingVerb") { return false }
        if tree.children(predicate, ["mark"]).contains(where: { tree.lemmas[$0] == "to" }) { return true }
        let auxiliaries = tree.children(predicate, ["aux"])
        if auxiliaries.contains(where: { tree.tokens[$0].pennTag == "MD" }) { return true }
        return !tree.isVerb(predicate)
    }

    /// - Parameter child: The object that the walk came through, whose own "no" has counted already.
    private func isNegated(_ place: Int, onTheWay child: Int? = nil) -> Bool {
        // "has yet to recognise", "are yet to meet"
        let isOutstanding = tree.children(place, ["mark"]).contains {
            $0 > 0 && tree.lemmas[$0] == "to" && tree.lemmas[$0 - 1] == "yet"
        }
        return isOutstanding || isAverted(place)
            || tree.children(place).contains { word in
                guard ["advmod", "det", "aux", "cc", "case"].contains(tree.base(word)) else { return false }
                // "no longer afraid"
                if word > 0, tree.tokens[word].form.lowercased() == "longer", tree.lemmas[word - 1] == "no" {
                    return true
                }
                return lexicon.isCue(tree.lemmas[word], "negation")
                    || lexicon.isCue(tree.tokens[word].form.lowercased(), "negation")
            }
            || tree.children(place, ["obl", "obj"]).contains { object in
                // "negotiates with neither Chad nor Niger"
                object != child && !arguments.actors(object).isEmpty
                    && tree.children(object, ["cc", "det", "advmod"]).contains { tree.lemmas[$0] == "neither" }
            }
            || tree.children(place, ["obj", "nsubj"]).contains { object in
                object != child && tree.children(object, ["det"]).contains { tree.lemmas[$0] == "no" }
                    // "neither Chad nor Niger has", "none of them has"
                    || tree.base(object) == "nsubj"
                        && (["none", "neither", "nobody"].contains(tree.lemmas[object])
                            || tree.children(object, ["cc", "det"]).contains { tree.lemmas[$0] == "neither" })
            }
    }

    /// "cut off relations", "aid was suspended", "an end to the sanctions", "lifting the embargo".
    private func isEnded(_ noun: Int, by endings: Set<String>) -> Bool {
        guard !endings.isEmpty, tree.isNoun(noun), let head = tree.head(noun),
            ["obj", "nsubj", "nmod", "obl"].contains(tree.base(noun))
        else { return false }
        if ["nmod", "obl"].contains(tree.base(noun)), !["of", "to"].contains(tree.prepositions(noun).first ?? "") {
            return false
        }
        if tree.base(noun) == "nsubj", !tree.has(noun, "nsubj:pass"), !tree.children(head, ["obj"]).isEmpty {
            return false
        }
        // "suspended part of its aid to"
        if tree.base(noun) == "nmod", lexicon.isCue(tree.lemmas[head], "partNoun") { return isEnded(head, by: endings) }
        if ["put", "call"].contains(tree.lemmas[head]) { return has("off", head) }
        return endings.contains(tree.lemmas[head])
    }

    private func isHedged(_ place: Int) -> Bool {
        // "are to be sold"
        if ["root", "ccomp", "conj", "parataxis"].contains(tree.base(place)) || tree.has(place, "acl:relcl"),
            tree.isVerb(place),
            let mark = tree.children(place, ["mark", "aux"]).first(where: { tree.lemmas[$0] == "to" }),
            tree.children(place, ["aux", "cop"]).contains(where: { $0 < mark && tree.lemmas[$0] == "be" })
        {
            return true
        }
        if isImminent(place) { return true }
        // "are due to meet", "is set to join"
        if tree.children(place, ["mark", "advmod"]).contains(where: {
            lexicon.isCue(tree.lemmas[$0], "possibleGovernor")
        }) {
            return true
        }
        return tree.children(place).contains { child in
            if tree.base(child) == "aux" {
                // "In May Kenya attacked"
                let isMonth = tree.tokens[child].form == "May" && child > 0
                return !isMonth && lexicon.isCue(tree.tokens[child].form.lowercased(), "modal")
            }
            if tree.base(child) == "advmod" { return lexicon.isCue(tree.lemmas[child], "possibleAdverb") }
            if tree.base(child) == "amod" { return lexicon.isCue(tree.lemmas[child], "possibleAdjective") }
            return false
        } || isConditional(place)
    }

    /// "if it attacks", "in case it attacks", "provided that it withdraws", but not "once attacked"
    private func isConditional(_ place: Int) -> Bool {
        tree.children(place, ["mark", "advmod"]).contains { word in
            if tree.lemmas[word] == "once" { return false }
            if lexicon.isCue(tree.lemmas[word], "condition") { return true }
            guard word + 1 < tree.tokens.count else { return false }
            return lexicon.isCue("\(tree.lemmas[word]) \(tree.lemmas[word + 1])", "condition")
        }
    }

}
