import Foundation
import Testing

/// Names that try to steer a terminal, a spreadsheet or a drawing stay names.
@Suite struct HostileNameTests {
    private func ask(_ arguments: String..., graph: String = "hostile.json") throws -> Entente {
        try Entente(arguments + ["--case", Sample.path(graph)])
    }

    @Test(arguments: [
        ["actors"], ["relations"], ["show", "1"], ["path", "0", "12", "--cost", "hops"], ["centrality"],
        ["show", "\u{1B}]0;owned\u{7}"], ["path", "\u{202E}x", "0"],
    ])
    func nothingThatSteersATerminalIsPrinted(arguments: [String]) throws {
        let answer = try Entente(arguments + ["--case", Sample.path("hostile.json")])
        for text in [answer.output, answer.errors] {
            let steering = text.unicodeScalars.filter { scalar in
                (scalar.value < 32 && scalar != "\n") || (0x7F...0x9F).contains(scalar.value)
                    || (0x202A...0x202E).contains(scalar.value)
            }
            #expect(steering.isEmpty, "\(arguments): \(text.debugDescription)")
        }
    }

    @Test func aNameWithALineEndTakesOneRowOfATable() throws {
        let lines = try ask("actors").output.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == Sample.hostileNames.count + 2)
    }

    @Test func jsonKeepsEveryNameAsItIs() throws {
        let answer = try ask("actors", "--format", "json")
        let names = (answer.json?["actors"] as? [[String: Any]])?.compactMap { $0["name"] as? String }
        #expect(names.map(Set.init) == Set(Sample.hostileNames))
        #expect(!answer.output.contains("<script"))
    }

    @Test func csvKeepsNamesFromBecomingFormulas() throws {
        let text = try ask("actors", "--format", "csv").output
        #expect(text.contains("\"'=HYPERLINK(\"\"http://x\"\")\""))
        #expect(text.contains(",'-dash,"))
        let back = try Folder()
        try back.write("edges.csv", try ask("export", "--format", "csv").output)
        let again = try Entente(["actors", "--case", "edges.csv", "--format", "json"], in: back.path)
        let names = (again.json?["actors"] as? [[String: Any]])?.compactMap { $0["name"] as? String }
        #expect(names.map(Set.init) == Set(Sample.hostileNames))
    }

    @Test func exportsReadBackAsTheSameGraph() throws {
        let folder = try Folder()
        let first = try ask("export", "--format", "json").output
        try folder.write("g.json", first)
        #expect(try Entente(["export", "--case", "g.json"], in: folder.path).output == first)
    }

    @Test func aMapIsWellFormedAndHoldsNoMarkupOfTheirs() throws {
        let folder = try Folder()
        for ending in ["svg", "dot"] {
            let answer = try Entente(
                ["map", "--case", Sample.path("hostile.json"), "-o", "m.\(ending)", "--title", "<b>\"T\" & \u{1B}[1m"],
                in: folder.path)
            #expect(answer.status == 0, "\(answer.errors)")
        }
        let svg = try folder.text("m.svg")
        #expect(svg.contains("</svg>"))
        #expect(!svg.contains("<script"))
        #expect(!svg.contains("<b>"))
        #expect(!svg.unicodeScalars.contains { $0.value < 32 && $0 != "\n" && $0 != "\t" && $0 != "\r" })
        #expect(try folder.text("m.dot").hasPrefix("digraph"))
        #expect(try folder.names == ["m.dot", "m.svg"])
    }
}
