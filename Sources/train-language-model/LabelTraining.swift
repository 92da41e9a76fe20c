import EntenteText

/// Trains the choice of relations on the gold trees, with tags as they come at run time.
struct LabelTraining {
    let examples: [Example]
    let words: [[ParserWord]]
    let seed: UInt64
    let labelCount: Int

    func train(epochs: Int, limit: Int) -> [UInt8] {
        let trainer = ClassTrainer()
        var shuffler = Shuffler(state: seed)
        let features = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: LabelFeatures.capacity)
        let scores = UnsafeMutablePointer<Int32>.allocate(capacity: 128)
        defer {
            features.deallocate()
            scores.deallocate()
        }
        for _ in 0..<epochs {
            for number in shuffler.order(examples.count) {
                let example = examples[number]
                words[number].withUnsafeBufferPointer { words in
                    var context = LabelContext(heads: example.heads, words: words)
                    for word in context.order.map(Int.init) {
                        let count = LabelFeatures.write(context, word, words, features)
                        let view = UnsafeBufferPointer(rebasing: features[0..<count])
                        scores.update(repeating: 0, count: 128)
                        trainer.add(view, to: scores)
                        let best = BestClass.of(scores, count: labelCount)
                        let gold = Int(example.labels[word])
                        if best != gold {
                            trainer.update(view, label: gold, by: 1)
                            trainer.update(view, label: best, by: -1)
                        }
                        trainer.step += 1
                        context.set(UInt8(best), of: word)
                    }
                }
            }
        }
        return trainer.export(units: 8, limit: limit)
    }
}
