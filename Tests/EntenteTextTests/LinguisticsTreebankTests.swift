import Foundation
import Testing

@testable import EntenteText

/// Guards the quality of the shipped model on a piece of the treebank; `scripts/evaluate-language-model` measures it in
/// full. Passed over where the treebank is not beside the checkout.
@Suite struct LinguisticsTreebankTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("shared/treebank")

    static var isThere: Bool {
        FileManager.default.fileExists(atPath: folder.appendingPathComponent("dev.conllu.xz").path)
            && FileManager.default.isExecutableFile(atPath: "/usr/bin/xz")
    }

    @Test(.enabled(if: isThere, "the treebank is not at ../shared/treebank, or xz is missing"))
    func treesOfTheDevelopmentPartAreMostlyRight() throws {
        let unpack = Process()
        unpack.executableURL = URL(fileURLWithPath: "/usr/bin/xz")
        unpack.arguments = ["-dc", Self.folder.appendingPathComponent("dev.conllu.xz").path]
        let pipe = Pipe()
        unpack.standardOutput = pipe
        try unpack.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        unpack.waitUntilExit()
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        let end = lines.prefix(1500).lastIndex(of: "") ?? 0
        let (text, sentences) = try CoNLLU.read(lines[...end].joined(separator: "\n"))
        let analyzer = try Analyzer()
        var words = 0
        var tags = 0
        var heads = 0
        for gold in sentences.map(\.sentence) {
            for (word, truth) in zip(analyzer.parse(gold).tokens, gold.tokens) {
                words += 1
                if word.universalTag == truth.universalTag { tags += 1 }
                if word.head == truth.head { heads += 1 }
            }
        }
        #expect(tags * 100 > words * 93)
        #expect(heads * 100 > words * 80)
        let found = Set(analyzer.segment(text, in: [0..<text.utf8.count]).flatMap(\.tokens).map(\.range))
        let expected = Set(sentences.flatMap(\.sentence.tokens).map(\.range))
        #expect(found.intersection(expected).count * 100 > expected.count * 97)
    }
}
