import EntenteText

/// A sentence as the tagger and the parser learn from it.
struct Example {
    var profiles: [WordProfile]
    var tags: [UInt8]
    /// 0-based; the root's head is the number of words.
    var heads: [Int32]
    var labels: [UInt8]
    var document: Int
    /// True for words that are rare in the training part.
    var isRare: [Bool]
}

/// Trains the tagger.
struct TagTraining {
    let examples: [Example]
    let tagCount: Int
    let seed: UInt64
    var epochs = 8
    /// How many features the table keeps.
    var limit = 330_000

    /// A table learned from the examples for which `includes` holds.
    func train(includes: (Int) -> Bool) -> [UInt8] {
        let trainer = ClassTrainer()
        let chosen = examples.indices.filter(includes)
        var shuffler = Shuffler(state: seed)
        let features = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: TagFeatures.capacity)
        let scores = UnsafeMutablePointer<Int32>.allocate(capacity: 128)
        defer {
            features.deallocate()
            scores.deallocate()
        }
        for _ in 0..<epochs {
            for place in shuffler.order(chosen.count) {
                let number = chosen[place]
                let example = examples[number]
                var predicted = [UInt8](repeating: 0, count: example.tags.count)
                example.profiles.withUnsafeBufferPointer { profiles in
                    for index in profiles.indices {
                        let hides = example.isRare[index] && shuffler.next() & 1 == 0
                        let count = predicted.withUnsafeBufferPointer { before in
                            TagFeatures.write(profiles, index, before: before, hidesWord: hides, features)
                        }
                        let view = UnsafeBufferPointer(rebasing: features[0..<count])
                        scores.update(repeating: 0, count: 128)
                        trainer.add(view, to: scores)
                        let gold = Int(example.tags[index])
                        let best = BestClass.of(scores, count: tagCount)
                        if best != gold {
                            trainer.update(view, label: gold, by: 1)
                            trainer.update(view, label: best, by: -1)
                        }
                        trainer.step += 1
                        predicted[index] = UInt8(best)
                    }
                }
            }
        }
        return trainer.export(units: 8, limit: limit)
    }

    /// Tags for each of the examples, which need not be those learned from.
    func apply(_ table: [UInt8], to examples: [Example]) -> [[UInt8]] {
        table.withUnsafeBytes { raw in
            let tagger = Tagger(scores: ClassScores(raw), tagCount: tagCount)
            return examples.map { $0.profiles.withUnsafeBufferPointer { tagger.tag($0) } }
        }
    }

    /// Tags for each example by a model that did not learn from its document, so that the parser learns from tags as
    /// wrong as those that it will meet.
    func crossTags(folds: Int) -> [[UInt8]] {
        var result = [[UInt8]](repeating: [], count: examples.count)
        for fold in 0..<folds {
            let table = train { examples[$0].document % folds != fold }
            let numbers = examples.indices.filter { examples[$0].document % folds == fold }
            for (number, tags) in zip(numbers, apply(table, to: numbers.map { examples[$0] })) { result[number] = tags }
        }
        return result
    }
}
