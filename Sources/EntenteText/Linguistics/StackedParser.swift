/// Two parsers in a row: one from right to left with relations, whose tree guides one from left to right.
///
/// What goes wrong early in one direction comes late in the other, so that the second corrects the first (Nivre and
/// McDonald 2008; Attardi and Dell'Orletta 2009).
package struct StackedParser {
    package var backward: BeamParser
    package var forward: BeamParser
    package var labeler: Labeler

    package init(backward: BeamParser, forward: BeamParser, labeler: Labeler) {
        self.backward = backward
        self.forward = forward
        self.labeler = labeler
    }

    /// Heads (the root's is the number of words) and relations of a sentence.
    ///
    /// - Complexity: Linear in the number of words.
    package func parse(_ words: [ParserWord], memory: inout ParserMemory) -> (heads: [Int32], labels: [UInt8]) {
        let heads = parseBackward(words, memory: &memory)
        var guided = words
        let labels = words.withUnsafeBufferPointer { labeler.labels(heads, $0) }
        Self.guide(&guided, heads, labels)
        let final = guided.withUnsafeBufferPointer { forward.parse($0, memory: &memory) }
        return (final, words.withUnsafeBufferPointer { labeler.labels(final, $0) })
    }

    /// The heads found from right to left.
    package func parseBackward(_ words: [ParserWord], memory: inout ParserMemory) -> [Int32] {
        let reversed = Self.reversed(words)
        let heads = reversed.withUnsafeBufferPointer { backward.parse($0, memory: &memory) }
        return Self.reversed(heads: heads)
    }

    /// The words in reverse order, the root and the absent word still behind them.
    package static func reversed(_ words: [ParserWord]) -> [ParserWord] {
        let count = words.count - 2
        return Array(words[0..<count].reversed()) + words[count...]
    }

    package static func reversed(heads: [Int32]) -> [Int32] {
        let count = Int32(heads.count)
        return heads.reversed().map { $0 == count ? count : count - 1 - $0 }
    }

    /// Tells words what the first parse said of them.
    package static func guide(_ words: inout [ParserWord], _ heads: [Int32], _ labels: [UInt8]) {
        for index in heads.indices {
            words[index].guideHead = heads[index]
            words[index].guideLabel = UInt64(labels[index])
            words[index].kind = 1 << UInt64(labels[index])
        }
        for index in heads.indices where Int(heads[index]) < heads.count {
            words[Int(heads[index])].guideLast = Int32(index)
        }
    }
}
