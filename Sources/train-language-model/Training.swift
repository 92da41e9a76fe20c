import EntenteText
import Foundation

/// Trains all steps but the parser on the train part of the treebank, and prepares what the parser learns from.
///
/// Nothing hangs on time, threads or the hash seeds of the process: the same input and seed give the same bytes.
struct Training {
    var treebank: Treebank
    /// Folder of the word lists.
    var words: URL
    /// Words that the parser's network knows vectors of, wherever they occur.
    var knownWords: [String]
    /// Sentences to watch the network's training by; nothing is learned from them.
    var heldOut: Treebank?
    var seed: UInt64 = 1
    var tagEpochs = 8
    var folds = 5
    /// Told of each step as it is done.
    var report: (String) -> Void

    /// What a run gives.
    struct Prepared {
        /// Of the model's file, all but the network.
        var sections: [(name: String, bytes: [UInt8])]
        /// Words of the parser's first table, by row less one.
        var forms: [String]
        /// What the network learns from, and what its trees are compared with on the way.
        var examples: [UInt8]
        var heldOut: [UInt8]?
    }

    func run() throws -> Prepared {
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
        let preparation = words.withUnsafeBytes { words in
            ambiguities.withUnsafeBytes {
                ParserPreparation(
                    treebank, profiler: WordProfiler(words: LookupTable(words), ambiguities: LookupTable($0)),
                    minimum: 2, others: knownWords)
            }
        }
        let crossTags = tagTraining.crossTags(folds: folds)
        report("tags by models that did not see the text")
        func text(_ lines: [String]) -> [UInt8] { Array(lines.joined(separator: "\n").utf8) }
        let sections = [
            ("settings", text(["boundary-bias 20"])), ("tags", text(vocabulary.tags)),
            ("relations", text(vocabulary.relations)), ("scripts", text(lemmas.scripts)),
            ("feature-sets", text(features.sets)), ("words", words), ("ambiguities", ambiguities),
            ("splits", splits), ("joins", joins), ("boundaries", boundaries), ("lemmas", lemmas.words),
            ("suffixes", lemmas.suffixes), ("features", features.table), ("tagger", tagger), ("names", names),
            ("forms", preparation.table),
        ]
        let heldOut = heldOut.map { part in
            let examples = words.withUnsafeBytes { words in
                ambiguities.withUnsafeBytes {
                    vocabulary.examples(
                        part, WordProfiler(words: LookupTable(words), ambiguities: LookupTable($0)))
                }
            }
            return preparation.bytes(examples, tags: tagTraining.apply(tagger, to: examples))
        }
        return Prepared(
            sections: sections, forms: preparation.forms, examples: preparation.bytes(examples, tags: crossTags),
            heldOut: heldOut)
    }
}
