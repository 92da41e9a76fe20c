/// Where the lines and paragraphs of a text end.
///
/// An empty line ends a paragraph. A single line break does so too, unless the text is wrapped at a fixed width and
/// the line is about full: then the paragraph goes on.
struct TextLayout {
    /// Lines shorter than this end a paragraph; 0 where every line break does.
    private let fullLine: Int

    init(_ bytes: UnsafeBufferPointer<UInt8>, _ body: [Range<Int>]) {
        var longest = 0
        for range in body {
            var length = 0
            for index in range.clamped(to: 0..<bytes.count) {
                if bytes[index] == UInt8(ascii: "\n") {
                    longest = max(longest, length)
                    length = 0
                } else {
                    length += 1
                }
            }
            longest = max(longest, length)
        }
        fullLine = longest > 120 ? .max : longest * 6 / 10
    }

    struct Block {
        var range: Range<Int>
        var endsParagraph: Bool
    }

    /// The next stretch in which sentences are looked for.
    ///
    /// - Parameter longest: A block is cut at white space before it is longer than this.
    func nextBlock(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, longest: Int) -> Block? {
        guard !range.isEmpty else { return nil }
        var index = range.lowerBound
        var lineStart = index
        var lastSpace: Int?
        while index < range.upperBound {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\n") {
                var next = index + 1
                while next < range.upperBound, bytes[next] == 32 || bytes[next] == 9 || bytes[next] == 13 { next += 1 }
                let isEmptyLine = next >= range.upperBound || bytes[next] == UInt8(ascii: "\n")
                if isEmptyLine || index - lineStart < fullLine {
                    return Block(
                        range: range.lowerBound..<min(next + (isEmptyLine ? 1 : 0), range.upperBound),
                        endsParagraph: true)
                }
                lineStart = index + 1
            }
            if byte <= 32 { lastSpace = index }
            index += 1
            if index - range.lowerBound >= longest {
                var cut = lastSpace.map { $0 + 1 } ?? index
                while cut < range.upperBound, bytes[cut] & 0xC0 == 0x80 { cut += 1 }
                return Block(range: range.lowerBound..<cut, endsParagraph: false)
            }
        }
        return Block(range: range, endsParagraph: true)
    }
}
