import EntenteText

/// Trains the joints of words and the ends of sentences.
struct SegmentTraining {
    let treebank: Treebank
    let seed: UInt64

    /// Where a word written in letters alone is parted ("cannot", "gonna"): learned where most of its uses are.
    func splits() -> [(key: UInt64, value: UInt32)] {
        var whole: [UInt64: Int] = [:]
        var parted: [UInt64: [Int: Int]] = [:]
        func hash(_ range: Range<Int>) -> UInt64? {
            let isLetters = range.allSatisfy { (treebank.bytes[$0] | 0x20) >= 97 && (treebank.bytes[$0] | 0x20) <= 122 }
            guard isLetters, !range.isEmpty else { return nil }
            return treebank.bytes.withUnsafeBufferPointer { WordHash.lower($0, range).0 }
        }
        for entry in treebank.sentences {
            let tokens = entry.sentence.tokens
            for token in tokens {
                if let key = hash(token.range) { whole[key, default: 0] += 1 }
            }
            for range in entry.multiwordTokens where range.count == 2 {
                let first = tokens[range.lowerBound].range
                let second = tokens[range.upperBound - 1].range
                guard first.upperBound == second.lowerBound else { continue }
                if let key = hash(first.lowerBound..<second.upperBound) {
                    parted[key, default: [:]][first.count, default: 0] += 1
                }
            }
        }
        return parted.compactMap { key, places in
            guard let (place, count) = places.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
                count >= 2, count > whole[key, default: 0]
            else { return nil }
            return (key, UInt32(place))
        }.sorted { $0.key < $1.key }
    }

    func train(joinEpochs: Int, boundaryEpochs: Int) -> (splits: [UInt8], joins: [UInt8], boundaries: [UInt8]) {
        let splitTable = LookupTable.build(splits())
        let joins = ClassTrainer()
        let boundaries = ClassTrainer()
        splitTable.withUnsafeBytes { raw in
            let reader = AtomReader(splits: LookupTable(raw))
            treebank.bytes.withUnsafeBufferPointer { bytes in
                trainJoins(joins, reader, bytes, epochs: joinEpochs)
                trainBoundaries(boundaries, bytes, epochs: boundaryEpochs)
            }
        }
        return (splitTable, joins.export(units: 12), boundaries.export(units: 12))
    }

    private func trainJoins(
        _ trainer: ClassTrainer, _ reader: AtomReader, _ bytes: UnsafeBufferPointer<UInt8>, epochs: Int
    ) {
        var ends = Set<Int>()
        for entry in treebank.sentences { for token in entry.sentence.tokens { ends.insert(token.range.upperBound) } }
        let paragraphs = treebank.paragraphs
        var shuffler = Shuffler(state: seed)
        var atoms: [Atom] = []
        let features = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: SegmentFeatures.capacity)
        defer { features.deallocate() }
        for _ in 0..<epochs {
            for number in shuffler.order(paragraphs.count) {
                atoms.removeAll(keepingCapacity: true)
                reader.read(bytes, paragraphs[number].range, into: &atoms)
                atoms.withUnsafeBufferPointer { atoms in
                    var wordStart = 0
                    for index in atoms.indices {
                        let next = index + 1
                        let splits = next == atoms.count || ends.contains(atoms[index].end)
                        if next < atoms.count, atoms[next].gap == .none, !atoms[next].isForcedApart {
                            let count = SegmentFeatures.join(atoms, index, wordStart: wordStart, features)
                            learn(trainer, UnsafeBufferPointer(rebasing: features[0..<count]), splits)
                        }
                        if splits || (next < atoms.count && atoms[next].gap != .none) { wordStart = next }
                    }
                }
            }
        }
    }

    private func trainBoundaries(_ trainer: ClassTrainer, _ bytes: UnsafeBufferPointer<UInt8>, epochs: Int) {
        let paragraphs = treebank.paragraphs.map { goldPieces($0.sentences, bytes) }
        var shuffler = Shuffler(state: seed &+ 1)
        let features = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: SegmentFeatures.capacity)
        defer { features.deallocate() }
        for _ in 0..<epochs {
            for number in shuffler.order(paragraphs.count) {
                paragraphs[number].withUnsafeBufferPointer { pieces in
                    var start = 0
                    var nesting = SegmentFeatures.Nesting()
                    for index in 0..<max(pieces.count - 1, 0) {
                        nesting.take(bytes[pieces[index].start])
                        let ends = pieces[index + 1].startsSentence
                        if SegmentFeatures.mayEnd(pieces, index, bytes) {
                            let count = SegmentFeatures.boundary(
                                pieces, index, sentenceStart: start, nesting, bytes, features)
                            learn(trainer, UnsafeBufferPointer(rebasing: features[0..<count]), ends)
                        }
                        if ends {
                            start = index + 1
                            nesting = SegmentFeatures.Nesting()
                        }
                    }
                }
            }
        }
    }

    /// The gold words of sentences as the segmenter would make them.
    private func goldPieces(_ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> [Piece] {
        let empty: [UInt64] = []
        return empty.withUnsafeBytes { raw in
            let reader = AtomReader(splits: LookupTable(raw))
            var pieces: [Piece] = []
            var atoms: [Atom] = []
            for number in range {
                var isFirst = true
                for token in treebank.sentences[number].sentence.tokens {
                    if let last = pieces.last, last.end >= token.range.upperBound { continue }
                    atoms.removeAll(keepingCapacity: true)
                    reader.read(bytes, token.range, into: &atoms)
                    guard !atoms.isEmpty else { continue }
                    var piece = atoms.withUnsafeBufferPointer { Segmenter.piece($0, 0..<$0.count) }
                    piece.spaceAfter = token.range.upperBound >= bytes.count || bytes[token.range.upperBound] <= 32
                    piece.startsSentence = isFirst
                    isFirst = false
                    pieces.append(piece)
                }
            }
            return pieces
        }
    }

    private func learn(_ trainer: ClassTrainer, _ features: UnsafeBufferPointer<UInt64>, _ isTrue: Bool) {
        let decided: Int32 = withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2) { scores in
            scores.initialize(repeating: 0)
            guard let base = scores.baseAddress else { return 0 }
            trainer.add(features, to: base)
            return scores[1] - scores[0]
        }
        // A small margin keeps the clear cases clear.
        if isTrue ? decided <= 2 : decided >= -2 {
            trainer.update(features, label: 1, by: isTrue ? 1 : -1)
            trainer.update(features, label: 0, by: isTrue ? -1 : 1)
        }
        trainer.step += 1
    }
}
