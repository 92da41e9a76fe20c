/// A word found by the segmenter, by its bytes.
package struct Piece {
    package var start: Int
    package var end: Int
    package var spaceAfter: Bool
    package var startsSentence: Bool
    package var hash: UInt64
    package var capitals: UInt64
}

/// Parts a block of text into words and sentences.
///
/// Atoms are joined to words, and words to sentences, each by a linear classifier that looks at the gap between two
/// neighbours; classifiers and rules for contractions were learned from a treebank. Greedy from left to right.
package struct Segmenter {
    /// A sentence that reaches this many words is ended, so that text without full stops costs linear time.
    package static let longestSentence = 250

    let reader: AtomReader
    let joins: ClassScores
    let boundaries: ClassScores
    /// Added to the score of a sentence boundary; tuned on held-out text.
    let boundaryBias: Int32

    package init(splits: LookupTable, joins: ClassScores, boundaries: ClassScores, boundaryBias: Int32) {
        reader = AtomReader(splits: splits)
        self.joins = joins
        self.boundaries = boundaries
        self.boundaryBias = boundaryBias
    }

    /// Appends the words of a block to `pieces`. Complexity: linear in its length.
    package func segment(
        _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, atoms: inout [Atom], into pieces: inout [Piece]
    ) {
        atoms.removeAll(keepingCapacity: true)
        reader.read(bytes, range, into: &atoms)
        let first = pieces.count
        withUnsafeTemporaryAllocation(of: UInt64.self, capacity: SegmentFeatures.capacity) { features in
            atoms.withUnsafeBufferPointer { joinAtoms($0, features, into: &pieces) }
            splitSentences(&pieces, from: first, bytes, features)
        }
    }

    private func joinAtoms(
        _ atoms: UnsafeBufferPointer<Atom>, _ features: UnsafeMutableBufferPointer<UInt64>, into pieces: inout [Piece]
    ) {
        var wordStart = 0
        for index in atoms.indices {
            let next = index + 1
            var splits = next == atoms.count || atoms[next].gap != .none || atoms[next].isForcedApart
            if !splits {
                let count = SegmentFeatures.join(atoms, index, wordStart: wordStart, features)
                splits = decide(joins, features, count) > 0
            }
            guard splits else { continue }
            pieces.append(Self.piece(atoms, wordStart..<next))
            wordStart = next
        }
    }

    /// The word that atoms make.
    package static func piece(_ atoms: UnsafeBufferPointer<Atom>, _ range: Range<Int>) -> Piece {
        let first = atoms[range.lowerBound]
        let last = atoms[range.upperBound - 1]
        var hash = first.hash
        for index in range.dropFirst() { hash = FeatureHash.of(hash, atoms[index].hash) >> 24 }
        let spaceAfter = range.upperBound == atoms.count || atoms[range.upperBound].gap != .none
        return Piece(
            start: first.start, end: last.end, spaceAfter: spaceAfter, startsSentence: false, hash: hash,
            capitals: first.kind == .letters ? first.capitals : first.kind == .digits ? 5 : 6)
    }

    private func decide(
        _ table: ClassScores, _ features: UnsafeMutableBufferPointer<UInt64>, _ count: Int
    ) -> Int32 {
        withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2) { scores in
            scores.initialize(repeating: 0)
            guard let base = scores.baseAddress else { return 0 }
            table.add(UnsafeBufferPointer(rebasing: features[0..<count]), to: base)
            return scores[1] - scores[0]
        }
    }

    /// Whether two words stand on one line with no mark between: sentences seldom end so, though the model has learned first names
    /// that letters are signed with ("Sara").
    private static func isWithinLine(_ left: Piece, _ right: Piece, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        left.capitals < 6 && right.capitals < 6 && right.start > left.end && bytes[right.start - 1] != 10
            && !(left.end..<right.start).contains { bytes[$0] == 10 }
    }

    /// What a boundary has to score there.
    private static let sureWithinLine: Int32 = 100

    private func splitSentences(
        _ pieces: inout [Piece], from first: Int, _ bytes: UnsafeBufferPointer<UInt8>,
        _ features: UnsafeMutableBufferPointer<UInt64>
    ) {
        guard first < pieces.count else { return }
        pieces[first].startsSentence = true
        var start = first
        var state = SegmentFeatures.Nesting()
        pieces.withUnsafeMutableBufferPointer { pieces in
            for index in first..<pieces.count - 1 {
                let view = UnsafeBufferPointer(rebasing: pieces[first...])
                state.take(bytes[pieces[index].start])
                var ends = index + 1 - start >= Self.longestSentence
                if !ends, SegmentFeatures.mayEnd(view, index - first, bytes) {
                    let count = SegmentFeatures.boundary(
                        view, index - first, sentenceStart: start - first, state, bytes, features)
                    let isWithinLine = Self.isWithinLine(pieces[index], pieces[index + 1], bytes)
                    ends = decide(boundaries, features, count) + boundaryBias > (isWithinLine ? Self.sureWithinLine : 0)
                }
                if ends {
                    pieces[index + 1].startsSentence = true
                    start = index + 1
                    state = SegmentFeatures.Nesting()
                }
            }
        }
    }
}
