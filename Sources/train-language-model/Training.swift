import EntenteText
import Foundation

/// Trains all steps on the train part of the treebank and assembles the model.
///
/// Nothing hangs on time, threads or the hash seeds of the process: the same input and seed give the same bytes.
struct Training {
    var treebank: Treebank
    /// Folder of the word lists.
    var words: URL
    var seed: UInt64 = 1
    var tagEpochs = 8
    var folds = 5
    var parserWidth = 6
    var parserEpochs = 8
    var backwardEpochs = 5
    var backwardCrossEpochs = 3
    var labelEpochs = 8
    /// Told of each step as it is done.
    var report: (String) -> Void

    func run() throws -> [(name: String, bytes: [UInt8])] {
        let vocabulary = try Vocabulary(treebank)
        let words = LookupTable.build(try WordLists(words, floor: -16).entries)
        report("word lists: \(words.count) bytes")
        let ambiguities = LookupTable.build(vocabulary.ambiguities(treebank, minimum: 4))
        let (splits, joins, boundaries) = SegmentTraining(treebank: treebank, seed: seed)
            .train(joinEpochs: 6, boundaryEpochs: 10)
        report("words and sentences: \(splits.count + joins.count + boundaries.count) bytes")

        let examples = words.withUnsafeBytes { words in
            ambiguities.withUnsafeBytes {
                vocabulary.examples(
                    treebank, WordProfiler(words: LookupTable(words), ambiguities: LookupTable($0)))
            }
        }
        let lemmaTraining = LemmaTraining(treebank: treebank, examples: examples)
        let lemmas = lemmaTraining.lemmas()
        let features = lemmaTraining.features()
        report("lemmas and features: \(lemmas.words.count + lemmas.suffixes.count + features.table.count) bytes")

        let names = words.withUnsafeBytes { words in
            ambiguities.withUnsafeBytes {
                NameTraining(
                    treebank: treebank,
                    profiler: WordProfiler(words: LookupTable(words), ambiguities: LookupTable($0)), seed: seed &+ 9
                ).train(epochs: 8)
            }
        }
        report("names: \(names.count) bytes")

        let tagTraining = TagTraining(
            examples: examples, tagCount: vocabulary.tags.count, seed: seed &+ 2, epochs: tagEpochs)
        let tagger = tagTraining.train { _ in true }
        report("tagger: \(tagger.count) bytes")
        let parsers = trainParser(examples, tagTraining.crossTags(folds: folds), vocabulary)
        func text(_ lines: [String]) -> [UInt8] { Array(lines.joined(separator: "\n").utf8) }
        return [
            ("settings", text(["boundary-bias 20", "backward-width 3", "beam-width 4", "beam-margin 1000000"])),
            ("tags", text(vocabulary.tags)), ("relations", text(vocabulary.relations)),
            ("scripts", text(lemmas.scripts)), ("feature-sets", text(features.sets)),
            ("words", words), ("ambiguities", ambiguities), ("splits", splits), ("joins", joins),
            ("boundaries", boundaries), ("lemmas", lemmas.words), ("suffixes", lemmas.suffixes),
            ("features", features.table), ("tagger", tagger), ("backward-moves", parsers.backward),
            ("moves", parsers.forward), ("labels", parsers.labels),
            ("names", names),
        ]
    }

    private struct ParserTables {
        var backward: [UInt8]
        var forward: [UInt8]
        var labels: [UInt8]
    }

    private func trainParser(_ examples: [Example], _ tags: [[UInt8]], _ vocabulary: Vocabulary) -> ParserTables {
        report("tags by models that did not see the text")
        let universals = vocabulary.universals
        let words = examples.indices.map { number in
            examples[number].profiles.withUnsafeBufferPointer {
                ParserWord.sentence($0, tags[number], universals: universals)
            }
        }
        let training = StackTraining(
            examples: examples, words: words, labelCount: vocabulary.relations.count, seed: seed, report: report)
        let labels = training.labels(epochs: labelEpochs) { _ in true }
        let backward = training.backward(epochs: backwardEpochs) { _ in true }
        report("first parser: \(backward.count) bytes")
        let guided = training.guided(folds: folds, epochs: backwardCrossEpochs)
        let forward = training.forward(guided, width: parserWidth, epochs: parserEpochs)
        return ParserTables(backward: backward, forward: forward, labels: labels)
    }
}
