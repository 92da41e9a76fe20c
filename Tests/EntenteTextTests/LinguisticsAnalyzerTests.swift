import Foundation
import Testing

@testable import EntenteText

@Suite struct LinguisticsAnalyzerTests {
    /// Loaded once; an analyzer is a value that tests may share.
    private static let shared = Result { try Analyzer() }
    private let analyzer: Analyzer

    init() throws { analyzer = try Self.shared.get() }

    private func sentences(_ text: String) -> [Sentence] { analyzer.sentences(of: text, in: [0..<text.utf8.count]) }

    private func slice(_ text: String, _ range: Range<Int>) -> String {
        String(decoding: Array(text.utf8)[range], as: UTF8.self)
    }

    @Test(arguments: ["Sara Novak left.", "On Monday Sara Duterte flew to Davao."])
    func `A first name that letters are signed with ends no sentence within its line`(text: String) {
        #expect(sentences(text).count == 1)
    }

    @Test func aClauseHasItsSubjectAndObject() throws {
        let tokens = try #require(sentences("Tajikistan closed the old bridge on Monday.").first).tokens
        #expect(tokens.map(\.form) == ["Tajikistan", "closed", "the", "old", "bridge", "on", "Monday", "."])
        #expect(tokens.map(\.universalTag) == ["PROPN", "VERB", "DET", "ADJ", "NOUN", "ADP", "PROPN", "PUNCT"])
        #expect(tokens[1].lemma == "close")
        #expect(tokens[1].head == nil && tokens[1].relation == "root")
        #expect(tokens[0].head == 1 && tokens[0].relation == "nsubj")
        #expect(tokens[4].head == 1 && tokens[4].relation == "obj")
        #expect(tokens[6].head == 1 && tokens[6].relation == "obl")
    }

    @Test func contractionsAbbreviationsAndSentencesArePartedAsInTheTreebank() {
        let text = "The U.S. didn't sign. Mr. Lee's aide said it would cost $37 million. \"Why?\" he asked."
        let found = sentences(text)
        #expect(found.first?.tokens.map(\.form) == ["The", "U.S.", "did", "n't", "sign", "."])
        #expect(found.count >= 3)
        for sentence in found {
            for token in sentence.tokens { #expect(slice(text, token.range) == token.form) }
        }
    }

    @Test func wordsCutByHyphensAreJoinedAndKeepTheirBytes() {
        let text = "He cur- rently leads the gov-ernment. A well-known man."
        let tokens = sentences(text).flatMap(\.tokens)
        #expect(tokens.contains { $0.form == "currently" && slice(text, $0.range) == "cur- rently" })
        #expect(tokens.contains { $0.form == "government" && slice(text, $0.range) == "gov-ernment" })
        #expect(tokens.contains { $0.form == "well" })
    }

    @Test func aMissingSpaceAfterAFullStopIsSupplied() {
        let text = "They met today.The talks went well."
        let found = sentences(text)
        #expect(found.map { slice(text, $0.range) } == ["They met today.", "The talks went well."])
    }

    @Test func decomposedLettersAndInvisibleCharactersAreNormalised() {
        let text = "Erdog\u{306}an spo\u{AD}ke."
        let tokens = sentences(text).flatMap(\.tokens)
        #expect(Array(tokens[0].form.unicodeScalars) == Array("Erdo\u{11F}an".unicodeScalars))
        #expect(slice(text, tokens[0].range) == "Erdog\u{306}an")
        #expect(tokens[1].form == "spoke")
    }

    @Test func linesOfAnUnwrappedTextAreParagraphs() {
        let long = String(repeating: "The two sides agreed to meet again soon. ", count: 5)
        let found = sentences("Talks resume\n\(long)\nBorder open\n\(long)")
        #expect(found.count { $0.startsParagraph } == 4)
    }

    @Test func pageFurnitureIsSetApart() {
        let text = """
            By Jane Doe and John Roe
            The envoys met on Monday.
            This website uses cookies to improve your experience.
            Share this article
            Leave a Comment
            The crowd was told to leave a comment was heard.
            """
        let found = sentences(text).map { slice(text, $0.range) }
        #expect(found == ["The envoys met on Monday.", "The crowd was told to leave a comment was heard."])
        #expect(analyzer.furniture(of: text, in: [0..<text.utf8.count]).count == 4)
    }

    @Test func textThatIsNotEnglishIsTold() {
        let english = sentences("The ministers of both countries signed the agreement in the capital.")
        let german = sentences("Die Minister beider Länder unterzeichneten gestern ein Abkommen über die Grenze.")
        #expect(analyzer.englishShare(of: english) > 0.9)
        #expect(analyzer.englishShare(of: german) < analyzer.englishShare(of: english) - 0.3)
        #expect(analyzer.englishShare(of: sentences("Соглашение подписано вчера.")) < 0.3)
    }

    @Test func namesAreTypedByTheirPlaceInTheSentence() throws {
        let text = "President Emomali Rahmon flew to Moscow."
        let sentence = try #require(sentences(text).first)
        #expect(analyzer.nameType(of: 1..<3, in: sentence).type == .person)
        #expect(analyzer.nameType(of: 5..<6, in: sentence).type == .place)
        #expect(analyzer.nameType(of: 5..<50, in: sentence) == NameTyping(type: .other, lead: 0))
    }

    @Test func nothingCrossesFromOneRangeOfTheBodyIntoTheNext() {
        let text = "title: One\nThey left early"
        let found = analyzer.sentences(of: text, in: [7..<10, 11..<26])
        #expect(found.map { slice(text, $0.range) } == ["One", "They left early"])
        #expect(analyzer.sentences(of: text, in: []).isEmpty)
        #expect(analyzer.sentences(of: text, in: [0..<10_000]).isEmpty == false)
    }

    @Test(arguments: [
        "", " \n\n\t ", "\u{0}\u{0}", "a\u{0}b", ".", "(((", "\u{301}", "Привет, мир. Это тест.", "مرحبا بالعالم",
        "你好世界。",
        "👩‍👩‍👧‍👦 👍🏽", "\u{FEFF}Hello", "''''''''", "- - - -", "x\r\ny",
    ])
    func oddTextIsAnalysed(text: String) {
        for sentence in sentences(text) {
            #expect(!sentence.tokens.isEmpty)
            checkTree(sentence)
            for token in sentence.tokens {
                #expect(!token.form.isEmpty && token.range.upperBound <= text.utf8.count)
                #expect(!token.universalTag.isEmpty && !token.relation.isEmpty)
            }
        }
    }

    private func checkTree(_ sentence: Sentence) {
        #expect(sentence.tokens.count { $0.head == nil } == 1)
        for start in sentence.tokens.indices {
            var index = start
            var steps = 0
            while let head = sentence.tokens[index].head, steps <= sentence.tokens.count {
                index = head
                steps += 1
            }
            #expect(steps <= sentence.tokens.count)
        }
    }

    @Test func nestedBracketsAndEndlessLinesTakeLinearTime() {
        let brackets = String(repeating: "(", count: 1000) + "x" + String(repeating: ")", count: 1000)
        for sentence in sentences(brackets) { checkTree(sentence) }
        let line = String(repeating: "the border guards of both sides met ", count: 150)
        let clock = ContinuousClock()
        func time(_ text: String) -> Duration {
            clock.measure { analyzer.forEachSentence(of: text, in: [0..<text.utf8.count]) { _ in } }
        }
        let once = time(line)
        let fourTimes = time(String(repeating: line, count: 4))
        #expect(fourTimes < once * 16)
        let word = String(repeating: "x", count: 100_000)
        #expect(!sentences(word).isEmpty)
    }

    @Test func documentsInParallelGiveTheSameAsOneByOne() {
        let texts = (0..<20).map { "Report \($0). Russia warned the Taliban. Talks in Doha failed again." }
        let together = analyzer.sentences(of: texts.map { ($0, [0..<$0.utf8.count]) })
        #expect(together == texts.map(sentences))
    }

    @Test func stepsByThemselvesGiveTheSameAsAllTogether() {
        let text = "The minister who resigned didn't say why."
        let whole = sentences(text)
        #expect(analyzer.segment(text, in: [0..<text.utf8.count]).map(analyzer.parse) == whole)
        let tagged = analyzer.segment(text, in: [0..<text.utf8.count]).map(analyzer.tag)
        #expect(tagged[0].tokens.map(\.lemma) == whole[0].tokens.map(\.lemma))
        #expect(tagged[0].tokens.allSatisfy { $0.relation.isEmpty })
    }

    @Test func whatIsWrittenAsCoNLLUReadsTheSame() throws {
        let text = "He can't go. She's here."
        let written = analyzer.conllu(of: text, in: [0..<text.utf8.count], identifier: "x")
        let (_, read) = try CoNLLU.read(written)
        #expect(read.map { $0.sentence.tokens.map(\.relation) } == sentences(text).map { $0.tokens.map(\.relation) })
    }
}

@Suite struct LinguisticsModelFileTests {
    private func write(_ bytes: [UInt8]) throws -> URL {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("model-\(UUID().uuidString)")
        try Data(bytes).write(to: url)
        return url
    }

    private func shipped() throws -> [UInt8] {
        [UInt8](try Data(contentsOf: ResourceDirectory(module: "EntenteText").url(LanguageModel.fileName)))
    }

    @Test func aMissingModelIsNamedWithTheRemedy() {
        let error = #expect(throws: LanguageModelError.self) {
            try Analyzer(model: URL(fileURLWithPath: "/nowhere/english.model"))
        }
        #expect(error?.description.contains("/nowhere/english.model") == true)
        #expect(error?.description.contains("reinstall") == true)
    }

    @Test func aDamagedModelIsRefused() throws {
        let bytes = try shipped()
        var changed = bytes
        changed[bytes.count / 2] ^= 1
        var version = bytes
        version[0] ^= 1
        for damaged in [[], [1, 2, 3], Array(bytes.prefix(1000)), Array(bytes.dropLast(8)), changed, version] {
            let url = try write(damaged)
            defer { try? FileManager.default.removeItem(at: url) }
            #expect(throws: LanguageModelError.self) { try Analyzer(model: url) }
        }
    }

    @Test func theModelIsSmallAndLoadsFast() throws {
        #expect(try shipped().count <= 24 << 20)
        let url = try ResourceDirectory(module: "EntenteText").url(LanguageModel.fileName)
        let time = try ContinuousClock().measure { _ = try Analyzer(model: url) }
        // The bar is 50 ms in release mode; tests run unoptimised and beside others.
        #expect(time < .seconds(10))
    }
}
