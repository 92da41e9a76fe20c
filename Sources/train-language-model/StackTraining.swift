import EntenteText

/// Trains the two parsers and the labeler.
struct StackTraining {
    let examples: [Example]
    let words: [[ParserWord]]
    let labelCount: Int
    let seed: UInt64
    var backwardWidth = 3
    /// How many features each table keeps, for a model that fits its size.
    var labelLimit = 260_000
    var backwardLimit = 360_000
    var forwardLimit = 520_000
    let report: (String) -> Void

    func labels(epochs: Int, includes: (Int) -> Bool) -> [UInt8] {
        let chosen = examples.indices.filter(includes)
        return LabelTraining(
            examples: chosen.map { examples[$0] }, words: chosen.map { words[$0] }, seed: seed &+ 5,
            labelCount: labelCount
        ).train(epochs: epochs, limit: labelLimit)
    }

    /// The first parser's moves, learned from the sentences turned round.
    func backward(epochs: Int, includes: (Int) -> Bool) -> [UInt8] {
        let chosen = examples.indices.filter(includes)
        let turned = chosen.map { number in
            var example = examples[number]
            example.heads = StackedParser.reversed(heads: ParserTraining.projective(example.heads))
            return example
        }
        let training = ParserTraining(width: backwardWidth, guided: false)
        let turnedWords = chosen.map { StackedParser.reversed(words[$0]) }
        var shuffler = Shuffler(state: seed &+ 7)
        for _ in 0..<epochs { training.epoch(turned, turnedWords, order: shuffler.order(turned.count)) }
        return training.moves.export(units: 8, limit: backwardLimit)
    }

    /// The words with what a first parser said that did not learn from their document.
    func guided(folds: Int, epochs: Int) -> [[ParserWord]] {
        var result = words
        for fold in 0..<folds {
            let isIn = { (number: Int) in examples[number].document % folds != fold }
            let moves = backward(epochs: epochs, includes: isIn)
            let relations = labels(epochs: 4, includes: isIn)
            moves.withUnsafeBytes { moves in
                relations.withUnsafeBytes { relations in
                    let parser = StackTraining.parser(moves, relations, labelCount: labelCount, width: backwardWidth)
                    var memory = ParserMemory()
                    for number in examples.indices where !isIn(number) {
                        StackTraining.guide(&result[number], parser, &memory)
                    }
                }
            }
            report("first parser without part \(fold + 1) of \(folds)")
        }
        return result
    }

    static func parser(
        _ moves: UnsafeRawBufferPointer, _ labels: UnsafeRawBufferPointer, labelCount: Int, width: Int
    ) -> StackedParser {
        let beam = BeamParser(width: width, margin: .max / 4, guided: false, moves: MoveScores(moves))
        return StackedParser(
            backward: beam, forward: beam, labeler: Labeler(scores: ClassScores(labels), labelCount: labelCount))
    }

    static func guide(_ words: inout [ParserWord], _ parser: StackedParser, _ memory: inout ParserMemory) {
        let heads = parser.parseBackward(words, memory: &memory)
        let labels = words.withUnsafeBufferPointer { parser.labeler.labels(heads, $0) }
        StackedParser.guide(&words, heads, labels)
    }

    /// The second parser's moves.
    func forward(_ guided: [[ParserWord]], width: Int, epochs: Int) -> [UInt8] {
        let flat = examples.map { example in
            var example = example
            example.heads = ParserTraining.projective(example.heads)
            return example
        }
        let training = ParserTraining(width: width, guided: true)
        var shuffler = Shuffler(state: seed &+ 8)
        for epoch in 1...epochs {
            training.epoch(flat, guided, order: shuffler.order(flat.count))
            report("second parser, epoch \(epoch) of \(epochs)")
        }
        return training.moves.export(units: 8, limit: forwardLimit)
    }
}
