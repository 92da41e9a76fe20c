import Foundation
import Testing

@Suite struct HelpTests {
    static let commands = [
        "build", "extract", "actors", "relations", "show", "path", "reach", "centrality", "timeline", "communities",
        "bridges",
        "balance", "assortativity", "map", "explore", "export", "evaluate", "doctor",
    ]

    @Test(arguments: commands)
    func everyCommandHasHelpWithAnExample(command: String) throws {
        let answer = try Entente([command, "--help"])
        #expect(answer.status == 0)
        #expect(answer.errors == "")
        #expect(answer.output.contains("EXAMPLE\n  "))
        #expect(answer.output.contains("entente \(command)"))
        let other = try Entente(["help", command])
        #expect(other.output == answer.output)
    }

    @Test func theProgramListsItsCommands() throws {
        let answer = try Entente(["--help"])
        for command in Self.commands { #expect(answer.output.contains("\n  \(command) ")) }
    }

    @Test func theVersionIsThreeNumbers() throws {
        let answer = try Entente(["--version"])
        #expect(answer.status == 0)
        #expect(answer.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
    }

    @Test func anUnknownCommandIsStatus64() throws {
        let answer = try Entente(["frobnicate"])
        #expect(answer.status == 64)
        #expect(answer.errors.hasPrefix("error: "))
        #expect(answer.errors.contains("entente --help"))
    }

    @Test func theDoctorNamesWhatIsThere() throws {
        let answer = try Entente(["doctor"])
        #expect(answer.status == 0)
        for subject in ["data files", "SQLite", "Graphviz", "kinds of actor"] {
            #expect(answer.output.contains(subject))
        }
    }

    @Test func missingDataFilesAreNamedWithWhereTheyWereSought() throws {
        let folder = try Folder()
        try FileManager.default.copyItem(at: Entente.binary, to: URL(fileURLWithPath: "\(folder.path)/entente"))
        let answer = try Entente(shell: "./entente extract < /dev/null", in: folder.path)
        #expect(answer.status == 70)
        #expect(answer.errors.contains("ENTENTE_RESOURCES"))
    }
}
