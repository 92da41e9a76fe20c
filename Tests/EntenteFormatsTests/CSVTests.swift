import EntenteFormats
import EntenteModel
import Foundation
import Testing

@Suite struct CSVTests {
    private let reader = CSVReader(ontology: sampleOntology)

    private func error(_ text: String) -> FormatError? {
        do throws(FormatError) {
            _ = try reader.graph(text, file: "g.csv")
            return nil
        } catch { return error }
    }

    private func cells(_ text: String) throws -> [[String]] { try CSV.rows(text, file: "g.csv").map(\.cells) }

    @Test(arguments: [
        (["a", "b"], "a,b\n"), (["a,b", "c\"d", "e\nf"], "\"a,b\",\"c\"\"d\",\"e\nf\"\n"), (["", ""], ",\n"),
        (["=1+1", "+1", "-1", "@x", "\tx", "a=b"], "'=1+1,'+1,'-1,'@x,'\tx,a=b\n"),
    ])
    func cellsAreQuotedAndFormulasMadeText(cells: [String], row: String) {
        #expect(CSV.row(cells) == row)
    }

    @Test func numbersKeepTheirSign() {
        #expect(CSV.row(["-1", "-1"], isNumber: { $0 == 0 }) == "-1,'-1\n")
    }

    @Test(arguments: [
        ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]), ("a,b\r\n1,2", [["a", "b"], ["1", "2"]]),
        ("\u{FEFF}a,b\n\n1,\n", [["a", "b"], ["1", ""]]), ("\"a\"\"b\",\"c\nd\"\n", [["a\"b", "c\nd"]]),
        ("\"\"\n", []), ("", []), ("é,北\n", [["é", "北"]]), ("\"\",x\n", [["", "x"]]),
    ])
    func rowsAreSplitAsTheStandardSays(text: String, rows: [[String]]) throws {
        #expect(try cells(text) == rows)
    }

    @Test func aQuoteThatIsNeverClosedIsNamedWithTheLineWhereItOpens() {
        #expect(
            error("source,target\na,b\nc,\"d\ne,f\n")
                == .badRow(file: "g.csv", line: 3, problem: "a quote is never closed"))
    }

    @Test func whatIsWrittenReadsBackAsTheSameActorsAndRelations() throws {
        let graph = try sampleGraph()
        let read = try reader.graph(CSVWriter.edges(graph), file: "g.csv")
        #expect(read.relations.map(\.id) == graph.relations.map(\.id))
        #expect(read.relations.map(\.status) == graph.relations.map(\.status))
        #expect(read.relations.map(\.strength) == graph.relations.map(\.strength))
        #expect(read.relations.map(\.lastDate) == graph.relations.map(\.lastDate))
        #expect(read.actors.map(\.name) == graph.actors.map(\.name))
        #expect(read.actors.map(\.kind) == graph.actors.map(\.kind))
        #expect(
            CSVWriter.edges(read).split(separator: "\n").count == CSVWriter.edges(graph).split(separator: "\n").count)
    }

    @Test func namesThatLookLikeFormulasSurviveTheWayThereAndBack() throws {
        let names = ["=1+1", "'=1+1", "''@x", "-", "+3", "@home", "'quoted'", "\tx"]
        for name in names {
            let row = CSV.row(["source", "target"]) + CSV.row([name, "z"])
            #expect(try reader.graph(row, file: "g.csv")[ActorID(name)] != nil, "\(row)")
        }
    }

    @Test func aTableThatIsCutShortAnywhereIsRefusedOrSound() throws {
        let whole = CSVWriter.edges(try sampleGraph())
        for end in whole.indices {
            try? reader.graph(String(whole[..<end]), file: "g.csv").checkInvariants()
        }
    }

    @Test func theLeastTableIsSourcesAndTargets() throws {
        let graph = try reader.graph("Target , SOURCE\nb,a\nc,b\n", file: "g.csv")
        try #require(graph.relations.map(\.id.description) == ["a|relatedTo|b", "b|relatedTo|c"])
        #expect(graph.relations[0].strength == 1)
        #expect(graph.relations[0].status == .asserted)
    }

    @Test func rowsOfTheSameEndsAndKindAddTheirStrengths() throws {
        let graph = try reader.graph(
            "source,target,kind,weight,date\nc,a,borders,1.5,2021\na,c,borders,2,2020-05\na,c,attacks,1,\n",
            file: "g.csv")
        try #require(graph.relations.map(\.id.description) == ["a|attacks|c", "a|borders|c"])
        #expect(graph.relations[1].strength == 3.5)
        #expect(graph.relations[1].firstDate?.description == "2020-05")
        #expect(graph.relations[1].lastDate?.description == "2021")
    }

    @Test func aRowThatJoinsAnActorWithItselfGivesTheActorAlone() throws {
        let graph = try reader.graph("source,target\na,a\n", file: "g.csv")
        #expect(graph.actors.map(\.id) == ["a"])
        #expect(graph.relationCount == 0)
    }

    @Test(arguments: [
        ("", 1), ("from,to\na,b\n", 1), ("source,target\na,b\na\n", 3), ("source,target\na,b,c\n", 2),
        ("source,target,weight\na,b,1\n\na,b,heavy\n", 4), ("source,target,weight\na,b,-1\n", 2),
        ("source,target,weight\na,b,nan\n", 2), ("source,target,date\na,b,yesterday\n", 2),
        ("source,target,status\na,b,rumoured\n", 2), ("source,target\n,b\n", 2), ("source,target\na,\" \"\n", 2),
    ])
    func aBadRowIsNamedWithItsLine(text: String, line: Int) {
        guard case .badRow(_, let found, _) = error(text) else {
            Issue.record("\(text.debugDescription): \(String(describing: error(text)))")
            return
        }
        #expect(found == line)
    }

    @Test func bytesThatAreNoTextAndOtherEncodingsAreNamed() throws {
        func error(_ bytes: [UInt8]) -> FormatError? {
            do throws(FormatError) {
                _ = try reader.graph(Data(bytes), file: "g.csv")
                return nil
            } catch { return error }
        }
        let head = Array("source,target\n".utf8)
        #expect(error(head + [0x61, 0x2C, 0]) == .binary(file: "g.csv", line: 2))
        #expect(error(head + [0x61, 0x2C, 0xE9]) == .notUTF8(file: "g.csv", line: 2))
        #expect(error([0xFF, 0xFE, 0x61, 0]) == .wrongEncoding(file: "g.csv", encoding: "UTF-16LE"))
    }

    @Test func bareEdgesAreThoseOfTheGraph() throws {
        let text = "\u{FEFF}Kind,Source,Target,Weight\r\nattacks,\"a,\"\"1\"\"\",b,2\r\nborders,c,b,0.25\r\n,'=b,c,\r\n"
        let edges = try #require(try reader.edges(Data(text.utf8), file: "g.csv"))
        #expect(edges.names == ["a,\"1\"", "b", "c", "=b"])
        #expect(edges.sources == [0, 2, 1, 3])
        #expect(edges.targets == [1, 1, 2, 2])
        #expect(edges.strengths == [2, 0.25, 0.25, 1])
        #expect((0..<4).map(edges.isReversed) == [false, false, true, false])
        #expect(try reader.graph(text, file: "g.csv").relations.map(\.strength).sorted() == [0.25, 1, 2])
    }

    @Test(arguments: [
        "source,target,status\na,b,denied\n", "source,target,date\na,b,2021\n", "source,target,sourceName\na,b,A\n",
    ])
    func aTableThatSaysMoreHasNoBareEdges(text: String) throws {
        #expect(try reader.edges(Data(text.utf8), file: "g.csv") == nil)
    }

    @Test(arguments: [
        "1", "0", "0.1", "12.75", "1e3", "+2", "123456789012345678", "0.30000000000000004", ".5", "5.", "1E-7",
    ])
    func weightsAreTheNumbersThatTheyLookLike(text: String) throws {
        let edges = try #require(try reader.edges(Data("source,target,weight\na,b,\(text)\n".utf8), file: "g.csv"))
        #expect(edges.strengths.first ?? 1 == Double(text))
    }

    @Test(arguments: ["-1", "x", "nan", "inf", "1e999", "0x10", "1,5", "--1", ".", "1 "])
    func whatIsNoWeightIsRefused(text: String) throws {
        #expect(throws: FormatError.self) {
            try reader.edges(Data("source,target,weight\na,b,\"\(text)\"\n".utf8), file: "g.csv")
        }
    }
}
