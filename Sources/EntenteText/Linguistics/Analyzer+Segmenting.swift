extension Analyzer {
    /// Blocks of text longer than this are cut at white space, so that memory stays bounded.
    static let longestBlock = 1 << 16

    /// Parts a text into sentences and hands them on with the bytes of their words, which are valid during the call.
    ///
    /// Page furniture is passed over, and each block is repaired (`TextCleaner`) before it is parted; ranges are those of the source.
    func segment(
        _ text: String, _ body: [Range<Int>], _ take: (Sentence, [UnsafeBufferPointer<UInt8>]) -> Void
    ) {
        var text = text
        text.withUTF8 { bytes in
            let layout = TextLayout(bytes, body)
            let cleaner = TextCleaner(words: model.profiler.words)
            var atoms: [Atom] = []
            var pieces: [Piece] = []
            let gaps = body.flatMap { furniture(bytes, $0.clamped(to: 0..<bytes.count)) }
            for range in Self.body(body, without: gaps) {
                var index = range.clamped(to: 0..<bytes.count).lowerBound
                let end = range.clamped(to: 0..<bytes.count).upperBound
                var startsParagraph = true
                while let block = layout.nextBlock(bytes, index..<end, longest: Self.longestBlock) {
                    pieces.removeAll(keepingCapacity: true)
                    let clean = CleanText(bytes, block.range, edits: cleaner.edits(bytes, block.range))
                    if let repaired = clean.bytes {
                        repaired.withUnsafeBufferPointer { repaired in
                            model.segmenter.segment(repaired, 0..<repaired.count, atoms: &atoms, into: &pieces)
                            emit(pieces, repaired, clean, &startsParagraph, take)
                        }
                    } else {
                        model.segmenter.segment(bytes, block.range, atoms: &atoms, into: &pieces)
                        emit(pieces, bytes, clean, &startsParagraph, take)
                    }
                    startsParagraph = block.endsParagraph || (startsParagraph && pieces.isEmpty)
                    index = block.range.upperBound
                }
            }
        }
    }

    private func emit(
        _ pieces: [Piece], _ bytes: UnsafeBufferPointer<UInt8>, _ clean: CleanText, _ startsParagraph: inout Bool,
        _ take: (Sentence, [UnsafeBufferPointer<UInt8>]) -> Void
    ) {
        var start = 0
        for index in pieces.indices where index + 1 == pieces.count || pieces[index + 1].startsSentence {
            var tokens: [Token] = []
            var forms: [UnsafeBufferPointer<UInt8>] = []
            tokens.reserveCapacity(index + 1 - start)
            forms.reserveCapacity(index + 1 - start)
            for piece in pieces[start...index] {
                let form = UnsafeBufferPointer(rebasing: bytes[piece.start..<piece.end])
                forms.append(form)
                tokens.append(
                    Token(
                        range: clean.source(piece.start..<piece.end), form: String(decoding: form, as: UTF8.self),
                        spaceAfter: piece.spaceAfter))
            }
            let range = clean.source(pieces[start].start..<pieces[index].end)
            take(Sentence(range: range, tokens: tokens, startsParagraph: startsParagraph), forms)
            startsParagraph = false
            start = index + 1
        }
    }
}
