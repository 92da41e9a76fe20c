import Foundation
import Testing

/// `entente explore` from the outside; the page itself is tested in a browser by `EntenteExplorerTests`.
@Suite struct ExploreTests {
    private func explore(_ arguments: String..., graph: String = "graph.json", in folder: Folder) throws -> Entente {
        try Entente(["explore", "--case", Sample.path(graph), "-o", "page.html"] + arguments, in: folder.path)
    }

    @Test func `One file is written, the same at every run, with the sentences`() throws {
        let folder = try Folder()
        let answer = try explore("--title", "A & <B>", in: folder)
        #expect(answer.status == 0, "\(answer.errors)")
        #expect(answer.output == "" && answer.errors == "")
        #expect(try folder.names == ["page.html"])
        let page = try folder.text("page.html")
        #expect(page.contains("<title>A &amp; &lt;B&gt;</title>"))
        #expect(page.contains("Alpha attacked Béta"))
        #expect(page.contains("\"case\": \"graph.json\""))
        #expect(try explore("--title", "A & <B>", in: folder).status == 0)
        #expect(try folder.text("page.html") == page)
    }

    @Test func `Filters and no-quotes keep things out of the file`() throws {
        let folder = try Folder()
        #expect(try explore("--no-quotes", in: folder).status == 0)
        #expect(!(try folder.text("page.html").contains("Alpha attacked")))
        #expect(try explore("--status", "possible", in: folder).status == 0)
        let possible = try folder.text("page.html")
        #expect(possible.contains("\"statuses\": [\"possible\"]") && !possible.contains("Alpha attacked"))
        #expect(try explore("--with-possible", in: folder).status == 0)
        #expect(try folder.text("page.html").contains("\"statuses\": [\"asserted\", \"possible\"]"))
    }

    @Test func `What cannot be done is said, and nothing is written`() throws {
        let folder = try Folder()
        let ending = try Entente(["explore", "--case", Sample.path("graph.json"), "-o", "page.pdf"], in: folder.path)
        #expect(ending.status == 64 && ending.firstError.contains(".html"))
        let missing = try Entente(["explore", "--case", "none.entente", "-o", "page.html"], in: folder.path)
        #expect(missing.status == 66)
        let place = try Entente(
            ["explore", "--case", Sample.path("graph.json"), "-o", "no/such/page.html"], in: folder.path)
        #expect(place.status == 73)
        #expect(try explore("--kind", "nosuch", in: folder).status == 64)
        #expect(try folder.names.isEmpty)
    }

    @Test func `Plain graphs and hostile names make pages too`() throws {
        let folder = try Folder()
        #expect(try explore(graph: "plain.csv", in: folder).status == 0)
        #expect(try folder.text("page.html").contains("\"plain\": true"))
        #expect(try explore(graph: "hostile.json", in: folder).status == 0)
        let scripts = try folder.text("page.html").matches(of: /<\/?script/).count
        #expect(scripts == 4, "two blocks, each opened and closed")
    }
}
