/// Finds the paragraphs of a text.
///
/// A blank line always ends a paragraph. Whether a single line end does depends on how the text is laid out: where
/// lines run on to any length each is a paragraph; where they are wrapped near a common width, a line that ends short of
/// it with a full stop closes the paragraph and any other line end is a space.
enum Paragraphs {
    /// Lines up to this many bytes may have been wrapped by hand or by a mail program.
    private static let widestWrap = 100

    static func ranges(of text: String, from start: Int, to end: Int, format: Document.Format) -> [Range<Int>] {
        let bytes = Array(text.utf8.prefix(end))
        let lines = allLines(bytes, from: start)
        let widths = lines.filter { !$0.isBlank }.map(\.content.count)
        let isWrapped = widths.count > 3 && (widths.max() ?? 0) <= widestWrap
        let width = widths.max() ?? 0
        var result: [Range<Int>] = []
        var open: Range<Int>?
        var isFenced = false

        func close() {
            if let range = open.map({ trimmed($0, in: bytes) }), !range.isEmpty { result.append(range) }
            open = nil
        }
        for line in lines {
            if format == .markdown, isFence(bytes[line.content]) {
                close()
                isFenced.toggle()
                continue
            }
            if isFenced { continue }
            if line.isBlank {
                close()
                continue
            }
            if format == .markdown, let heading = headingText(bytes, line.content) {
                close()
                open = heading
                close()
                continue
            }
            let content = format == .markdown ? withoutListMark(bytes, line.content) : line.content
            // A mark of a list or quotation begins a paragraph; mere indentation carries one on.
            if bytes[line.content.lowerBound..<content.lowerBound].contains(where: { $0 != 32 }) { close() }
            if isRule(bytes[content]) {
                close()
                continue
            }
            open = (open?.lowerBound ?? content.lowerBound)..<content.upperBound
            if format == .paragraphs { continue }
            let closesShort = content.count < width * 3 / 4 && endsSentence(bytes[content])
            if !isWrapped || closesShort { if !(format == .markdown && isWrapped) { close() } }
        }
        close()
        return result
    }

    private static func allLines(_ bytes: [UInt8], from start: Int) -> [ByteLines.Line] {
        let lines = ByteLines(bytes, from: start)
        var result: [ByteLines.Line] = []
        var next = start
        while let line = lines.line(at: next) {
            result.append(line)
            next = line.next
        }
        return result
    }

    private static func trimmed(_ range: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, [9, 10, 12, 13, 32].contains(bytes[start]) { start += 1 }
        while end > start, [9, 10, 12, 13, 32].contains(bytes[end - 1]) { end -= 1 }
        return start..<end
    }

    private static func isFence(_ line: ArraySlice<UInt8>) -> Bool {
        let text = line.drop { $0 == 32 }
        return text.starts(with: "```".utf8) || text.starts(with: "~~~".utf8)
    }

    /// `- - -`, `***` and the like: a line without a letter or a digit.
    private static func isRule(_ line: ArraySlice<UInt8>) -> Bool {
        line.allSatisfy { byte in byte < 128 && !isLetterOrDigit(byte) }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }

    private static func headingText(_ bytes: [UInt8], _ line: Range<Int>) -> Range<Int>? {
        var place = line.lowerBound
        while place < line.upperBound, bytes[place] == UInt8(ascii: "#") { place += 1 }
        let level = place - line.lowerBound
        guard (1...6).contains(level), place < line.upperBound, bytes[place] == 32 else { return nil }
        return place..<line.upperBound
    }

    private static func withoutListMark(_ bytes: [UInt8], _ line: Range<Int>) -> Range<Int> {
        var place = line.lowerBound
        while place < line.upperBound, bytes[place] == 32 || bytes[place] == UInt8(ascii: ">") { place += 1 }
        guard place + 1 < line.upperBound, bytes[place + 1] == 32, "-*+".utf8.contains(bytes[place]) else {
            return place..<line.upperBound
        }
        return (place + 2)..<line.upperBound
    }

    private static func endsSentence(_ line: ArraySlice<UInt8>) -> Bool {
        guard let last = line.last(where: { $0 != 32 && $0 != 9 }) else { return false }
        return ".!?\"')".utf8.contains(last) || last >= 128
    }
}
