import EntenteModel
import EntenteText
import Testing

@testable import EntenteExtraction

/// Frames against trees written by hand, so that no language model takes part.
@Suite struct PredicateMatcherTests {
    private static let frames = """
        family: test
        frames:
          - kind: attacks
            verbs: {attack: obj}
            nouns: {attack: on}
          - kind: negotiatesWith
            verbs: {negotiate: with}
            nouns: {talk: [with, between]}
          - kind: memberOf
            roles: {member: [of, poss]}
          - kind: aids
            standing: true
            nouns: {aid: to}
          - kind: suppliesArmsTo
            nouns: {sale weapon: to}
          - kind: fleesTo
            who: [refugee]
            verbs: {arrive: in}
          - kind: controls
            reversed: true
            doer: of
            nouns: {fall: to}
          - kind: closesBorderTo
            under: [close]
            nouns: {border: with}
          - kind: hostsRefugeesFrom
            verbs: {shelter: [obj, "else in"]}
          - kind: recognizes
            whenDenied: refusesToRecognize
            verbs: {recognize: obj}
        """

    /// Reads "form|lemma|UPOS|head|relation" for each word; a form that starts with a capital is an actor of that name.
    private func findings(_ words: String) throws -> [String] {
        let ontology = try Ontology.standard()
        let rows = words.split(separator: " ").map { $0.split(separator: "|").map(String.init) }
        var (tokens, mentions, actors, text) = ([Token](), [Mention](), [ActorID: Actor](), "")
        for row in rows {
            let start = text.utf8.count
            text += row[0]
            let range = start..<text.utf8.count
            text += " "
            tokens.append(
                Token(
                    range: range, form: row[0], lemma: row[1], universalTag: row[2],
                    pennTag: row[2] == "PRON" && ["who", "which"].contains(row[1]) ? "WP" : "",
                    head: Int(row[3]).flatMap { $0 == 0 ? nil : $0 - 1 }, relation: row[4]))
            if row[0].first?.isUppercase == true {
                let id = ActorID(row[0].lowercased())
                actors[id] = Actor(id: id, name: row[0], kind: "state")
                mentions.append(Mention(range: range, actor: id, role: .name))
            }
        }
        let sentence = Sentence(range: 0..<text.utf8.count - 1, tokens: tokens)
        var lexicon = Lexicon()
        try lexicon.readCues(
            """
            cue\twords
            negation\tnot|no|never
            modal\tmay|will
            denyingGovernor\trefuse
            possibleGovernor\tplan|want
            condition\tif
            reportingVerb\tsay
            ownerNoun\tforce|refugee
            originNoun\trefugee
            """, file: "cues.tsv")
        let family = try FrameReader(ontology: ontology, wordClasses: ["ending": ["cut"]]).read(
            Self.frames, file: "test.yaml")
        let tree = SentenceTree(sentence: sentence, mentions: mentions)
        let matcher = PredicateMatcher(families: [family], lexicon: lexicon, ontology: ontology)
        return matcher.matches(in: tree, references: References(), actors: actors).flatMap { match in
            match.pairs.map { pair in
                "\(pair.source) \(match.frame.kind) \(pair.target) \(match.status)"
                    + (match.speakers.first.map { " says \($0)" } ?? "")
            }
        }
    }

    @Test func subjectOfAnActiveVerbIsTheSource() throws {
        #expect(
            try findings("Mali|Mali|PROPN|2|nsubj attacked|attack|VERB|0|root Niger|Niger|PROPN|2|obj")
                == ["mali attacks niger asserted"])
    }

    @Test func agentOfAPassiveVerbIsTheSource() throws {
        #expect(
            try findings(
                "Niger|Niger|PROPN|3|nsubj:pass was|be|AUX|3|aux:pass attacked|attack|VERB|0|root by|by|ADP|5|case "
                    + "Mali|Mali|PROPN|3|obl") == ["mali attacks niger asserted"])
    }

    @Test func coordinatedActorsMakeAllPairs() throws {
        #expect(
            try findings(
                "Mali|Mali|PROPN|4|nsubj and|and|CCONJ|3|cc Chad|Chad|PROPN|1|conj attacked|attack|VERB|0|root "
                    + "Niger|Niger|PROPN|4|obj and|and|CCONJ|7|cc Togo|Togo|PROPN|5|conj")
                == [
                    "mali attacks niger asserted", "mali attacks togo asserted", "chad attacks niger asserted",
                    "chad attacks togo asserted",
                ])
    }

    @Test(arguments: [("", ["chad attacks niger asserted"]), ("only|only|ADV|3|advmod ", nil)])
    func whoIsSaidToBeTheWrongOneDoesNothing(only: String, expected: [String]?) throws {
        let both = ["mali attacks niger asserted", "chad attacks niger asserted"]
        let shift = only.isEmpty ? 0 : 1
        #expect(
            try findings(
                "Not|not|PART|\(2 + shift)|advmod \(only)Mali|Mali|PROPN|\(5 + shift)|nsubj but|but|CCONJ|\(4 + shift)|cc "
                    + "Chad|Chad|PROPN|\(2 + shift)|conj attacked|attack|VERB|0|root Niger|Niger|PROPN|\(5 + shift)|obj"
            )
                == (expected ?? both))
    }

    @Test func secondVerbSharesTheSubjectOfTheFirst() throws {
        #expect(
            try findings(
                "Mali|Mali|PROPN|2|nsubj left|leave|VERB|0|root and|and|CCONJ|4|cc attacked|attack|VERB|2|conj "
                    + "Niger|Niger|PROPN|4|obj") == ["mali attacks niger asserted"])
    }

    @Test func relativePronounStandsForItsNoun() throws {
        #expect(
            try findings(
                "Mali|Mali|PROPN|6|nsubj ,|,|PUNCT|1|punct which|which|PRON|4|nsubj attacked|attack|VERB|1|acl:relcl "
                    + "Niger|Niger|PROPN|4|obj withdrew|withdraw|VERB|0|root") == ["mali attacks niger asserted"])
    }

    @Test(arguments: [
        ("not|not|PART|4|advmod", "denied"), ("may|may|AUX|4|aux", "possible"),
    ])
    func wordsAtTheVerbDecideTheStatus(word: String, status: String) throws {
        #expect(
            try findings(
                "Mali|Mali|PROPN|4|nsubj did|do|AUX|4|aux \(word) attack|attack|VERB|0|root Niger|Niger|PROPN|4|obj")
                == ["mali attacks niger \(status)"])
    }

    @Test(arguments: [("refused|refuse", "denied"), ("wants|want", "possible"), ("began|begin", "asserted")])
    func governingVerbDecidesTheStatusAndLendsItsSubject(verb: String, status: String) throws {
        #expect(
            try findings(
                "Mali|Mali|PROPN|2|nsubj \(verb)|VERB|0|root to|to|PART|4|mark attack|attack|VERB|2|xcomp "
                    + "Niger|Niger|PROPN|4|obj") == ["mali attacks niger \(status)"])
    }

    @Test func supportVerbLendsItsSubjectToTheNoun() throws {
        #expect(
            try findings(
                "Mali|Mali|PROPN|2|nsubj held|hold|VERB|0|root talks|talk|NOUN|2|obj with|with|ADP|5|case "
                    + "Niger|Niger|PROPN|2|obl") == ["mali negotiatesWith niger asserted"])
    }

    @Test func talksBetweenTwoTieThem() throws {
        #expect(
            try findings(
                "talks|talk|NOUN|6|nsubj between|between|ADP|3|case Mali|Mali|PROPN|1|nmod and|and|CCONJ|5|cc "
                    + "Niger|Niger|PROPN|3|conj ended|end|VERB|0|root") == ["mali negotiatesWith niger asserted"])
    }

    @Test func possessorOfANounIsItsSource() throws {
        #expect(
            try findings(
                "Mali|Mali|PROPN|3|nmod:poss 's|'s|PART|1|case attack|attack|NOUN|6|nsubj on|on|ADP|5|case "
                    + "Niger|Niger|PROPN|3|nmod failed|fail|VERB|0|root") == ["mali attacks niger asserted"])
    }

    @Test func appositionSaysWhoAMemberIs() throws {
        #expect(
            try findings(
                "Mali|Mali|PROPN|7|nsubj ,|,|PUNCT|4|punct a|a|DET|4|det member|member|NOUN|1|appos of|of|ADP|6|case "
                    + "Ecowas|Ecowas|PROPN|4|nmod left|leave|VERB|0|root") == ["mali memberOf ecowas asserted"])
    }

    @Test func nounStandsForItsOwner() throws {
        #expect(
            try findings(
                "forces|force|NOUN|4|nsubj of|of|ADP|3|case Mali|Mali|PROPN|1|nmod attacked|attack|VERB|0|root "
                    + "Niger|Niger|PROPN|4|obj") == ["mali attacks niger asserted"])
    }

    @Test func subjectOfTheGoverningVerbOfSayingIsTheSpeaker() throws {
        #expect(
            try findings(
                "Togo|Togo|PROPN|2|nsubj said|say|VERB|0|root Mali|Mali|PROPN|4|nsubj attacked|attack|VERB|2|ccomp "
                    + "Niger|Niger|PROPN|4|obj") == ["mali attacks niger asserted says togo"])
    }

    @Test func whatIsCutOffIsDenied() throws {
        #expect(
            try findings(
                "Mali|Mali|PROPN|2|nsubj cut|cut|VERB|0|root aid|aid|NOUN|2|obj to|to|ADP|5|case "
                    + "Niger|Niger|PROPN|3|nmod") == ["mali aids niger denied"])
    }

    @Test(arguments: [("weapon", 1), ("car", 0)])
    func nounNeedsTheWordThatItNames(word: String, count: Int) throws {
        #expect(
            try findings(
                "Mali|Mali|PROPN|4|nmod:poss 's|'s|PART|1|case \(word)|\(word)|NOUN|4|compound sale|sale|NOUN|0|root "
                    + "to|to|ADP|6|case Niger|Niger|PROPN|4|nmod"
            ).count == count)
    }

    @Test(arguments: [("refugees|refugee", 1), ("tourists|tourist", 0)])
    func verbNeedsTheSubjectThatItNames(noun: String, count: Int) throws {
        #expect(
            try findings(
                "\(noun)|NOUN|4|nsubj from|from|ADP|3|case Mali|Mali|PROPN|1|nmod arrived|arrive|VERB|0|root "
                    + "in|in|ADP|6|case Niger|Niger|PROPN|4|obl"
            ).count == count)
    }

    @Test func fallOfAPlaceGivesItToAnother() throws {
        #expect(
            try findings(
                "fall|fall|NOUN|6|nsubj of|of|ADP|3|case Gao|Gao|PROPN|1|nmod to|to|ADP|5|case Mali|Mali|PROPN|1|nmod "
                    + "shocked|shock|VERB|0|root") == ["mali controls gao asserted"])
    }

    @Test(arguments: [("closed|close", 1), ("discussed|discuss", 0)])
    func nounNeedsTheWordThatGovernsIt(verb: String, count: Int) throws {
        #expect(
            try findings(
                "Mali|Mali|PROPN|3|nmod:poss 's|'s|PART|1|case border|border|NOUN|7|nsubj:pass with|with|ADP|5|case "
                    + "Niger|Niger|PROPN|3|nmod was|be|AUX|7|aux:pass \(verb)|VERB|0|root"
            ).count == count)
    }

    @Test func laterPlaceCountsWhereTheFirstIsEmpty() throws {
        #expect(
            try findings(
                "Mali|Mali|PROPN|2|nsubj sheltered|shelter|VERB|0|root thousands|thousand|NOUN|2|obj in|in|ADP|5|case "
                    + "Niger|Niger|PROPN|2|obl") == ["mali hostsRefugeesFrom niger asserted"])
    }

    @Test func accusedActs() throws {
        #expect(
            try findings(
                "Togo|Togo|PROPN|2|nsubj accused|accuse|VERB|0|root Mali|Mali|PROPN|2|obj of|of|SCONJ|5|mark "
                    + "attacking|attack|VERB|2|advcl Niger|Niger|PROPN|5|obj") == ["mali attacks niger asserted"])
    }

    @Test func memberOfAListHasTheRole() throws {
        #expect(
            try findings(
                "Ecowas|Ecowas|PROPN|2|compound members|member|NOUN|3|compound Mali|Mali|PROPN|6|nsubj and|and|CCONJ|5|cc "
                    + "Niger|Niger|PROPN|3|conj left|leave|VERB|0|root")
                == ["mali memberOf ecowas asserted", "niger memberOf ecowas asserted"])
    }

    @Test func headsThatRunInCirclesAreSurvived() throws {
        #expect(
            try findings("Mali|Mali|PROPN|2|nsubj attacked|attack|VERB|3|conj Niger|Niger|PROPN|2|obj").count <= 1)
    }
}
