import Testing

@testable import EntenteCommand

/// The commonest question is read without the parser of the command line, and answered as if it had been.
@Suite struct PlainPathTests {
    @Test(
        arguments: [
            [], ["--format", "json"], ["-k", "3"], ["--cost", "hops", "--undirected"],
            ["--cost", "weight", "--format", "csv"],
        ] as [[String]])
    func anAnswerIsThatOfTheParser(options: [String]) throws {
        let words = ["path", "A-Land", "the gamma"] + options
        let plain = try Entente(words + ["--case", Sample.path("graph.json")])
        let parsed = try Entente(words + ["--case=\(Sample.path("graph.json"))"])
        #expect(PlainPathQuestion(words + ["--case", "x"]) != nil)
        #expect(plain.status == 0)
        #expect((plain.output, plain.errors, plain.status) == (parsed.output, parsed.errors, parsed.status))
    }

    @Test(
        arguments: [
            ["path"], ["path", "a"], ["path", "a", "b", "c"], ["path", "a", "-b"], ["path", "a", "b", "-k", "0"],
            ["path", "a", "b", "-k", "x"], ["path", "a", "b", "-k"], ["path", "a", "b", "--case"],
            ["path", "a", "b", "--cost", "gold"], ["path", "a", "b", "--format", "xml"], ["path", "a", "b", "--all"],
            ["path", "a", "b", "--case=x"], ["path", "a", "b", "--case", "x", "--case", "y"],
            ["path", "a", "b", "--help"],
            ["path", "a", "b", "--", "c"], ["path", "a", "b", "--case", "--undirected"], ["Path", "a", "b"], ["map"],
            [],
        ] as [[String]])
    func whateverElseIsAskedIsLeftToTheParser(words: [String]) {
        #expect(PlainPathQuestion(words) == nil)
    }

    @Test func aCaseThatIsMissingIsNamedAsEverywhere() throws {
        let answer = try Entente(["path", "a", "b", "--case", "/none/a.entente"])
        #expect(answer.status == 66)
        #expect(answer.firstError.hasPrefix("error: no such case; /none/a.entente; "))
    }
}
