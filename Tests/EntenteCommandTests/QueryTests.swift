import Foundation
import Testing

/// Questions to a graph, as a user asks them.
@Suite struct QueryTests {
    private func ask(_ arguments: String..., graph: String = "graph.json") throws -> Entente {
        try Entente(arguments + ["--case", Sample.path(graph)])
    }

    private func rows(_ text: String) -> [[String]] {
        text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    }

    @Test func aPathHasTheShapeThatIsPromised() throws {
        let answer = try ask("path", "A-Land", "the gamma", "--format", "json")
        #expect(answer.status == 0, "\(answer.errors)")
        let object = try #require(answer.json)
        #expect(object["source"] as? String == "alpha")
        #expect(object["target"] as? String == "gamma")
        let path = try #require((object["paths"] as? [[String: Any]])?.first)
        #expect(Set(path.keys) == ["cost", "influence", "hops"])
        let hops = try #require(path["hops"] as? [[String: Any]])
        try #require(hops.count == 2)
        #expect(
            Set(hops[0].keys) == ["source", "kind", "target", "label", "reversed", "weight", "status", "evidence"])
        #expect(hops.map { $0["source"] as? String } == ["alpha", "beta"])
        #expect(hops[0]["kind"] as? String == "attacks")
        // The weights are what the cost comes from: it is the sum of their −ln.
        let weights = hops.compactMap { $0["weight"] as? Double }
        let product = weights.reduce(1, *)
        #expect(
            weights.allSatisfy { $0 > 0 && $0 < 0.5 }, "a strength of 0.5 or less, lessened by the kind: \(weights)")
        #expect(abs((path["influence"] as? Double ?? 0) - product) < 1e-9)
        #expect(abs((path["cost"] as? Double ?? 0) + log(product)) < 1e-9)
        let evidence = try #require(hops[0]["evidence"] as? [String: Any])
        #expect(Set(evidence.keys) == ["document", "start", "end", "text"])
        #expect(evidence["text"] as? String == "Alpha attacked Béta")
    }

    @Test func aPathShowsItsStepsWithTheEvidence() throws {
        let answer = try ask("path", "alpha", "gamma")
        #expect(answer.output.contains("Alpha attacks Béta"))
        #expect(answer.output.contains("“Alpha attacked Béta”"))
        #expect(answer.output.contains("one, bytes 0–20"))
        let table = try ask("path", "alpha", "gamma", "--format", "csv")
        #expect(
            rows(table.output).map { Array($0.prefix(5)) } == [
                ["path", "step", "source", "kind", "target"], ["1", "1", "alpha", "attacks", "beta"],
                ["1", "2", "beta", "attacks", "gamma"],
            ])
    }

    @Test func noPathIsAnEmptyListAndStatusOne() throws {
        let answer = try ask("path", "gamma", "alpha", "--format", "json")
        #expect(answer.status == 1)
        #expect((answer.json?["paths"] as? [Any])?.isEmpty == true)
        #expect(answer.errors == "")
        let table = try ask("path", "gamma", "alpha")
        #expect(table.status == 1)
        #expect(table.output.contains("Try --undirected"))
    }

    @Test func filtersNarrowAndWidenAPath() throws {
        #expect(try ask("path", "gamma", "alpha", "--undirected").status == 0)
        #expect(try ask("path", "alpha", "gamma", "--avoid", "beta").status == 1)
        #expect(try ask("path", "alpha", "gamma", "--kind", "supports").status == 1)
        #expect(try ask("path", "alpha", "delta").status == 1)
        #expect(try ask("path", "alpha", "delta", "--with-possible").status == 0)
        #expect(try ask("path", "alpha", "delta", "--roll-up").status == 0)
        #expect(try ask("path", "alpha", "beta", "--to", "2021-08-05").status == 1)
        #expect(try ask("path", "alpha", "beta", "--from", "2021-08").status == 0)
    }

    @Test func centralityHasTheShapeThatIsPromised() throws {
        let answer = try ask("centrality", "--measure", "degree", "--top", "2", "--format", "json")
        #expect(answer.status == 0, "\(answer.errors)")
        #expect(answer.json?["measure"] as? String == "degree")
        let scores = try #require(answer.json?["scores"] as? [[String: Any]])
        try #require(scores.count == 2)
        #expect(Set(scores[0].keys) == ["rank", "id", "name", "kind", "score"])
        #expect(scores[0]["id"] as? String == "beta")
        #expect(scores[0]["score"] as? Int == 2)
        let table = try ask("centrality", "--measure", "degree", "--top", "1", "--format", "csv")
        #expect(rows(table.output) == [["rank", "id", "name", "kind", "score"], ["1", "beta", "Béta", "state", "2"]])
    }

    @Test func weightsOfAPlainGraphAreStrengthsOrCosts() throws {
        let strong = try ask("centrality", "--measure", "strength", "--format", "csv", graph: "plain.csv")
        #expect(rows(strong.output).dropFirst().first?.prefix(2) == ["1", "b"])
        let cheap = try ask("path", "a", "c", "--cost", "weight", "--format", "csv", graph: "plain.csv")
        #expect(rows(cheap.output).dropFirst().map { $0.dropFirst(4).first } == ["c"])
    }

    @Test func actorsAndRelationsAreListedInEveryFormat() throws {
        let actors = try ask("actors", "--format", "json")
        #expect(
            (actors.json?["actors"] as? [[String: Any]])?.compactMap { $0["id"] as? String } == [
                "alpha", "beta", "delta", "gamma", "twin-1", "twin-2",
            ])
        #expect(rows(try ask("actors", "--kind", "person", "--format", "csv").output).map { $0[0] } == ["id", "gamma"])
        #expect(try ask("actors", "--search", "BETA").output.contains("Béta"))
        #expect(try ask("actors", "--search", "nobody").status == 1)
        let lately = try ask("actors", "--from", "2021-08-06", "--to", "2021-08-06", "--status", "asserted")
        #expect(lately.output.contains("Alpha"))
        #expect(!lately.output.contains("Twin"))
        #expect(
            rows(try ask("actors", "--status", "possible", "--format", "csv").output).map { $0[0] } == [
                "id", "alpha", "delta",
            ])
        let relations = try ask("relations", "--format", "json")
        #expect(
            (relations.json?["relations"] as? [[String: Any]])?.compactMap { $0["id"] as? String } == [
                "alpha|attacks|beta", "alpha|supports|delta", "beta|attacks|gamma",
            ])
        let possible = try ask("relations", "--status", "possible", "--format", "csv")
        #expect(rows(possible.output).map { $0.dropFirst().first } == ["relation", "supports"])
    }

    @Test func anActorsProfileHoldsItsRelationsAndTheirEvidence() throws {
        let answer = try ask("show", "a-land")
        #expect(answer.output.hasPrefix("Alpha (state)\n"))
        #expect(answer.output.contains("Alpha attacks Béta"))
        #expect(answer.output.contains("says Béta, possible"))
        let object = try #require(try ask("show", "alpha", "--format", "json").json)
        #expect((object["actor"] as? [String: Any])?["id"] as? String == "alpha")
        #expect((object["relations"] as? [Any])?.count == 2)
        #expect(rows(try ask("show", "alpha", "--format", "csv").output).count == 3)
    }

    @Test func anUnknownActorIsAnsweredWithTheNearestAndStatus65() throws {
        let answer = try ask("path", "Alpah", "gamma")
        #expect(answer.status == 65)
        #expect(answer.errors == "error: no actor 'Alpah'; did you mean Alpha (alpha)?\n")
        #expect(answer.output == "")
    }

    @Test func anAmbiguousActorIsAnsweredWithItsIdsAndStatus65() throws {
        let answer = try ask("show", "twin")
        #expect(answer.status == 65)
        #expect(answer.errors.contains("Twin (twin-1), Twin (twin-2); give an id"))
    }

    @Test(arguments: [
        ["path", "alpha"], ["path", "alpha", "beta", "gamma"], ["path", "alpha", "beta", "-k", "0"],
        ["path", "alpha", "beta", "-k", "many"], ["path", "alpha", "beta", "--from", "yesterday"],
        ["path", "alpha", "beta", "--to", "2021-13"], ["path", "alpha", "beta", "--as-of", "2021-02-30"],
        ["path", "alpha", "beta", "--from", "2022", "--to", "2021"], ["path", "alpha", "beta", "--cost", "money"],
        ["path", "alpha", "beta", "--status", "rumoured"], ["path", "alpha", "beta", "--kind", "atacks"],
        ["path", "alpha", "beta", "--polarity", "both"], ["path", "alpha", "beta", "--min-sources", "0"],
        ["path", "alpha", "beta", "--min-weight", "-0.1"], ["path", "alpha", "beta", "--min-weight", "nan"],
        ["path", "alpha", "beta", "--format", "xml"], ["path", "alpha", "beta", "--no-such-option"],
        ["centrality", "--measure", "betweeness"], ["centrality", "--top", "0"], ["centrality", "--top", "-1"],
        ["actors", "--kind", "ship"], ["map"], ["map", "-o", "map.jpeg"], ["map", "-o", "map"],
        ["map", "-o", "m.svg", "--depth", "-1"], ["map", "-o", "m.svg", "--path", "alpha"],
        ["export", "--format", "xlsx"], ["show"], ["map", "-o", "m.svg", "--dpi", "0"],
        ["actors", "--from", "2022", "--to", "2021"], ["actors", "--status", "rumoured"],
        ["map", "-o", "m.svg", "--by", "beauty"],
    ])
    func wrongUseIsStatus64WithAMessage(arguments: [String]) throws {
        let folder = try Folder()
        let answer = try Entente(arguments + ["--case", Sample.path("graph.json")], in: folder.path)
        #expect(answer.status == 64, "\(answer.errors)")
        #expect(answer.errors.hasPrefix("error: "))
        #expect(answer.output == "")
        #expect(try folder.names.isEmpty)
    }

    @Test func aSlipInAMeasureOrKindIsAnsweredWithTheNearest() throws {
        #expect(try ask("centrality", "--measure", "betweeness").errors.contains("did you mean 'betweenness'?"))
        #expect(try ask("relations", "--kind", "atacks").errors.contains("did you mean 'attacks'?"))
        #expect(try ask("actors", "--kind", "persn").errors.contains("did you mean 'person'?"))
    }

    @Test func aMeasureThatIsNearToNoneIsAnsweredWithTheList() throws {
        #expect(try ask("centrality", "--measure", "beauty").errors.contains("use degree, in-degree, "))
    }

    @Test func anOptionThatSwallowsTheActorsIsExplained() throws {
        let answer = try ask("path", "--kind", "attacks", "alpha", "gamma")
        #expect(answer.status == 64)
        #expect(answer.errors.contains("put it last"))
        #expect(try ask("path", "alpha", "gamma", "--kind", "attacks").status == 0)
    }

    @Test func aMapOfNothingIsStatusOneAndWritesNothing() throws {
        let folder = try Folder()
        try folder.write("e.csv", "source,target\n")
        let answer = try Entente(["map", "--case", "e.csv", "-o", "m.svg"], in: folder.path)
        #expect(answer.status == 1)
        #expect(answer.errors.hasPrefix("error: the map would be empty; widen the filters"))
        #expect(!answer.errors.contains("report it"))
        #expect(try folder.names == ["e.csv"])
    }

    @Test func namesThatBeginWithADashComeAfterTwoDashes() throws {
        let answer = try Entente(["show", "--case", Sample.path("hostile.json"), "--", "-dash"])
        #expect(answer.status == 0, "\(answer.errors)")
        #expect(answer.output.hasPrefix("-dash"))
    }

    @Test func theCaseIsNamedOrFoundOrAskedFor() throws {
        let folder = try Folder()
        let none = try Entente(["actors"], in: folder.path)
        #expect(none.status == 66)
        #expect(none.errors.contains("--case"))
        try folder.write("a.entente", "x")
        #expect(try Entente(["actors"], in: folder.path).errors.contains("this is no case file; a.entente"))
        try folder.write("b.entente", "x")
        let several = try Entente(["actors"], in: folder.path)
        #expect(several.status == 66)
        #expect(several.errors.contains("a.entente, b.entente"))
        let named = try Entente(
            ["actors"], in: folder.path, environment: ["ENTENTE_CASE": Sample.path("graph.json")])
        #expect(named.status == 0)
    }

    @Test(arguments: [
        ("none.entente", 66), (".", 65), ("none.json", 66), ("text.entente", 65), ("text.json", 65), ("text.csv", 65),
        ("g.graphml", 65), ("bytes.csv", 65),
    ])
    func aCaseThatCannotBeReadIsNamedWithWhatToDo(file: String, status: Int32) throws {
        let folder = try Folder()
        for name in ["text.entente", "text.json", "text.csv", "g.graphml"] { try folder.write(name, "just\nwords\n") }
        try folder.write("bytes.csv", [0x61, 0xFF])
        let answer = try Entente(["actors", "--case", file], in: folder.path)
        #expect(answer.status == status)
        #expect(answer.errors.hasPrefix("error: "))
        #expect(answer.errors.contains(file))
        #expect(answer.firstError.components(separatedBy: "; ").count > 2, "\(answer.errors)")
        #expect(try folder.names.count == 5)
    }

    @Test func answersAreTheSameBytesOnEveryRunWithAndWithoutColour() throws {
        for arguments in [
            ["path", "alpha", "gamma"], ["centrality"], ["actors"], ["relations"], ["export", "--format", "dot"],
        ] {
            let one = try Entente(arguments + ["--case", Sample.path("graph.json")])
            let other = try Entente(
                arguments + ["--case", Sample.path("graph.json")],
                environment: ["NO_COLOR": "1", "TERM": "xterm-256color"])
            #expect(one.output == other.output)
            #expect(!one.output.contains("\u{1B}"))
        }
    }
}
