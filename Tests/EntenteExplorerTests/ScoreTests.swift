import EntenteAnalysis
import EntenteModel
import EntenteRendering
import Foundation
import Testing

extension InBrowser {
    /// Scores follow the filters, and are then what the library counts for the same filters.
    @Suite struct ScoreTests {
        private static let measures: [Measure] = [
            .degree, .inDegree, .outDegree, .strength, .betweenness, .closeness, .harmonic, .pagerank, .eigenvector,
            .core, .constraint,
        ]

        /// The scores in the profile of an actor, by measure, and for what they hold.
        private func profile(_ id: ActorID, address: String, page: String) async throws -> (
            scores: [String: (score: String, rank: String)], remark: String
        ) {
            let browser = try #require(Browser.shared)
            try await browser.resize(1280, 800)
            try await browser.prefer()
            try await browser.open(page, address: "actor=\(id)&\(address)")
            try await browser.wait(for: "document.querySelector('[data-scores=counted]')")
            let rows = try await browser.run(
                """
                return [...document.querySelectorAll(".scores tbody tr")].map(row =>
                  [row.querySelector("[data-why]")?.dataset.why ?? "", row.querySelector(".score").textContent,
                   row.querySelector(".rank").textContent].join("|"));
                """
            ).texts
            var scores: [String: (score: String, rank: String)] = [:]
            for row in rows {
                let parts = row.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
                scores[parts[0]] = (parts[1], parts[2])
            }
            #expect(try await browser.messages() == [])
            return (scores, try await browser.text("[data-scores]"))
        }

        @Test(arguments: [
            (
                "status=asserted,possible&polarity=hostile",
                Projection(statuses: [.asserted, .possible], polarity: .hostile)
            ),
            (
                "without=leads,locatedIn,fears",
                Projection(kinds: ["talksWith", "supports", "attacks"], statuses: [.asserted])
            ),
        ])
        func `Scores are those that the library counts for the same filters`(
            address: String, projection: Projection
        ) async throws {
            let graph = try SamplePages.network(actors: 60, relations: 260)
            let page = try SamplePages.write(graph, name: "scores")
            let view = try GraphView(graph, projection: projection)
            for id: ActorID in ["a1", "a3", "a17"] {
                let (shown, remark) = try await profile(id, address: address, page: page)
                #expect(remark.hasPrefix("For asserted"), "\(remark)")
                for measure in Self.measures {
                    let scores = try view.scores(of: measure)
                    guard let score = scores[id], score.isFinite, score != 0 else { continue }
                    let row = try #require(shown[measure.rawValue], "\(measure) of \(id)")
                    let number = try #require(Double(row.score.replacing(",", with: "")))
                    #expect(
                        abs(number - score) <= max(0.06, 1e-3 * abs(score)),
                        "\(measure) of \(id): \(row.score), \(score)")
                    let better = graph.actors.filter { other in
                        guard let value = scores[other.id], value.isFinite else { return false }
                        return measure == .constraint ? value < score - 1e-9 : value > score + 1e-9 * abs(score)
                    }
                    #expect(row.rank.hasPrefix("\(better.count + 1) of"), "\(measure) of \(id): \(row.rank)")
                }
            }
        }

        @Test func `Hiding an actor counts anew, and taking it back brings the first scores`() async throws {
            let browser = try #require(Browser.shared)
            let first = try await profile("front", address: "", page: SamplePages.conflictPage.get())
            #expect(
                first.scores["degree"]?.score == "2"
                    && first.remark == "For asserted relations, directed, cost by hops.")
            let hidden = try await profile("front", address: "hide=cesaria", page: SamplePages.conflictPage.get())
            #expect(hidden.scores["degree"]?.score == "1" && hidden.remark.contains("without 1 hidden actor"))
            try await browser.click("#chips button")
            try await browser.wait(for: "document.querySelector('.scores .score').textContent === '2'")
            #expect(try await browser.text("[data-scores]") == first.remark)
        }

        @Test func `The ranking of the overview follows the filters`() async throws {
            let browser = try #require(Browser.shared)
            try await browser.open(SamplePages.conflictPage.get(), address: "polarity=hostile")
            try await browser.wait(for: "document.querySelector('[data-scores=counted]')")
            #expect(try await browser.text("#central .ranking li:first-child .name") == "People's Front")
            #expect(try await browser.text("[data-scores]").contains("hostile"))
        }
    }
}
