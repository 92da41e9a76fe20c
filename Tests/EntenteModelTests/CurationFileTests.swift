import EntenteModel
import Testing

@Suite struct CurationFileTests {
    private let decisions: [Decision] = [
        Decision(
            .merge("rahmon", into: "emomali-rahmon"), by: "jd", date: PartialDate("2021-08-09"),
            note: "same office: yes"),
        Decision(.keepApart("z", "a")),
        Decision(.divide("georgia", Division(part: .name("Peach State"), id: "peach", name: "Peach", kind: "place"))),
        Decision(.divide("georgia", Division(part: .document("us/election"), id: "us", name: "Georgia"))),
        Decision(.rename("taliban", to: "“Afghan” Taliban: \"new\"\n# no comment")),
        Decision(.retype("null", to: "state")),
        Decision(.reject(Claim(source: "russia", kind: "attacks", target: "no"))),
        Decision(
            .confirm(
                Claim(
                    source: "a", kind: "k", target: "b", evidence: .init(document: "- d", quote: "Größe\t'x' [1]: {y}"))
            )),
        Decision(.addActor("123", name: "true", kind: "person")),
        Decision(
            .add(
                KnownRelation(
                    source: "a", kind: "k", target: "b", citation: "an officer", quote: "北京", status: .possible,
                    date: PartialDate("2021-08"), confidence: 0.25))),
    ]

    @Test func everyDecisionComesBackAsItWas() throws {
        let yaml = CurationFile.yaml(decisions)
        let read = try CurationFile(yaml: yaml).entries.map(\.decision)
        let expected = decisions.map { decision in
            if case .keepApart = decision.verdict { Decision(.keepApart("a", "z")) } else { decision }
        }
        #expect(Set(read) == Set(expected), "\(yaml)")
        #expect(CurationFile.yaml(read) == yaml)
        #expect(CurationFile.yaml(decisions.reversed()) == yaml)
    }

    @Test func theFileReadsAsAnEntryADecision() {
        let yaml = CurationFile.yaml([
            decisions[0],
            Decision(
                .reject(
                    Claim(
                        source: "russia", kind: "attacks", target: "tajikistan",
                        evidence: .init(document: "avaza", quote: "A storm hit the coast.")))),
        ])
        #expect(
            yaml == """
                # What people decided about a case of Entente. One entry a decision; edit, review and merge it as you like.
                entente-curation: 1
                decisions:
                - merge: rahmon
                  into: emomali-rahmon
                  by: jd
                  date: 2021-08-09
                  note: "same office: yes"
                - reject: [russia, attacks, tajikistan]
                  document: avaza
                  quote: "A storm hit the coast."

                """)
        #expect(CurationFile.yaml([]).hasSuffix("decisions: []\n"))
    }

    @Test(arguments: [
        ("", 1, "no decisions"), ("a: [", 2, "not YAML"), ("decisions: []", 1, "is missing"),
        ("entente-curation: 2\ndecisions: []", 1, "update Entente"), ("entente-curation: 1\nother: 1", 2, "'other'"),
        ("entente-curation: 1\ndecisions:\n- merge: a\n", 3, "'into' is missing"),
        ("entente-curation: 1\ndecisions:\n- merge: a\n  into: a\n", 3, "itself"),
        ("entente-curation: 1\ndecisions:\n- merge: a\n  into: b\n  noet: x\n", 5, "did you mean 'note'?"),
        ("entente-curation: 1\ndecisions:\n- by: jd\n", 3, "what was decided"),
        ("entente-curation: 1\ndecisions:\n- merge: a\n  rename: b\n", 3, "several things"),
        ("entente-curation: 1\ndecisions:\n- reject: [a, b]\n", 3, "3 words"),
        ("entente-curation: 1\ndecisions:\n- reject: [a, b, c]\n  quote: x\n", 3, "both or neither"),
        ("entente-curation: 1\ndecisions:\n- rename: a\n  to: b\n  date: soon\n", 3, "'soon' is no date"),
        ("entente-curation: 1\ndecisions:\n- rename: a\n  rename: b\n", 3, "twice"),
        ("entente-curation: 1\ndecisions:\n- merge: {a: b}\n  into: c\n", 3, "needs text"),
    ])
    func aFaultIsNamedWithItsLine(yaml: String, line: Int, says: String) {
        do throws(CurationFileError) {
            _ = try CurationFile(yaml: yaml)
            Issue.record("read: \(yaml.prefix(100))")
        } catch {
            #expect(error.line == line, "\(error)")
            #expect(error.problem.contains(says), "\(error)")
        }
    }

    @Test func deepNestingIsRefusedBeforeItExhaustsTheParser() {
        for nest in ["decisions: " + String(repeating: "[", count: 100_000), String(repeating: "- ", count: 100_000)] {
            let error = #expect(throws: CurationFileError.self) {
                try CurationFile(yaml: "entente-curation: 1\n" + nest)
            }
            #expect(error?.line == 2)
            #expect(error?.problem.contains("nested too deeply") == true)
        }
    }

    @Test func decisionsThatContradictEachOtherAreFound() {
        func places(_ verdicts: Decision.Verdict...) -> [[Int]] {
            Curation.conflicts(among: verdicts.map { Decision($0) }).map { [$0.first, $0.second] }
        }
        let claim = Claim(source: "a", kind: "k", target: "b")
        #expect(places(.merge("a", into: "b"), .merge("a", into: "b")) == [])
        #expect(places(.merge("a", into: "b"), .keepApart("b", "a")) == [[0, 1]])
        #expect(places(.merge("a", into: "b"), .rename("a", to: "x"), .merge("a", into: "c")) == [[0, 2]])
        #expect(places(.rename("a", to: "x"), .rename("a", to: "y")) == [[0, 1]])
        #expect(places(.reject(claim), .confirm(claim)) == [[0, 1]])
        #expect(places(.keepApart("a", "c"), .merge("a", into: "b"), .merge("b", into: "c")) == [[0, 2]])
    }
}
