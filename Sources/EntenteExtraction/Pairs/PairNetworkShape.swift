/// The sizes of the parts of `PairNetwork`.
package struct PairNetworkShape: Equatable, Sendable {
    /// What the sum of a pair is made of: the two words, the word that governs both, the way up, the way down, the words between.
    package static let parts = 6
    /// Asserted, possible, denied.
    package static let statuses = 3

    /// Width of the embeddings and of each direction of a layer; a multiple of 16, as is `pair`.
    package var hidden: Int
    package var layers: Int
    /// Width of the layer over a pair.
    package var pair: Int
    package var labels: Int
    /// Rows of all tables of words, and of all tables of pairs.
    package var wordRows: Int
    package var pairRows: Int

    package init(hidden: Int, layers: Int, pair: Int, labels: Int, wordRows: Int, pairRows: Int) {
        self.hidden = hidden
        self.layers = layers
        self.pair = pair
        self.labels = labels
        self.wordRows = wordRows
        self.pairRows = pairRows
    }

    var isSound: Bool {
        [hidden, pair].allSatisfy { $0 > 0 && $0 <= 1024 && $0 % 16 == 0 } && (1...8).contains(layers)
            && (1...128).contains(labels) && (1...1 << 22).contains(wordRows) && (1...1 << 22).contains(pairRows)
    }
}

/// How the model's numbers are scaled to whole ones.
package enum PairScale {
    /// A score of 1.
    package static let score = PairModel.scoreUnit
}
