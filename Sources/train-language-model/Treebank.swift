import EntenteText
import Foundation

struct TrainingError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}

/// A file of the treebank: its text and its sentences.
struct Treebank {
    let bytes: [UInt8]
    let sentences: [CoNLLUSentence]
    /// Number of the document of each sentence.
    let documents: [Int]

    init(_ url: URL) throws {
        guard let data = try? Data(contentsOf: url) else { throw TrainingError("cannot read \(url.path)") }
        let (text, sentences) = try CoNLLU.read(String(decoding: data, as: UTF8.self))
        bytes = Array(text.utf8)
        self.sentences = sentences
        var document = -1
        documents = sentences.map {
            if $0.startsDocument { document += 1 }
            return document
        }
    }

    /// The ranges of bytes of the paragraphs, each with its sentences.
    var paragraphs: [(range: Range<Int>, sentences: Range<Int>)] {
        var result: [(range: Range<Int>, sentences: Range<Int>)] = []
        var first = 0
        for index in sentences.indices.dropFirst() where sentences[index].sentence.startsParagraph {
            result.append((span(first..<index), first..<index))
            first = index
        }
        if !sentences.isEmpty { result.append((span(first..<sentences.count), first..<sentences.count)) }
        return result
    }

    private func span(_ range: Range<Int>) -> Range<Int> {
        sentences[range.lowerBound].sentence.range
            .lowerBound..<sentences[range.upperBound - 1].sentence.range.upperBound
    }
}

/// The order in which examples are seen, the same for the same seed (SplitMix64).
struct Shuffler: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }

    /// Fisher and Yates, spelled out so that the order does not hang on the standard library.
    mutating func order(_ count: Int) -> [Int] {
        var order = Array(0..<count)
        for index in stride(from: count - 1, to: 0, by: -1) {
            order.swapAt(index, Int(next() % UInt64(index + 1)))
        }
        return order
    }
}
