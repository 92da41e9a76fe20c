import EntenteText

/// Precision and recall of one kind of unit.
struct Agreement {
    var gold = 0
    var system = 0
    var correct = 0

    var f1: Double { gold + system == 0 ? 0 : 200 * Double(correct) / Double(gold + system) }
}

enum SegmentEvaluation {
    /// Segments the running text of a treebank and compares words and sentences by their characters.
    static func run(_ segmenter: Segmenter, _ treebank: Treebank, show: Int = 0) -> (
        words: Agreement, sentences: Agreement
    ) {
        var words = Agreement()
        var sentences = Agreement()
        var atoms: [Atom] = []
        var shown = 0
        treebank.bytes.withUnsafeBufferPointer { bytes in
            for paragraph in treebank.paragraphs {
                var pieces: [Piece] = []
                segmenter.segment(bytes, paragraph.range, atoms: &atoms, into: &pieces)
                var goldWords = Set<Range<Int>>()
                var goldSentences = Set<Range<Int>>()
                for entry in treebank.sentences[paragraph.sentences] {
                    goldSentences.insert(entry.sentence.range)
                    for token in entry.sentence.tokens { goldWords.insert(token.range) }
                }
                words.gold += goldWords.count
                sentences.gold += goldSentences.count
                words.system += pieces.count
                words.correct += pieces.count { goldWords.contains($0.start..<$0.end) }
                var start = 0
                for index in pieces.indices where index + 1 == pieces.count || pieces[index + 1].startsSentence {
                    let range = pieces[start].start..<pieces[index].end
                    sentences.system += 1
                    if goldSentences.contains(range) {
                        sentences.correct += 1
                    } else if shown < show {
                        shown += 1
                        print("SENT", String(decoding: bytes[range], as: UTF8.self))
                    }
                    start = index + 1
                }
                for piece in pieces where !goldWords.contains(piece.start..<piece.end) && shown < show {
                    shown += 1
                    let low = max(0, piece.start - 15)
                    let high = min(bytes.count, piece.end + 15)
                    print(
                        "WORD", String(decoding: bytes[piece.start..<piece.end], as: UTF8.self), "<<",
                        String(decoding: bytes[low..<high], as: UTF8.self))
                }
            }
        }
        return (words, sentences)
    }
}
