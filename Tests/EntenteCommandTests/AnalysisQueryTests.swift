import Foundation
import Testing

/// Questions of analysis beyond the cheapest path and the plain ranking, as a user asks them.
@Suite struct AnalysisQueryTests {
    private func ask(_ arguments: String..., graph: String = "graph.json") throws -> Entente {
        try Entente(arguments + ["--case", Sample.path(graph)])
    }

    private func rows(_ text: String) -> [[String]] {
        text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    }

    @Test func stepsAreRankedByTheShortestPathsThatTakeThem() throws {
        // alpha → beta → gamma: each step lies on two of the three paths.
        let answer = try ask("centrality", "--measure", "edge-betweenness", "--format", "csv")
        #expect(
            rows(answer.output) == [
                ["rank", "source", "target", "score"], ["1", "alpha", "beta", "2"], ["1", "beta", "gamma", "2"],
            ])
        let object = try #require(
            try ask("centrality", "--measure", "edge-betweenness", "--top", "1", "--format", "json").json)
        #expect(object["measure"] as? String == "edge-betweenness")
        #expect((object["scores"] as? [Any])?.count == 1)
    }

    @Test func ranksComeWithHowSureTheyAre() throws {
        let answer = try ask("centrality", "--stability", "40", "--top", "1", "--format", "json")
        let first = try #require((answer.json?["scores"] as? [[String: Any]])?.first)
        #expect(first["id"] as? String == "beta")
        #expect(first["bestRank"] as? Int == 1)
        #expect((first["worstRank"] as? Int ?? 0) >= 1)
        let again = try ask("centrality", "--stability", "40", "--top", "1", "--format", "json")
        #expect(again.output == answer.output)
        #expect(try ask("centrality", "--stability", "40").output.contains("9 of 10 of 40 redrawings"))
    }

    @Test func jumpsMayLeadToOneActorAlone() throws {
        let answer = try ask("centrality", "--measure", "pagerank", "--personalize", "gamma", "--format", "csv")
        #expect(rows(answer.output).dropFirst().first?.prefix(3) == ["1", "gamma", "Gamma"])
    }

    @Test(arguments: [
        ["--measure", "degree", "--normalized"], ["--measure", "pagerank", "--endpoints"],
        ["--measure", "katz", "--personalize", "alpha"], ["--measure", "closeness", "--damping", "0.5"],
        ["--measure", "edge-betweenness", "--stability", "3"], ["--stability", "0"], ["--sampled", "0.1"],
        ["--measure", "betweenness", "--sampled", "2"], ["--measure", "pagerank", "--damping", "1"],
    ])
    func choicesThatAMeasureDoesNotOfferAreRefused(arguments: [String]) throws {
        let answer = try Entente(["centrality"] + arguments + ["--case", Sample.path("graph.json")])
        #expect(answer.status == 64)
        #expect(answer.firstError.hasPrefix("error: "))
        #expect(answer.output == "")
    }

    @Test func endsOfPathsMayCount() throws {
        let answer = try ask("centrality", "--measure", "betweenness", "--endpoints", "--format", "csv")
        #expect(rows(answer.output).dropFirst().first == ["1", "beta", "Béta", "state", "3"])
    }

    @Test func whoIsReachedAndWhoReaches() throws {
        let within = try ask("reach", "alpha", "--cost", "hops", "--within", "1", "--format", "csv")
        #expect(rows(within.output) == [["id", "name", "kind", "cost"], ["beta", "Béta", "state", "1"]])
        let back = try ask("reach", "gamma", "--backwards", "--cost", "hops", "--format", "csv")
        #expect(rows(back.output).dropFirst().map { $0[0] } == ["beta", "alpha"])
        // Everybody whom no path reaches is left out, without a bound too.
        #expect(try ask("reach", "gamma").status == 1)
        #expect(try ask("reach", "alpha", "--min-influence", "2").status == 64)
    }

    @Test func aPathMayBeBoundInItsSteps() throws {
        #expect(try ask("path", "alpha", "gamma", "--max-hops", "1").status == 1)
        #expect(try ask("path", "alpha", "gamma", "--max-hops", "2").status == 0)
        #expect(try ask("path", "alpha", "gamma", "--hop-kinds", "attacks", "any").status == 0)
        #expect(try ask("path", "alpha", "gamma", "--hop-kinds", "any", "supports").status == 1)
        #expect(try ask("path", "alpha", "gamma", "--hop-kinds", "attacs").errors.contains("did you mean 'attacks'"))
    }

    @Test func pathsMayBeTheWidestOrFollowTheDates() throws {
        let widest = try ask("path", "a", "c", "--widest", "--cost", "weight", "--format", "json", graph: "plain.csv")
        let path = try #require((widest.json?["paths"] as? [[String: Any]])?.first)
        #expect(path["width"] as? Int == 2)
        #expect((path["hops"] as? [Any])?.count == 2)
        let dated = try ask("path", "alpha", "gamma", "--temporal", "--format", "json")
        let hops = try #require((dated.json?["paths"] as? [[String: Any]])?.first?["hops"] as? [[String: Any]])
        #expect(hops.map { $0["day"] as? String } == ["2021-08-06", "2021-08-07"])
    }

    @Test func allPathsThatTieAreListedOrSaidToBeMore() throws {
        let folder = try Folder()
        try folder.write("square.csv", "source,target\na,b\na,c\nb,d\nc,d\n")
        let file = "\(folder.path)/square.csv"
        let all = try Entente(["path", "a", "d", "--all", "--cost", "hops", "--format", "json", "--case", file])
        #expect((all.json?["paths"] as? [Any])?.count == 2)
        #expect(all.json?["complete"] == nil)
        let one = try Entente([
            "path", "a", "d", "--all", "-k", "1", "--cost", "hops", "--format", "json", "--case", file,
        ])
        #expect((one.json?["paths"] as? [Any])?.count == 1)
        #expect(one.json?["complete"] as? Bool == false)
    }

    @Test(arguments: [["--widest", "--temporal"], ["--all", "--max-hops", "3"], ["--widest", "-k", "2"]])
    func questionsThatExcludeEachOtherAreRefused(arguments: [String]) throws {
        let answer = try Entente(["path", "alpha", "gamma"] + arguments + ["--case", Sample.path("graph.json")])
        #expect(answer.status == 64)
        #expect(answer.output == "")
    }

    @Test func aTimelineHasAPointForEveryMonth() throws {
        let answer = try ask("timeline", "--from", "2021-07", "--to", "2021-08", "--format", "csv", "--top", "1")
        #expect(rows(answer.output).map { $0[0] } == ["month", "2021-07", "2021-08"])
        #expect(rows(answer.output).last?[2] == "beta")
        let changes = try ask("timeline", "--before", "2021-07", "--after", "2021-08", "--format", "csv")
        #expect(rows(changes.output).dropFirst().map { $0[0] } == ["beta", "alpha", "gamma"])
        #expect(try ask("timeline", "--before", "2021-07").status == 64)
        #expect(try ask("timeline", "--before", "2021-09", "--after", "2021-07").status == 64)
    }

    @Test func whoHasToDoWithWhomIsCounted() throws {
        let answer = try ask("assortativity", "--format", "json")
        #expect(answer.json?["by"] as? String == "kind")
        let cells = try #require(answer.json?["mixing"] as? [[String: Any]])
        #expect(cells.compactMap { $0["arcs"] as? Int } == [1, 1])
        // state → state, state → person: what chance would have given too.
        #expect(answer.json?["assortativity"] as? Double == 0)
        #expect(try ask("assortativity", "--by", "country").status == 0)
    }
}
