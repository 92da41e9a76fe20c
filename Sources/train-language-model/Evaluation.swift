import EntenteText
import Foundation

/// Measures a model against a part of the treebank.
struct Evaluation {
    let analyzer: Analyzer
    let treebank: Treebank

    func report() -> [String] {
        var lines: [String] = []
        let segments = SegmentEvaluation.run(analyzer.model.segmenter, treebank)
        lines.append(line("words F1 (raw text)", segments.words.f1))
        let raw = rawScores()
        lines.append(line("tokens F1 (raw text)", raw.tokens.f1))
        lines.append(line("sentences F1 (raw text)", raw.sentences.f1))
        lines.append(line("UPOS F1 (raw text)", raw.universal.f1))
        lines.append(line("lemma F1 (raw text)", raw.lemmas.f1))
        lines.append(line("UAS F1 (raw text)", raw.attached.f1))
        lines.append(line("LAS F1 (raw text, full relations)", raw.labelled.f1))
        for (name, counts) in goldWordScores(includes: { _ in true }) {
            lines.append(line("\(name) (gold words)", 100 * Double(counts.correct) / Double(max(counts.gold, 1))))
        }
        let names = nameScores()
        lines.append(line("types of names (GUM, gold spans)", 100 * Double(names.correct) / Double(max(names.gold, 1))))
        return lines
    }

    /// How many of the annotated names get their type right.
    func nameScores() -> Agreement {
        var score = Agreement()
        for (number, entry) in treebank.sentences.enumerated() {
            let names = NameTraining.names(entry, number: number)
            guard !names.isEmpty else { continue }
            let parsed = analyzer.parse(entry.sentence)
            for name in names {
                score.gold += 1
                if analyzer.nameType(of: name.span, in: parsed).type == NameType.allCases[name.type] {
                    score.correct += 1
                }
            }
        }
        return score
    }

    private func line(_ name: String, _ value: Double) -> String {
        name.padding(toLength: 44, withPad: " ", startingAt: 0) + String(format: "%6.2f", value)
    }

    /// Scores of tags and trees where the words and sentences are given.
    func goldWordScores(includes: (Int) -> Bool) -> [(String, Agreement)] {
        var scores = [Agreement](repeating: Agreement(), count: 7)
        for (number, entry) in treebank.sentences.enumerated() where includes(number) {
            let gold = entry.sentence.tokens
            let parsed = analyzer.parse(entry.sentence).tokens
            for (word, truth) in zip(parsed, gold) {
                let attached = word.head == truth.head
                let universal = word.relation.prefix { $0 != ":" } == truth.relation.prefix { $0 != ":" }
                let correct = [
                    word.universalTag == truth.universalTag, word.pennTag == truth.pennTag,
                    word.features == truth.features, word.lemma == truth.lemma, attached,
                    attached && word.relation == truth.relation, attached && universal,
                ]
                for (place, isCorrect) in correct.enumerated() {
                    scores[place].gold += 1
                    if isCorrect { scores[place].correct += 1 }
                }
            }
        }
        let names = ["UPOS", "XPOS", "features", "lemma", "UAS", "LAS, full relations", "LAS, universal relations"]
        return Array(zip(names, scores))
    }

    struct RawScores {
        var tokens = Agreement()
        var sentences = Agreement()
        var universal = Agreement()
        var lemmas = Agreement()
        var attached = Agreement()
        var labelled = Agreement()
    }

    /// Scores from raw text: words are the same where they stand on the same characters (Zeman et al. 2018).
    func rawScores() -> RawScores {
        var scores = RawScores()
        let text = String(decoding: treebank.bytes, as: UTF8.self)
        let system = analyzer.sentences(of: text, in: treebank.paragraphs.map(\.range))
        let gold = treebank.sentences.map(\.sentence)
        let goldSurfaces = treebank.sentences.flatMap { surfaces($0.sentence, $0.multiwordTokens) }
        let systemSurfaces = system.flatMap { surfaces($0, CoNLLU.multiwordTokens(of: $0)) }
        scores.tokens = compare(Set(goldSurfaces), Set(systemSurfaces))
        scores.sentences = compare(Set(gold.map(\.range)), Set(system.map(\.range)))
        let goldWords = places(gold)
        let systemWords = places(system)
        for place in [\RawScores.universal, \.lemmas, \.attached, \.labelled] {
            scores[keyPath: place].gold = goldWords.count
            scores[keyPath: place].system = systemWords.count
        }
        for (range, word) in systemWords {
            guard let truth = goldWords[range] else { continue }
            if word.token.universalTag == truth.token.universalTag { scores.universal.correct += 1 }
            if word.token.lemma == truth.token.lemma { scores.lemmas.correct += 1 }
            guard word.head == truth.head else { continue }
            scores.attached.correct += 1
            if word.token.relation == truth.token.relation { scores.labelled.correct += 1 }
        }
        return scores
    }

    private func compare(_ gold: Set<Range<Int>>, _ system: Set<Range<Int>>) -> Agreement {
        Agreement(gold: gold.count, system: system.count, correct: gold.intersection(system).count)
    }

    private func surfaces(_ sentence: Sentence, _ multiword: [Range<Int>]) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var index = 0
        var rest = multiword[...]
        while index < sentence.tokens.count {
            var end = index + 1
            if let first = rest.first, first.lowerBound == index {
                end = first.upperBound
                rest = rest.dropFirst()
            }
            result.append(sentence.tokens[index].range.lowerBound..<sentence.tokens[end - 1].range.upperBound)
            index = end
        }
        return result
    }

    /// Words by their range, with the range of their head (empty for the root).
    private func places(_ sentences: [Sentence]) -> [Range<Int>: (token: Token, head: Range<Int>)] {
        var result: [Range<Int>: (token: Token, head: Range<Int>)] = [:]
        for sentence in sentences {
            for token in sentence.tokens {
                result[token.range] = (token, token.head.map { sentence.tokens[$0].range } ?? 0..<0)
            }
        }
        return result
    }
}
