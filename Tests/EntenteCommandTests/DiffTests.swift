import Foundation
import Testing

@Suite struct DiffTests {
    private static let changed = Sample.graph
        .replacing("\"status\": \"possible\", ", with: "")
        .replacing(
            "{\"id\": \"twin-2\", \"name\": \"Twin\", \"kind\": \"place\"}",
            with: "{\"id\": \"new\", \"name\": \"<New>\", \"kind\": \"place\"}")

    private func folder() throws -> Folder {
        let folder = try Folder()
        try folder.write("old.json", Sample.graph)
        try folder.write("new.json", Self.changed)
        return folder
    }

    @Test func `a difference names what came, went and changed, and in what`() throws {
        let folder = try folder()
        let answer = try Entente(["diff", "old.json", "new.json"], in: folder.path)
        #expect(answer.status == 0, "\(answer.errors)")
        #expect(answer.output.contains("came     <New> (place)"))
        #expect(answer.output.contains("went     Twin (place)"))
        #expect(answer.output.contains("changed  Alpha supports Delta  status"))
        #expect(answer.output.contains("possible, 0.5, 1 statement"))
        #expect(answer.output.contains("(actors: 1 came, 1 went, 0 changed; relations: 0 came, 0 went, 1 changed)"))
        let json = try Entente(["diff", "old.json", "new.json", "--format", "json"], in: folder.path).json
        #expect(json?["differs"] as? Bool == true)
        #expect((json?["actors"] as? [[String: Any]])?.map { $0["change"] as? String } == ["came", "went"])
        let csv = try Entente(["diff", "old.json", "new.json", "--format", "csv"], in: folder.path).output
        #expect(csv.hasPrefix("change,what,in,before,after\n"))
        #expect(csv.split(separator: "\n").count == 4)
    }

    @Test func `no difference is an answer`() throws {
        let folder = try folder()
        let answer = try Entente(["diff", "old.json", "old.json", "--map", "m.svg"], in: folder.path)
        #expect(answer.status == 0)
        #expect(answer.output == "No difference.\n")
        #expect(try folder.names == ["new.json", "old.json"])
    }

    @Test func `two times of one case are compared by the dates of their statements`() throws {
        let folder = try folder()
        // One statement is of 6 August, the others of their document, 7 August.
        let answer = try Entente(
            ["diff", "--case", "old.json", "--before", "2021-08-06", "--after", "2021-08-07", "--format", "csv"],
            in: folder.path)
        #expect(answer.status == 0, "\(answer.errors)")
        #expect(answer.output.contains("went,Alpha attacks Béta"))
        #expect(answer.output.contains("came,Béta attacks Gamma"))
        #expect(answer.output.contains("came,Alpha supports Delta"))
    }

    @Test func `a map shows what changed, the same bytes each time`() throws {
        let folder = try folder()
        for name in ["a.svg", "b.svg"] {
            let answer = try Entente(["diff", "old.json", "new.json", "--map", name], in: folder.path)
            #expect(answer.status == 0, "\(answer.errors)")
        }
        let svg = try folder.text("a.svg")
        #expect(svg.contains("change-changed"))
        #expect(try svg == folder.text("b.svg"))
    }

    @Test(arguments: [
        ["old.json"], [], ["a", "b", "c"], ["--before", "2021"],
        ["old.json", "--before", "2021-08", "--after", "2021-08-07"],
        ["old.json", "new.json", "--before", "2021", "--after", "2022"], ["old.json", "new.json", "--map", "m.jpg"],
    ])
    func whatMakesNoComparisonIsRefused(arguments: [String]) throws {
        let folder = try folder()
        #expect(try Entente(["diff"] + arguments, in: folder.path).status == 64)
    }

    @Test func `a missing case is missing input`() throws {
        let folder = try folder()
        #expect(try Entente(["diff", "old.json", "none.entente"], in: folder.path).status == 66)
    }
}
