import EntenteText

/// A sentence as `PairNetwork` reads it: rows of its tables for each word, and the pairs to be scored.
package struct PairInput: Encodable {
    /// Tables of words: the word itself, its lemma, tag, relation, the kind of actor, the form of mention, the status.
    static let tables = 7
    /// Rows for lemmas, by hash.
    static let lemmaRows = 4096
    /// Words of a way and findings of frames beyond so many count no more.
    private static let longest = (way: 6, frames: 8)

    /// Rows of all tables, one word after the other; -1 where a word has none.
    private(set) var rows: [Int32]
    private(set) var pairs: [Pair]

    var wordCount: Int { rows.count / Self.tables }

    struct Pair: Encodable {
        let first: Int
        let second: Int
        let top: Int
        let up: [Int]
        let down: [Int]
        let between: Range<Int>
        /// Rows of the tables of pairs.
        let rows: [Int32]
    }

    init(rows: [Int32], pairs: [Pair]) {
        self.rows = rows
        self.pairs = pairs
    }

    init(_ scene: PairScene, _ candidates: [PairClassifier.Candidate], vocabulary: PairVocabulary) {
        let tree = scene.tree
        var kinds = [Int](repeating: 0, count: tree.tokens.count)
        var forms = [Int](repeating: 0, count: tree.tokens.count)
        var isName = [Bool](repeating: false, count: tree.tokens.count)
        for occurrence in scene.occurrences {
            kinds[occurrence.place] = vocabulary.kind(occurrence.kind)
            for place in occurrence.words where place != occurrence.place { forms[place] = 5 }
            forms[occurrence.place] = Int(occurrence.form.rawValue)
            if occurrence.form == .name || occurrence.form == .qualifier {
                for place in occurrence.words { isName[place] = true }
            }
        }
        var rows: [Int32] = []
        rows.reserveCapacity(tree.tokens.count * Self.tables)
        for (place, token) in tree.tokens.enumerated() {
            // Names themselves tell nothing: what holds for one state has to hold for the next.
            let word = isName[place] ? nil : vocabulary.word(token.form.lowercased(), lemma: scene.lemmas[place])
            rows += [
                word ?? -1, isName[place] ? -1 : vocabulary.lemmaRow(scene.lemmas[place]),
                vocabulary.tagRow(token.universalTag), vocabulary.relationRow(token.relation),
                vocabulary.kindRow(kinds[place]), vocabulary.formRow(forms[place]),
                vocabulary.statusRow(Int(scene.statuses[place])),
            ]
        }
        self.rows = rows
        pairs = candidates.map { first, second, path in
            let between = first.words.upperBound..<max(first.words.upperBound, second.words.lowerBound)
            let others = scene.occurrences.count {
                first.words.upperBound <= $0.words.lowerBound && $0.words.lowerBound < second.words.lowerBound
            }
            var rows = [
                vocabulary.kindsRow(vocabulary.kind(first.kind), vocabulary.kind(second.kind)),
                vocabulary.distanceRow(between.count), vocabulary.othersRow(others), vocabulary.biasRow,
            ]
            rows += scene.frames.prefix(Self.longest.frames).compactMap { frame in
                let direction =
                    frame.source == first.actor && frame.target == second.actor
                    ? 0
                    : frame.source == second.actor && frame.target == first.actor
                        ? 1
                        : [frame.source, frame.target].contains { $0 == first.actor || $0 == second.actor } ? 2 : 3
                return vocabulary.frameRow(frame.kind, direction: direction, distance: Int(frame.distance))
            }
            return Pair(
                first: first.place, second: second.place, top: path.top,
                up: Array(path.up.dropFirst().prefix(Self.longest.way)),
                down: Array(path.down.dropLast().suffix(Self.longest.way)),
                between: between, rows: rows)
        }
    }
}
