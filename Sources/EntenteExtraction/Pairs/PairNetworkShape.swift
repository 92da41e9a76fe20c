/// The sizes of the parts of `PairNetwork`.
package struct PairNetworkShape: Equatable, Sendable {
    /// What the sum of a pair is made of: the two words, the word that governs both, the way up, the way down, the words between.
    package static let parts = 6
    /// Asserted, possible, denied.
    package static let statuses = 3

    /// Words that the encoder sees at once, with a mark at both ends.
    package static let window = 128
    /// Rows behind those of the words: a word without a row of its own, the mark of the beginning, that of the end.
    package static let marks = 3

    /// Numbers that stand for a word; a multiple of 32, as `inner` and `pair` are of 16.
    package var width: Int
    package var layers: Int
    /// Width of the layer over each word.
    package var inner: Int
    /// Width of the layer over a pair.
    package var pair: Int
    package var labels: Int
    /// Rows of all tables of words, without those for marks, and of all tables of pairs.
    package var wordRows: Int
    package var pairRows: Int

    package init(width: Int, layers: Int, inner: Int, pair: Int, labels: Int, wordRows: Int, pairRows: Int) {
        self.width = width
        self.layers = layers
        self.inner = inner
        self.pair = pair
        self.labels = labels
        self.wordRows = wordRows
        self.pairRows = pairRows
    }

    /// As they stand at the head of a network.
    package init?(_ numbers: [Int]) {
        guard numbers.count == Self.numbers else { return nil }
        self.init(
            width: numbers[0], layers: numbers[1], inner: numbers[2], pair: numbers[3], labels: numbers[4],
            wordRows: numbers[5], pairRows: numbers[6])
        guard isSound else { return nil }
    }

    package static let numbers = 7
    package var numbers: [Int32] { [width, layers, inner, pair, labels, wordRows, pairRows].map { Int32($0) } }

    var isSound: Bool {
        [width, inner, pair].allSatisfy { $0 > 0 && $0 <= 4096 && $0 % 16 == 0 } && width % 32 == 0
            && (1...24).contains(layers) && (1...128).contains(labels) && (1...1 << 22).contains(wordRows)
            && (1...1 << 22).contains(pairRows)
    }
}

/// How the model's numbers are scaled to whole ones.
package enum PairScale {
    /// A score of 1.
    package static let score = PairModel.scoreUnit
}
