import Foundation
import Testing

/// Graphs of other programs as `--case`, and exports to files and folders.
@Suite struct PlainGraphTests {
    private let table = """
        source,target,kind,weight
        a,b,attacks,2
        b,c,borders,1.5
        c,d,,1
        d,a,attacks,0.5
        a,b,attacks,1
        e,e,,1
        c,b,borders,0.25

        """

    @Test(arguments: ["pagerank", "degree", "betweenness", "strength"], ["", "--undirected"])
    func theShortWayFromATableToAnAnswerGivesTheAnswerOfTheLongOne(measure: String, option: String) throws {
        let folder = try Folder()
        try folder.write("g.csv", table)
        let question = ["centrality", "--case", "g.csv", "--measure", measure, "--format", "csv"]
        let short = try Entente(question + (option.isEmpty ? [] : [option]), in: folder.path)
        // A filter that keeps everything needs the graph itself.
        let long = try Entente(question + (option.isEmpty ? [] : [option]) + ["--roll-up"], in: folder.path)
        #expect(short.status == 0, "\(short.errors)")
        #expect(short.output == long.output)
        #expect(short.output.split(separator: "\n").count == 6)
    }

    @Test func theSameGraphInEveryFormatGivesTheSameAnswer() throws {
        let folder = try Folder()
        try folder.write("g.csv", table)
        let answer = try Entente(
            ["path", "a", "d", "--cost", "hops", "--case", "g.csv", "--format", "json"], in: folder.path)
        #expect(answer.status == 0)
        for format in ["graphml", "gexf", "dot", "json"] {
            let export = ["export", "--case", "g.csv", "--format", format, "-o", "g.\(format)"]
            #expect(try Entente(export, in: folder.path).status == 0)
            let again = try Entente(
                ["path", "a", "d", "--cost", "hops", "--case", "g.\(format)", "--format", "json"], in: folder.path)
            #expect(again.output == answer.output, "\(format): \(again.errors)")
        }
    }

    @Test func csvInAFolderIsTwoTables() throws {
        let folder = try Folder()
        try folder.write("g.csv", table)
        let answer = try Entente(["export", "--case", "g.csv", "--format", "csv", "-o", "out/"], in: folder.path)
        #expect(answer.status == 0)
        #expect(try folder.text("out/nodes.csv").split(separator: "\n").count == 6)
        #expect(try folder.text("out/edges.csv").hasPrefix("source,target,kind,weight"))
    }

    @Test(arguments: [
        ("g.graphml", "<!DOCTYPE g [<!ENTITY a 'b'>]><graphml/>"), ("g.gexf", "<gexf><graph>"), ("g.dot", "digraph {"),
        ("g.csv", "source,target\na\n"), ("g.gv", "x"), ("g.csv", "source,target\na,\0\n"),
    ])
    func aBadGraphIsStatus65WithFileAndLine(name: String, text: String) throws {
        let folder = try Folder()
        try folder.write(name, text)
        for command in ["actors", "centrality"] {
            let answer = try Entente([command, "--case", name], in: folder.path)
            #expect(answer.status == 65)
            #expect(answer.firstError.wholeMatch(of: /error: .+; g\.[a-z]+:[0-9]+: .+; .+/) != nil, "\(answer.errors)")
        }
    }
}
