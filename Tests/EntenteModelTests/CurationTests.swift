import EntenteModel
import Testing

@Suite struct CurationTests {
    /// Two spellings of a president, his country, and a bandit; "one" and "two" are documents.
    ///
    ///     rahmon ──leads──▶ tajikistan        one: "Rahmon leads Tajikistan."
    ///     rakhmon ─leads──▶ tajikistan        two: "Rakhmon leads Tajikistan."
    ///     rahmon ──meets──▶ rakhmon           two: "Rahmon met Rakhmon."
    ///     bandit ─attacks─▶ rakhmon           two, says rahmon
    private func graph() throws -> ActorGraph {
        var graph = ActorGraph(ontology: ontology)
        for id in ["one", "two"] as [DocumentID] { graph.insert(DocumentRecord(id: id, path: "\(id).txt", sha256: "")) }
        try graph.insert(
            Actor(id: "tajikistan", name: "Tajikistan", kind: "state", documents: ["one", "two"], mentions: 5))
        try graph.insert(
            Actor(
                id: "rahmon", name: "Emomali Rahmon", kind: "person", aliases: ["Rahmon"], principal: "tajikistan",
                documents: ["one"], mentions: 3))
        try graph.insert(Actor(id: "rakhmon", name: "Rakhmon", kind: "person", documents: ["two"], mentions: 2))
        try graph.insert(
            Actor(
                id: "bandit", name: "Bandit", kind: "person", aliases: ["Grey Wolf"], principal: "rakhmon",
                documents: ["two"], mentions: 2))
        try graph.insert(
            source: "rahmon", kind: "leads", target: "tajikistan", statements: [says("one", "Rahmon leads Tajikistan.")]
        )
        try graph.insert(
            source: "rakhmon", kind: "leads", target: "tajikistan",
            statements: [says("two", "Rakhmon leads Tajikistan.")])
        try graph.insert(
            source: "rahmon", kind: "meets", target: "rakhmon", statements: [says("two", "Rahmon met Rakhmon.")])
        try graph.insert(
            source: "bandit", kind: "attacks", target: "rakhmon",
            statements: [
                says("two", "The Bandit attacked Rakhmon.", by: "rahmon"),
                says("two", "The Grey Wolf attacked Rakhmon."),
            ])
        return graph
    }

    private let ontology = Ontology(
        actorKinds: ["state", "person", "place"].map { ActorKind(name: $0) },
        relationKinds: [
            RelationKind(name: "leads"), RelationKind(name: "meets", isSymmetric: true), RelationKind(name: "attacks"),
        ])

    private func says(_ document: DocumentID, _ text: String, by: ActorID? = nil) -> Statement {
        Statement(
            document: document, range: 10..<(10 + text.utf8.count), text: text, attributedTo: by, confidence: 0.5)
    }

    private func apply(_ verdicts: Decision.Verdict..., links: [ActorLink] = []) throws -> CuratedGraph {
        var curation = Curation()
        for verdict in verdicts { curation.append([Decision(verdict)]) }
        let result = try curation.apply(to: graph(), links: links)
        try result.graph.checkInvariants()
        return result
    }

    private func texts(_ graph: ActorGraph, _ source: ActorID, _ kind: String, _ target: ActorID) -> [String] {
        graph.relations.first { $0.source == source && $0.kind == kind && $0.target == target }?.statements.map(\.text)
            ?? []
    }

    @Test func mergingMovesStatementsSpeakersAndPrincipalsAndDropsNone() throws {
        let before = try graph()
        let result = try apply(.merge("rakhmon", into: "rahmon"))
        let merged = try #require(result.graph["rahmon" as ActorID])
        #expect(merged.name == "Emomali Rahmon")
        #expect(merged.aliases == ["Rahmon", "Rakhmon"])
        #expect(merged.mentions == 5)
        #expect(merged.documents == ["one", "two"])
        #expect(result.graph["rakhmon" as ActorID] == nil)
        #expect(result.graph["bandit" as ActorID]?.principal == "rahmon")
        #expect(
            texts(result.graph, "rahmon", "leads", "tajikistan") == [
                "Rahmon leads Tajikistan.", "Rakhmon leads Tajikistan.",
            ])
        #expect(texts(result.graph, "bandit", "attacks", "rahmon").count == 2)
        // What ties the two with each other is counted, not lost.
        #expect(result.statementsWithinActors == 1)
        #expect(result.graph.statementCount + 1 == before.statementCount)
        #expect(result.unapplied == [])
    }

    @Test func anUndoneMergeRestoresTheFormerGraph() throws {
        var curation = Curation()
        curation.append([Decision(.merge("rakhmon", into: "rahmon")), Decision(.rename("rahmon", to: "R."))])
        try curation.undo(1)
        #expect(try curation.apply(to: graph()).graph == graph())
        try curation.undo(2)
        #expect(try curation.apply(to: graph()).graph["rahmon" as ActorID]?.name == "R.")
        #expect(throws: CurationError.undoneAlready(2, by: 3)) { try curation.undo(2) }
        #expect(throws: CurationError.noStep(9, last: 3)) { try curation.undo(9) }
    }

    @Test func theLaterWordOnAPairStandsWhicheverWayItNamesThem() throws {
        #expect(try apply(.merge("rakhmon", into: "rahmon"), .keepApart("rahmon", "rakhmon")).graph == graph())
        #expect(try apply(.keepApart("rahmon", "rakhmon"), .merge("rakhmon", into: "rahmon")).graph.actorCount == 3)
    }

    @Test func spellingJoinsUnlessSomebodySaidWhoTheActorIs() throws {
        let link = ActorLink(from: "rakhmon", into: "rahmon", reason: "spellings of one name")
        #expect(try apply(links: [link]).graph["rakhmon" as ActorID] == nil)
        #expect(try apply(links: [link]).joined.map(\.reason) == [.link(link)])
        #expect(try apply(.keepApart("rakhmon", "rahmon"), links: [link]).graph == graph())
        // Rakhmon is the bandit, says a person; that he is spelled like Rahmon makes no bandit of Rahmon.
        let result = try apply(.merge("rakhmon", into: "bandit"), links: [link])
        #expect(result.graph["rahmon" as ActorID] != nil)
        #expect(result.graph["bandit" as ActorID]?.aliases.contains("Rakhmon") == true)
    }

    @Test func noChainOfMergesUnitesWhatIsKeptApart() throws {
        let result = try apply(
            .keepApart("rahmon", "bandit"), .merge("rakhmon", into: "rahmon"), .merge("bandit", into: "rakhmon"))
        #expect(result.graph["bandit" as ActorID] != nil)
        #expect(result.unapplied.map(\.standing.step) == [3])
        #expect(result.unapplied.first?.reason.contains("step 1") == true)
    }

    @Test func mergesInACircleAreOneActor() throws {
        let result = try apply(
            .merge("rakhmon", into: "rahmon"), .merge("rahmon", into: "bandit"), .merge("bandit", into: "rakhmon"))
        #expect(result.graph.actors.map(\.id) == ["bandit", "tajikistan"])
    }

    @Test func aRejectedStatementGoesAndARejectedRelationStaysGone() throws {
        let quote = Claim.Evidence(document: "two", quote: "The  Bandit attacked\nRakhmon.")
        let one = try apply(.reject(Claim(source: "bandit", kind: "attacks", target: "rakhmon", evidence: quote)))
        #expect(texts(one.graph, "bandit", "attacks", "rakhmon") == ["The Grey Wolf attacked Rakhmon."])
        let all = try apply(.reject(Claim(source: "bandit", kind: "attacks", target: "rakhmon")))
        #expect(texts(all.graph, "bandit", "attacks", "rakhmon") == [])
        #expect(all.graph["bandit" as ActorID] != nil)
    }

    @Test func aJudgementFollowsItsStatementThroughMergesAndRenamedDocuments() throws {
        let quote = Claim.Evidence(document: "gone", quote: "The Bandit attacked Rakhmon.")
        let result = try apply(
            .reject(Claim(source: "bandit", kind: "attacks", target: "rakhmon", evidence: quote)),
            .merge("rakhmon", into: "rahmon"))
        #expect(texts(result.graph, "bandit", "attacks", "rahmon") == ["The Grey Wolf attacked Rakhmon."])
        // The ends of a symmetric kind may be named in either order.
        let met = try apply(.reject(Claim(source: "rakhmon", kind: "meets", target: "rahmon")))
        #expect(met.graph.relations.contains { $0.kind == "meets" } == false)
    }

    @Test func confirmingMakesAStatementCertain() throws {
        let quote = Claim.Evidence(document: "one", quote: "Rahmon leads Tajikistan.")
        let result = try apply(.confirm(Claim(source: "rahmon", kind: "leads", target: "tajikistan", evidence: quote)))
        #expect(result.graph.relations.first { $0.source == "rahmon" && $0.kind == "leads" }?.strength == 1)
    }

    @Test func whatNoLongerAppliesIsSaid() throws {
        let result = try apply(
            .merge("nobody", into: "rahmon"), .rename("nobody", to: "X"), .retype("rahmon", to: "robot"),
            .reject(Claim(source: "rahmon", kind: "eats", target: "bandit")),
            .reject(Claim(source: "rahmon", kind: "leads", target: "bandit")),
            .confirm(
                Claim(
                    source: "rahmon", kind: "leads", target: "tajikistan",
                    evidence: .init(document: "one", quote: "Something else."))))
        #expect(try result.graph == graph())
        #expect(
            result.unapplied.map(\.reason) == [
                "no document mentions 'nobody'", "no document mentions 'nobody'",
                "the ontology has no actor kind 'robot'",
                "the ontology has no relation kind 'eats'", "no document says so",
                "the document no longer says so in these words",
            ])
    }

    @Test func anIdThatChangedIsFoundByTheNamesOfItsActor() throws {
        let result = try apply(.rename("grey-wolf", to: "The Wolf"))
        #expect(result.graph["bandit" as ActorID]?.name == "The Wolf")
        #expect(result.graph["bandit" as ActorID]?.aliases == ["Bandit", "Grey Wolf"])
    }

    @Test func aNameOrADocumentCanBeSplitOffAndTheNewActorMerged() throws {
        let wolf = Division(part: .name("grey wolf"), id: "wolf", name: "Grey Wolf")
        let byName = try apply(.divide("bandit", wolf))
        #expect(texts(byName.graph, "wolf", "attacks", "rakhmon") == ["The Grey Wolf attacked Rakhmon."])
        #expect(texts(byName.graph, "bandit", "attacks", "rakhmon") == ["The Bandit attacked Rakhmon."])
        #expect(byName.graph["wolf" as ActorID]?.mentions == 1)
        #expect(byName.graph["bandit" as ActorID]?.aliases == [])
        let byDocument = try apply(
            .divide("rakhmon", Division(part: .document("two"), id: "other", name: "Other", kind: "place")),
            .merge("other", into: "rahmon"))
        #expect(texts(byDocument.graph, "rahmon", "leads", "tajikistan").count == 2)
        // A judgement from before the division still finds its statement.
        let judged = try apply(
            .reject(
                Claim(
                    source: "bandit", kind: "attacks", target: "rakhmon",
                    evidence: .init(document: "two", quote: "The Grey Wolf attacked Rakhmon."))),
            .divide("bandit", wolf))
        #expect(texts(judged.graph, "wolf", "attacks", "rakhmon") == [])
        #expect(judged.unapplied.isEmpty, "\(judged.unapplied)")
    }

    @Test func whatPeopleAddHasADocumentOfItsOwnWhoseTextIsTheQuote() throws {
        let known = { (quote: String, target: ActorID) in
            Decision.Verdict.add(
                KnownRelation(
                    source: "bandit", kind: "attacks", target: target, citation: "an officer", quote: quote,
                    date: PartialDate("2021-08")))
        }
        let result = try apply(
            known("Zuerst. Größe.", "tajikistan"), known("A quote.", "new"),
            .addActor("new", name: "New", kind: "place"))
        let note = result.graph.documents.first { $0.source == "an officer" }
        #expect(note?.id == "note/an officer")
        let text = try #require(result.notes["note/an officer"])
        for relation in result.graph.relations {
            for statement in relation.statements where statement.document == "note/an officer" {
                #expect(Array(text.utf8)[statement.range].elementsEqual(statement.text.utf8))
            }
        }
        #expect(texts(result.graph, "bandit", "attacks", "new") == ["A quote."])
        #expect(result.graph["new" as ActorID]?.documents == ["note/an officer"])
    }

    @Test func theOrderOfDecisionsOnDifferentSubjectsDoesNotMatter() throws {
        let verdicts: [Decision.Verdict] = [
            .merge("rakhmon", into: "rahmon"), .rename("rakhmon", to: "R."), .retype("bandit", to: "place"),
            .reject(Claim(source: "rakhmon", kind: "leads", target: "tajikistan")),
            .divide("bandit", Division(part: .name("Grey Wolf"), id: "wolf", name: "Wolf")),
        ]
        func result(_ order: [Decision.Verdict]) throws -> ActorGraph {
            var curation = Curation()
            curation.append(order.map { Decision($0) })
            return try curation.apply(to: graph()).graph
        }
        let first = try result(verdicts)
        for shift in verdicts.indices { #expect(try result(Array(verdicts[shift...] + verdicts[..<shift])) == first) }
        #expect(try result(verdicts.reversed()) == first)
    }
}

@Suite struct LikelyDuplicateTests {
    private func proposals(_ actors: [Actor], _ verdicts: Decision.Verdict...) throws -> [LikelyDuplicate] {
        var graph = ActorGraph(
            ontology: Ontology(actorKinds: [ActorKind(name: "person"), ActorKind(name: "alliance")], relationKinds: []))
        for actor in actors { try graph.insert(actor) }
        var curation = Curation()
        for verdict in verdicts { curation.append([Decision(verdict)]) }
        return curation.likelyDuplicates(in: curation.apply(to: graph))
    }

    @Test func namesThatAreAlikeAreProposedWithTheReason() throws {
        let found = try proposals([
            Actor(id: "csto", name: "CSTO", kind: "alliance", mentions: 1),
            Actor(id: "treaty", name: "Collective Security Treaty Organization", kind: "alliance", mentions: 9),
            Actor(id: "berdi", name: "Gurbanguly Berdimuhamedov", kind: "person", mentions: 2),
            Actor(id: "berdy", name: "Gurbanguly Berdimuhamedow", kind: "person", mentions: 5),
            Actor(id: "lavrov", name: "Sergei Lavrov", kind: "person"), Actor(id: "l", name: "Lavrov", kind: "person"),
            Actor(id: "x", name: "José", kind: "person"), Actor(id: "y", name: "JOSE", kind: "person"),
            Actor(id: "route-1", name: "Highway 1", kind: "alliance"),
            Actor(id: "route-2", name: "Highway 2", kind: "alliance"),
        ])
        #expect(
            found.map { "\($0.from) \($0.into)" } == ["x y", "csto treaty", "berdi berdy", "l lavrov"], "\(found)")
        #expect(found.first?.reasons == ["both are called 'José'"])
    }

    @Test func aRejectedPairIsNeverProposedAgainAndLikenessesDoNotChain() throws {
        let actors = [
            Actor(id: "a", name: "Mahmudov", kind: "person"), Actor(id: "b", name: "Mahmudow", kind: "person"),
            Actor(id: "c", name: "Mahmutow", kind: "person"),
        ]
        #expect(try proposals(actors).map { "\($0.from) \($0.into)" } == ["a b", "b c"])
        #expect(try proposals(actors, .keepApart("b", "a")).map { "\($0.from) \($0.into)" } == ["b c"])
        // The pair stays rejected when one of the two becomes part of another.
        #expect(try proposals(actors, .keepApart("a", "b"), .merge("c", into: "b")).isEmpty)
    }
}
