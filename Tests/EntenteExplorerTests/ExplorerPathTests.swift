import EntenteAnalysis
import EntenteModel
import EntenteRendering
import Foundation
import Testing

extension InBrowser {
    /// The page's path finder against the library's.
    @Suite struct ExplorerPathTests {
        struct Question: Sendable, CustomStringConvertible {
            var cost: Projection.Cost
            var isUndirected: Bool
            var statuses: Set<Status> = [.asserted]
            var polarity: Projection.Polarity = .any
            var avoid: Set<ActorID> = []
            var via: [ActorID] = []

            var description: String {
                "\(cost) undirected \(isUndirected) \(statuses.count) \(polarity) avoid \(avoid.count) via \(via.count)"
            }
        }

        /// A path as the page shows it: the actors' ids, and its cost.
        private func shownPaths(_ browser: Browser) async throws -> [(actors: [String], cost: Double)] {
            let found = try await browser.run(
                "return [...document.querySelectorAll('.paths > li')].map(item => [item.dataset.actors, Number(item.dataset.cost)])"
            )
            return (found.list ?? []).map { entry in
                (
                    (entry.list?.first?.text ?? "").split(separator: " ").map(String.init),
                    entry.list?.last?.number ?? .nan
                )
            }
        }

        @Test(arguments: [
            Question(cost: .influence, isUndirected: false), Question(cost: .hops, isUndirected: false),
            Question(cost: .inverseStrength, isUndirected: true),
            Question(cost: .influence, isUndirected: true, statuses: [.asserted, .possible], polarity: .hostile),
            Question(
                cost: .influence, isUndirected: false, statuses: [.asserted, .disputed], avoid: ["a1", "a2", "a5"]),
            Question(cost: .influence, isUndirected: false, via: ["a4"]),
            Question(cost: .inverseStrength, isUndirected: true, via: ["a6", "a2"]),
            Question(cost: .hops, isUndirected: true, avoid: ["a1"], via: ["a12"]),
        ])
        func `Paths, their order and their costs are the library's`(question: Question) async throws {
            let browser = try #require(Browser.shared)
            var graph = try SamplePages.network(actors: 60, relations: 240)
            // A page of a graph with documents takes strengths as strengths; one of a plain graph takes them as costs.
            graph.insert(DocumentRecord(id: "d", path: "d.txt", sha256: ""))
            let page = try SamplePages.write(graph, name: "paths")
            let projection = Projection(
                statuses: question.statuses, polarity: question.polarity,
                direction: question.isUndirected ? .undirected : .directed, cost: question.cost)
            let view = try GraphView(graph, projection: projection)
            let cost =
                [Projection.Cost.influence: "influence", .hops: "hops", .inverseStrength: "weight"][question.cost] ?? ""
            for (from, to) in [("a0", "a9"), ("a3", "a41"), ("a17", "a8"), ("a50", "a0"), ("a59", "a30")] {
                let expected = try view.shortestPaths(
                    from: ActorID(from), to: ActorID(to), count: 10, via: question.via, avoid: question.avoid
                ).paths
                var address = "status=\(question.statuses.map(\.rawValue).sorted().joined(separator: ","))"
                if question.polarity != .any { address += "&polarity=\(question.polarity.rawValue)" }
                if !question.avoid.isEmpty {
                    address += "&hide=\(question.avoid.map(\.rawValue).joined(separator: ","))"
                }
                address += "&path=\(from),\(to),10,\(cost),\(question.isUndirected ? "undirected" : "directed"),0"
                if !question.via.isEmpty { address += "&via=\(question.via.map(\.rawValue).joined(separator: ","))" }
                try await browser.open(page, address: address)
                try await browser.wait(for: "document.documentElement.dataset.ready")
                let shown = try await shownPaths(browser)
                #expect(
                    shown.map(\.actors) == expected.map { $0.actors.map(\.id.rawValue) },
                    "\(question): \(from) to \(to)")
                for (own, theirs) in zip(shown, expected) {
                    #expect(abs(own.cost - theirs.cost) <= 1e-9 * max(1, theirs.cost))
                }
            }
        }

        @Test func `The form finds paths, their steps lead to the evidence, and the command says the same`()
            async throws
        {
            let browser = try #require(Browser.shared)
            try await browser.open(SamplePages.conflictPage.get())
            try await browser.wait(for: "document.documentElement.dataset.ready")
            try await browser.click("#tab-paths")
            try await browser.type("avaria\u{E007}", into: "#path-from")
            try await browser.type("cesar\u{E007}", into: "#path-to")
            #expect(try await browser.text("#path-results .kind") == "No path. Try both directions, or more statuses.")
            try await browser.click("#path-undirected")
            let shown = try await shownPaths(browser)
            #expect(shown.first?.actors == ["avaria", "bovaria", "front", "cesaria"])
            #expect(
                try await browser.text("#path-results code")
                    == "entente path avaria cesaria --case sample.entente -k 3 --cost influence --undirected")
            try await browser.type("bovaria\u{E007}", into: "#path-via")
            #expect(try await shownPaths(browser).allSatisfy { $0.actors.contains("bovaria") })
            #expect(try await browser.text("#path-results code").contains("--via bovaria"))
            try await browser.click("[data-via=bovaria]")
            #expect(try await shownPaths(browser).first?.actors == ["avaria", "bovaria", "front", "cesaria"])
            try await browser.click("[data-step=attacks]")
            #expect(try await browser.text(".statement mark") == "The Front attacked Bovaria on 3 July, said Zoë Ürün.")
        }
    }
}
