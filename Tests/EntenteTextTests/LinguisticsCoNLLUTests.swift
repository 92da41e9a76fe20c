import Testing

@testable import EntenteText

@Suite struct LinguisticsCoNLLUTests {
    private let sample = """
        # newdoc id = a
        # newpar
        # text = Don't go.
        1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_
        1\tDo\tdo\tAUX\tVBP\t_\t3\taux\t_\t_
        2\tn't\tnot\tPART\tRB\t_\t3\tadvmod\t_\t_
        3\tgo\tgo\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No
        4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

        # newpar
        1\tYes\tyes\tINTJ\tUH\t_\t0\troot\t_\t_

        """

    @Test func readingRebuildsTheText() throws {
        let (text, sentences) = try CoNLLU.read(sample)
        #expect(text == "Don't go.\n\nYes")
        #expect(sentences.count == 2)
        #expect(sentences[0].multiwordTokens == [0..<2])
        #expect(sentences[0].sentence.tokens.map(\.range) == [0..<2, 2..<5, 6..<8, 8..<9])
        #expect(sentences[0].sentence.tokens[2].head == nil)
        #expect(sentences[0].sentence.tokens[0].head == 2)
        #expect(sentences[1].sentence.startsParagraph)
        #expect(!sentences[1].startsDocument)
    }

    @Test func whatIsWrittenReadsTheSame() throws {
        let (text, sentences) = try CoNLLU.read(sample)
        let written = CoNLLU.write(sentences.map(\.sentence), of: text, identifier: "a")
        let (again, repeated) = try CoNLLU.read(written)
        #expect(again == text)
        #expect(repeated.map(\.sentence) == sentences.map(\.sentence))
        #expect(written.contains("1-2\tDon't\t"))
    }

    @Test(arguments: [
        ("1\ta\tb\n", 1, "has 3 columns"),
        ("2\ta\t_\t_\t_\t_\t0\troot\t_\t_\n", 1, "where 1 is expected"),
        ("1\ta\t_\t_\t_\t_\t7\tdep\t_\t_\n", 1, "head 7"),
        ("1\ta\t_\t_\t_\t_\tx\tdep\t_\t_\n", 1, "head 'x'"),
        ("1\ta\t_\t_\t_\t_\t2\tdep\t_\t_\n2\tb\t_\t_\t_\t_\t1\tdep\t_\t_\n", 1, "no word"),
        (
            "1\ta\t_\t_\t_\t_\t0\troot\t_\t_\n2\tb\t_\t_\t_\t_\t3\tdep\t_\t_\n3\tc\t_\t_\t_\t_\t2\tdep\t_\t_\n", 2,
            "cycle"
        ),
        ("1-2\tab\t_\t_\t_\t_\t_\t_\t_\t_\n1\ta\t_\t_\t_\t_\t0\troot\t_\t_\n\n", 3, "ends before word 2"),
    ])
    func malformedLinesAreNamed(source: String, line: Int, problem: String) {
        let error = #expect(throws: CoNLLUError.self) { try CoNLLU.read(source) }
        #expect(error?.line == line)
        #expect(error?.problem.contains(problem) == true, "\(error?.problem ?? "")")
    }

    @Test func wordsWithoutTreesAndEmptyNodesAreRead() throws {
        let source = "1\ta\t_\t_\t_\t_\t_\t_\t_\t_\n1.1\tx\t_\t_\t_\t_\t_\t_\t_\t_\n2\tb\t_\t_\t_\t_\t_\t_\t_\t_\r\n"
        let (text, sentences) = try CoNLLU.read(source)
        #expect(text == "a b")
        #expect(sentences[0].sentence.tokens.count == 2)
    }
}
